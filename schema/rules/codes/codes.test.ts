import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCitizenId } from './citizen-id.ts';
import { creditCodeCheck, isCreditCode } from './credit-code.ts';
import { caseNumber, implementationCode, isBasicCode } from './item-codes.ts';
import { isLicenceIdentifier, mod37Check } from './licence-identifier.ts';
import { maskId, maskName, maskPhone } from './masks.ts';

const symbols = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

describe('check digits find every single wrong character', () => {
  test('credit code', () => {
    expect(isCreditCode('11100000000013338W')).toBe(true);
    const first = fc.array(fc.constantFrom(...symbols), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(first, fc.nat(17), fc.constantFrom(...symbols), (characters, at, other) => {
        const code = characters.join('') + creditCodeCheck(characters.join(''));
        fc.pre(code[at] !== other);
        expect(isCreditCode(code)).toBe(true);
        expect(isCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
      }),
    );
  });

  test('citizen id', () => {
    const id = '11010519491231002X';
    expect(isCitizenId(id)).toBe(true);
    for (let at = 0; at < 17; at++) expect(isCitizenId(id.slice(0, at) + ((Number(id[at]) + 1) % 10) + id.slice(at + 1))).toBe(false);
    expect(isCitizenId('11010519490231002X')).toBe(false);
  });

  test('e-licence identifier', () => {
    const identifier = '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U';
    expect(isLicenceIdentifier(identifier)).toBe(true);
    expect(isLicenceIdentifier(identifier.replace('403', '404'))).toBe(false);
    expect(mod37Check('a')).toBe(null);
  });
});

test('codes of items and cases', () => {
  expect(isBasicCode('000139014000')).toBe(true);
  expect(isBasicCode('00013901400Y')).toBe(true);
  const implementation = implementationCode('11100000000013338W', 'county', '000139014000');
  expect(implementation).toBe('11100000000013338W4000139014000');
  expect(caseNumber(implementation, '20261124', 7)).toBe('11100000000013338W4000139014000202611240007');
  expect(() => caseNumber(implementation, '20261124', 10_000)).toThrow(RangeError);
  expect(() => implementationCode('11100000000013338X', 'county', '000139014000')).toThrow(RangeError);
});

test('masks', () => {
  expect([maskName('张三丰'), maskId('11010519491231002X'), maskPhone('13812345678')]).toEqual([
    '张**',
    '110105********002X',
    '138****5678',
  ]);
});
