import { describe, expect, test } from 'vitest';
import cn from '../../schema/rules/calendar/cn.json' with { type: 'json' };
import type { CaseLimits } from '../../schema/rules/case-limits.ts';
import type { ClockChange } from '../../schema/rules/procedures.ts';
import { clocksAfter, dueByName, stageDue } from './case-clocks.ts';
import type { ClockFacts, Clocks } from './case-clocks.ts';
import { changeClocks, refusalOfChange } from './change.ts';

const limits: CaseLimits = {
  statutoryLimit: { n: 20, unit: 'workday' },
  promisedLimit: { n: 10, unit: 'workday' },
  limitStarts: 'acceptance',
  clocks: { firstReview: { n: 15, unit: 'workday' } },
};
const factsOf = (more: Partial<CaseLimits> = {}): ClockFacts => ({
  calendar: cn,
  limits: { ...limits, ...more },
  submittedAt: '2026-09-14T10:00:00+08:00',
});
const facts = factsOf();
const accepted = clocksAfter({}, { kind: 'accept' }, '2026-09-14T10:00:00+08:00', facts);
const at = (day: string) => `${day}T15:00:00+08:00`;
const hearing: ClockChange = { name: 'startProcedure', basis: 'hearing', law: '《行政许可法》第四十六条', days: 20, mode: 'suspend' };
const done = (clocks: Clocks, change: ClockChange, day: string, by = facts): Clocks => {
  expect(refusalOfChange(clocks, change, at(day), by)).toBeNull();
  return changeClocks(clocks, change, at(day), by);
};
const dueOf = (clocks: Clocks, day: string, by = facts) => dueByName(clocks, by, at(day));

test('the limits of an accepted case over the Mid-Autumn and National Day holidays', () => {
  // 20 working days from Monday 14 September 2026, with the make-up Sunday and Saturday: Friday 16 October.
  expect(dueOf(accepted, '2026-09-14')).toMatchObject({ decision: '2026-10-16T23:59:59+08:00', promised: '2026-09-28T23:59:59+08:00' });
});

test('stopped it has no due day; ended it goes on the day after, by the same calendar', () => {
  const stopped = done(accepted, hearing, '2026-09-24');
  expect(dueOf(stopped, '2026-09-30')).toEqual({
    decision: null,
    promised: null,
    firstReview: null,
    // 20 working days of the hearing itself, as the applicant is told.
    procedure: dueByName(
      { p: { version: 1, limit: { n: 20, unit: 'workday' }, start: at('2026-09-24'), events: [] } },
      facts,
      at('2026-09-24'),
    ).p,
  });
  const resumed = done(stopped, { name: 'endProcedure' }, '2026-10-09');
  // Used until 24 September: 15–18, 20–24 (with the make-up Sunday) = 9; 11 more from 10 October (a make-up Saturday).
  expect(dueOf(resumed, '2026-10-09').decision).toBe('2026-10-23T23:59:59+08:00');
  expect(dueOf(resumed, '2026-10-09').procedure).toBeUndefined();
});

test('as many procedures as the case needs, one after the other', () => {
  let clocks = accepted;
  for (const [from, to] of [
    ['2026-09-15', '2026-09-16'],
    ['2026-09-16', '2026-09-16'],
    ['2026-09-17', '2026-09-21'],
  ] as const) {
    clocks = done(clocks, { ...hearing, basis: 'testing' }, from);
    clocks = done(clocks, { name: 'endProcedure' }, to);
  }
  expect(clocks.decision!.events).toHaveLength(6);
});

describe('refused', () => {
  const stopped = changeClocks(accepted, hearing, at('2026-09-24'), facts);
  const included = changeClocks(accepted, { ...hearing, mode: 'included' }, at('2026-09-24'), facts);
  const extended = changeClocks(accepted, { name: 'extend', n: 10 }, at('2026-09-24'), facts);
  const decided = clocksAfter(accepted, { kind: 'grant' }, at('2026-09-24'), facts);
  test.each<[string, Clocks, ClockChange, string, string]>([
    ['before acceptance', {}, hearing, '2026-09-25', 'no-limit-running'],
    ['after the decision', decided, hearing, '2026-09-25', 'no-limit-running'],
    ['over another procedure', stopped, hearing, '2026-09-25', 'procedure-running'],
    ['over one that is counted inside', included, hearing, '2026-09-25', 'procedure-running'],
    ['for a site visit', accepted, { ...hearing, basis: 'siteVisit' as never }, '2026-09-25', 'no-legal-basis'],
    ['without an article', accepted, { ...hearing, law: ' ' }, '2026-09-25', 'no-legal-basis'],
    ['without the days the notice tells', accepted, { ...hearing, days: 0 }, '2026-09-25', 'notice-incomplete'],
    ['after the limit', accepted, hearing, '2026-10-17', 'limit-passed'],
    ['an end of nothing', accepted, { name: 'endProcedure' }, '2026-09-25', 'procedure-not-running'],
    ['a second extension', extended, { name: 'extend', n: 5 }, '2026-09-25', 'already-extended'],
    ['an extension after the limit', accepted, { name: 'extend', n: 10 }, '2026-10-17', 'limit-passed'],
    ['more days than the law gives', accepted, { name: 'extend', n: 11 }, '2026-09-25', 'extension-too-long'],
    ['half a day', accepted, { name: 'extend', n: 1.5 }, '2026-09-25', 'extension-too-long'],
  ])('%s', (_, clocks, change, day, code) => {
    expect(refusalOfChange(clocks, change, at(day), facts)).toBe(code);
  });
  test('on the last day it is still in time', () => {
    expect(refusalOfChange(accepted, { name: 'extend', n: 10 }, '2026-10-16T23:59:59+08:00', facts)).toBeNull();
    expect(refusalOfChange(accepted, { name: 'extend', n: 10 }, '2026-10-17T00:00:00+08:00', facts)).toBe('limit-passed');
  });
  test('joint handling has 15 days more, others 10', () => {
    expect(refusalOfChange(accepted, { name: 'extend', n: 15 }, at('2026-09-25'), factsOf({ joint: true }))).toBeNull();
    expect(refusalOfChange(accepted, { name: 'extend', n: 15 }, at('2026-09-25'), facts)).toBe('extension-too-long');
  });
});

