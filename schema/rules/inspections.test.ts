import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lacksOf, recordText } from './inspections.ts';
import type { InspectionRecord } from './inspections.ts';

const text = fc.string({ maxLength: 12 });
const record: fc.Arbitrary<InspectionRecord> = fc.record({
  id: text,
  caseNumber: text,
  kind: fc.constantFrom('siteVisit' as const, 'testing' as const),
  place: text,
  findings: fc.array(fc.record({ point: text, finding: text, meets: fc.constantFrom(true, false, null) }), { maxLength: 3 }),
  conclusion: text,
  result: fc.constantFrom('meets' as const, 'fails' as const),
  photos: fc.array(fc.record({ sha256: text, takenAt: fc.option(text), takenWhere: fc.option(text), caption: text }), { maxLength: 3 }),
});

test('two records have one text only where everything in them is the same', () => {
  fc.assert(
    fc.property(record, record, (a, b) => {
      expect(recordText(structuredClone(a))).toBe(recordText(a));
      expect(recordText(a) === recordText(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});

test('a record is whole with every point found, a photo and a conclusion', () => {
  const found = { point: '面积', finding: '120 平方米', meets: true };
  const whole = { findings: [found], conclusion: '符合', result: 'meets', photos: 1 };
  expect(lacksOf(whole)).toEqual([]);
  expect(lacksOf({ ...whole, photos: 0 })).toEqual(['photos']);
  expect(lacksOf({ ...whole, findings: [found, { ...found, meets: null }] })).toEqual(['findings']);
  expect(lacksOf({ ...whole, findings: [{ ...found, finding: ' ' }], conclusion: null })).toEqual(['findings', 'conclusion']);
  expect(lacksOf({ ...whole, result: null })).toEqual(['conclusion']);
});
