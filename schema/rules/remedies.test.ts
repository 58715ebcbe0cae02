import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remedyPeriods } from './remedies.ts';

const weekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const plainWeek = (day: string): boolean => !weekend(day);

test.for([
  // Served on a Friday: the sixtieth day is a Tuesday, the sixth month ends on a Thursday.
  ['2026-11-27', '2027-01-26', '2027-05-27'],
  // August has no 31 February: the last day of the month.
  ['2026-08-31', '2026-10-30', '2027-03-01'],
  // The sixtieth day is a Saturday: Monday.
  ['2026-11-03', '2027-01-04', '2027-05-03'],
])('served on %s: reconsideration until %s, an action until %s', ([on, reconsideration, litigation]) => {
  expect(remedyPeriods(on!, plainWeek).map(({ until }) => until)).toEqual([reconsideration, litigation]);
});

test('a last day in a holiday goes on to the first day worked after it, and says so', () => {
  const holiday = (day: string) => !weekend(day) && !(day >= '2027-01-26' && day <= '2027-02-03');
  expect(remedyPeriods('2026-11-27', holiday)[0]).toEqual({ kind: 'reconsideration', until: '2027-02-04', moved: true });
});

test('nothing ends on a day off, and nothing is shorter than the law gives', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, (on) => {
      for (const { kind, until } of remedyPeriods(on, plainWeek)) {
        expect(plainWeek(until)).toBe(true);
        const days = (Date.parse(until) - Date.parse(on)) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(kind === 'reconsideration' ? 60 : 181);
        expect(days).toBeLessThanOrEqual(kind === 'reconsideration' ? 62 : 186);
      }
    }),
  );
});
