import { expect, test } from 'vitest';
import { caseNumberGroups, tidyCaseNumber } from './case-number.ts';

const number = '1153300101525669014000139014000202611240001';

test('groups lose nothing', () => {
  expect(caseNumberGroups(number)).toEqual(['115330', '010152', '566901', '4', '000139', '014000', '20261124', '0001']);
  expect(caseNumberGroups(number).join('')).toBe(number);
});

test('what people copy from paper is taken', () => {
  expect(tidyCaseNumber(' 115330 010152-566901 4 000139 014000 20261124 0001\n')).toBe(number);
});