test('what is counted inside the limit leaves it running, with days of its own', () => {
  const clocks = done(accepted, { ...hearing, mode: 'included', days: 5 }, '2026-09-14');
  expect(dueOf(clocks, '2026-09-14')).toMatchObject({ decision: '2026-10-16T23:59:59+08:00', procedure: '2026-09-20T23:59:59+08:00' });
  expect(dueOf(done(clocks, { name: 'endProcedure' }, '2026-09-16'), '2026-09-16')).not.toHaveProperty('procedure');
});

test('an extension moves the statutory and the promised limit, and not the review below', () => {
  const before = dueOf(accepted, '2026-09-15');
  const after = dueOf(done(accepted, { name: 'extend', n: 10 }, '2026-09-15'), '2026-09-15');
  expect(after.decision).toBe('2026-10-30T23:59:59+08:00');
  expect(after.promised! > before.promised!).toBe(true);
  expect(after.firstReview).toBe(before.firstReview);
});

test('a step of reviewing stands still with the limit, one at the window does not', () => {
  const stopped = done(accepted, hearing, '2026-09-16');
  const limit = { n: 3, unit: 'workday' as const };
  expect(stageDue(stopped, limit, at('2026-09-15'), 'review', cn)).toBeNull();
  expect(stageDue(stopped, limit, at('2026-09-21'), 'decide', cn)).toBeNull();
  expect(stageDue(stopped, limit, at('2026-09-15'), 'receive', cn)).toBe('2026-09-18T23:59:59+08:00');
  const resumed = done(stopped, { name: 'endProcedure' }, '2026-09-22');
  // One of its three days was used before the stop.
  expect(stageDue(resumed, limit, at('2026-09-15'), 'review', cn)).toBe('2026-09-24T23:59:59+08:00');
  expect(stageDue(resumed, limit, at('2026-09-21'), 'review', cn)).toBe('2026-09-28T23:59:59+08:00');
});

test('the clocks of the table begin by the process, with the limit of the item, else of the law', () => {
  const own = factsOf({ clocks: { hearing: { n: 15, unit: 'calendarDay' } } });
  const begun = clocksAfter(accepted, { kind: 'startClock', clock: 'hearing' }, at('2026-09-15'), own);
  expect(begun.hearing!.limit).toEqual({ n: 15, unit: 'calendarDay' });
  expect(clocksAfter(accepted, { kind: 'startClock', clock: 'hearingRequest' }, at('2026-09-15'), own).hearingRequest!.limit.n).toBe(5);
  expect(dueOf(clocksAfter(begun, { kind: 'endClock', clock: 'hearing' }, at('2026-09-16'), own), '2026-09-16')).not.toHaveProperty(
    'hearing',
  );
  expect(dueOf(clocksAfter(accepted, { kind: 'forward' }, at('2026-09-16'), facts), '2026-09-16')).not.toHaveProperty('firstReview');
});

test('what happened in time stays so when a corrected calendar would make it late', () => {
  const shifted = { ...cn, daysOff: cn.daysOff.filter((day) => !day.startsWith('2026-10')) };
  // Stopped on the last day; without the holiday the limit would have been over before.
  const stopped = done(accepted, hearing, '2026-10-14');
  expect(dueByName(stopped, { calendar: shifted }, at('2026-10-14')).decision).toBeNull();
  const resumed = changeClocks(stopped, { name: 'endProcedure' }, at('2026-10-20'), { calendar: shifted });
  expect(dueByName(resumed, { calendar: shifted }, at('2026-10-20')).decision).not.toBeNull();
});
