import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { compactVerify, importJWK } from 'jose';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import { isLicenceIdentifier, licenceIdentifier, shortIdentifier, wholeIdentifier } from '../rules/codes/licence-identifier.ts';
import { readCode, signingInput, verifyCode, withSignature } from './code.ts';
import type { LicenceClaims, LicenceKey } from './code.ts';
import { levelFor, roomInQr } from './qr.ts';
import { daysLeft, licenceState } from './state.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
const key: LicenceKey = { kty: 'EC', crv: 'P-256', x, y, kid: 'abcdefgh', alg: 'ES256', use: 'sig' };
const claims: LicenceClaims = {
  i: '11100000900007919B014.1.2.001.A',
  k: '出版物经营许可证',
  h: '某某书店',
  a: '某局',
  f: 20261127,
  t: 20321126,
};
const signed = (said: LicenceClaims = claims): string => {
  const input = signingInput(key.kid, said);
  return withSignature(input, new Uint8Array(sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })));
};

describe('a licence’s code', () => {
  test('is a compact JWS that another library verifies with the published key', async () => {
    const { payload, protectedHeader } = await compactVerify(signed(), await importJWK({ ...key }));
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: key.kid });
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(claims);
  });

  test('says what was signed, whatever that is', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, text, async (h, a) => {
        expect(await verifyCode(signed({ ...claims, h, a }), [key])).toEqual({ ...claims, h, a });
      }),
      { numRuns: 50 },
    );
  });

  test('is not genuine with one character changed, without its key, or when it is no code at all', async () => {
    const code = signed();
    expect(await verifyCode(code, [])).toBeNull();
    expect(await verifyCode(code, [{ ...key, kid: 'other' }])).toBeNull();
    for (let at = 0; at < code.length; at += 7) {
      const other = code[at] === 'A' ? 'B' : 'A';
      const changed = code.slice(0, at) + other + code.slice(at + 1);
      // The last character of a part carries bits that no byte has.
      if (changed !== code && !/^(\.|$)/.test(code.slice(at + 1))) expect(await verifyCode(changed, [key]), String(at)).toBeNull();
    }
    for (const none of ['', 'x', 'a.b.c', '...', `${code}.x`, '中文']) expect(readCode(none)).toBeNull();
  });

  test('does not pass with an algorithm of the sender’s choice', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(await verifyCode(`${part({ alg: 'none', kid: key.kid })}.${part(claims)}.`, [key])).toBeNull();
    expect(await verifyCode(`${part({ alg: 'HS256', kid: key.kid })}.${part(claims)}.AAAA`, [key])).toBeNull();
  });

  test('keeps to version 15 of QR as long as it fits the room told', () => {
    for (const length of [1, roomInQr.M, roomInQr.M + 1, roomInQr.L]) {
      const text = 'a'.repeat(length);
      expect(QRCode.create(text, { errorCorrectionLevel: levelFor(text) }).version).toBeLessThanOrEqual(15);
    }
  });
});

test('an identifier is composed with the check that fits, and found again from what people type', () => {
  const parts = { type: '11100000000013338W011', issuer: '11430000006122244L', serial: '20230000403', version: 1 };
  const identifier = licenceIdentifier(parts);
  expect(identifier).toBe('1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U');
  expect(isLicenceIdentifier(licenceIdentifier({ ...parts, version: 999 }))).toBe(true);
  expect(() => licenceIdentifier({ ...parts, version: 1000 })).toThrow(RangeError);
  expect(() => licenceIdentifier({ ...parts, serial: 'a' })).toThrow(RangeError);
  expect(wholeIdentifier(` ${shortIdentifier(identifier).toLowerCase()} `)).toBe(identifier);
  expect(wholeIdentifier(identifier)).toBe(identifier);
});

test('a licence holds to its last moment, and has no days left after it', () => {
  const validTo = new Date('2026-11-27T15:59:59.999Z');
  const row = { state: 'inForce', validTo } as const;
  expect(licenceState(row, new Date('2026-11-27T15:59:59.998Z'))).toBe('valid');
  expect(licenceState(row, validTo)).toBe('expired');
  expect(licenceState({ ...row, state: 'revoked' }, new Date(0))).toBe('revoked');
  expect(licenceState({ state: 'inForce', validTo: null }, new Date('2999-01-01'))).toBe('valid');
  expect(daysLeft(validTo, new Date('2026-11-27T01:00:00Z'))).toBe(1);
  expect(daysLeft(validTo, new Date('2026-12-27T01:00:00Z'))).toBe(0);
  expect(daysLeft(null, new Date())).toBeNull();
});
