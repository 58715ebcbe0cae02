import fc from 'fast-check';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import cn from '../../schema/rules/calendar/cn.json' with { type: 'json' };
import { dayText } from './day.ts';
import { deadline } from './deadline.ts';
import type { OpenRequest } from './deadline.ts';
import type { ClockAnswer, Finding } from './request.ts';
import { addWorkdays } from './workdays.ts';

const answerOf = (request: OpenRequest): ClockAnswer => {
  const answer = deadline(request);
  if ('refused' in answer) throw new Error(JSON.stringify(answer.refused));
  return answer;
};
const refusedOf = (request: unknown): Finding[] => {
  const answer = deadline(request as OpenRequest);
  if (!('refused' in answer)) throw new Error('not refused');
  return answer.refused;
};

test('the seeded calendar is that of chinese-days for 2024 to 2026', () => {
  const days = createRequire(import.meta.url)('chinese-days') as { isWorkday: (day: string) => boolean };
  const off = new Set(cn.daysOff);
  const worked = new Set(cn.weekendsWorked);
  for (let day = 19_723; day <= 20_818; day++) {
    const text = dayText(day);
    const isWeekend = [0, 6].includes(new Date(`${text}T00:00:00Z`).getUTCDay());
    expect(isWeekend ? worked.has(text) : !off.has(text), text).toBe(days.isWorkday(text));
  }
});

describe('golden vectors of the domain facts', () => {
  test.each([
    ['2025-09-24', 5, '2025-09-30'],
    ['2025-09-24', 20, '2025-10-28'],
    ['2025-01-24', 20, '2025-02-27'],
    ['2026-02-11', 5, '2026-02-25'],
    ['2026-02-11', 20, '2026-03-17'],
    ['2026-04-30', 10, '2026-05-18'],
    ['2025-12-30', 5, '2026-01-07'],
  ])('%s + %i working days = %s', (from, n, due) => {
    expect(addWorkdays(cn, from, n)).toBe(`${due}T23:59:59+08:00`);
    const start = `${from}T10:00:00+08:00`;
    expect(answerOf({ calendar: 'CN', limit: { n, unit: 'workday' }, start, now: start }).due).toBe(`${due}T23:59:59+08:00`);
  });
});

const example: OpenRequest = {
  calendar: { daysOff: ['2026-10-01'], weekendsWorked: ['2026-10-10'], publishedThrough: '2026-12-31' },
  limit: { n: 20, unit: 'workday' },
  start: '2026-09-24T10:20:00+08:00',
  events: [
    { at: '2026-09-28T09:00:00+08:00', type: 'stop', basis: 'hearing' },
    { at: '2026-10-12T17:00:00+08:00', type: 'resume' },
    { at: '2026-10-20T09:00:00+08:00', type: 'extend', n: 10 },
    { at: '2026-11-02T15:00:00+08:00', type: 'close' },
  ],
  now: '2026-10-21T08:00:00+08:00',
};

test('a stop, a resume and an extension', () => {
  expect(answerOf(example)).toMatchObject({
    due: '2026-11-19T23:59:59+08:00',
    provisional: false,
    state: 'running',
    total: 30,
    used: 9,
    remaining: 21,
    overdue: 0,
    outcome: null,
  });
  expect(answerOf({ ...example, now: '2026-11-30T08:00:00+08:00' })).toMatchObject({ state: 'closed', outcome: 'met' });
});

test('while stopped there is no due date and nothing is used', () => {
  const answer = answerOf({ ...example, now: '2026-10-10T08:00:00+08:00' });
  expect(answer).toMatchObject({ due: null, state: 'stopped', used: 2, provisional: false });
  expect(answer.segments.at(-1)).toEqual({ from: '2026-09-29', to: '2026-10-10', kind: 'stopped' });
});

test('calendar days that end on a rest day move to the next working day (Civil Code art. 203)', () => {
  const answer = answerOf({
    calendar: 'CN',
    limit: { n: 7, unit: 'calendarDay' },
    start: '2026-09-27T09:00:00+08:00',
    now: '2026-09-28T09:00:00+08:00',
  });
  expect(answer.due).toBe('2026-10-08T23:59:59+08:00');
  expect(answer.segments).toEqual([
    { from: '2026-09-28', to: '2026-10-04', kind: 'counted' },
    { from: '2026-10-05', to: '2026-10-08', kind: 'rest' },
  ]);
});

test('a late close keeps how late it was', () => {
  const late = { ...example, events: [{ at: '2026-10-30T09:00:00+08:00', type: 'close' }] };
  const answer = answerOf({ ...late, now: '2027-01-30T09:00:00+08:00' });
  expect(answer).toMatchObject({ state: 'closed', outcome: 'late', overdue: 6, used: 20, remaining: 0 });
});

test('lists every refusal', () => {
  const at = (day: string) => `2026-${day}T09:00:00+08:00`;
  const events = [
    { at: at('09-25'), type: 'resume' },
    { at: at('09-26'), type: 'stop', basis: 'consultation' },
    { at: at('09-27'), type: 'stop', basis: 'testing' },
    { at: at('09-28'), type: 'stop', basis: 'testing' },
    { at: at('09-29'), type: 'resume' },
    { at: at('09-30'), type: 'extend', n: 10 },
    { at: at('10-01'), type: 'extend', n: 10 },
    { at: at('09-30'), type: 'close' },
    { at: at('12-30'), type: 'stop', basis: 'testing' },
    { at: at('12-30'), type: 'close' },
    { at: at('12-31'), type: 'resume' },
  ];
  expect(refusedOf({ ...example, events, now: '2027-01-01T00:00:00Z' }).map((one) => `${one.path} ${one.code}`)).toEqual([
    'events[0] not-stopped',
    'events[1] no-legal-basis',
    'events[3] not-running',
    'events[6] already-extended',
    'events[7] order',
    'events[8] too-late',
    'events[10] closed',
  ]);
  const broken = {
    ...example,
    limit: { n: 0, unit: 'week' },
    start: '2026-02-30T00:00:00+08:00',
    calendar: { daysOff: ['2026-10-03', '2026-10-01', '2026-10-01'], weekendsWorked: ['2026-10-01'], publishedThrough: 'x' },
  };
  expect(refusedOf(broken).map((one) => one.path)).toEqual([
    'calendar.daysOff[0]',
    'calendar.daysOff[2]',
    'calendar.weekendsWorked[0]',
    'calendar.publishedThrough',
    'limit.n',
    'limit.unit',
    'start',
  ]);
  expect(refusedOf(null)).toHaveLength(1);
});

/** The rules of the contract walked day by day, written the slow way on purpose. */
function oracle(n: number, unit: string, start: number, stops: [number, number][], off: Set<number>, worked: Set<number>): number {
  const isWorkday = (day: number) => ((day + 4) % 7 === 0 || (day + 4) % 7 === 6 ? worked.has(day) : !off.has(day));
  const stopped = (day: number) => stops.some(([from, to]) => day > from && day <= to);
  let day = start;
  for (let left = n; left > 0;) {
    day++;
    if (!stopped(day) && (unit === 'calendarDay' || isWorkday(day))) left--;
  }
  while (!isWorkday(day) || stopped(day)) day++;
  return day;
}

test('agrees with a day-by-day oracle over random calendars and stops', () => {
  const start = 20_600;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom('workday' as const, 'calendarDay' as const),
      fc.uniqueArray(fc.integer({ min: start, max: start + 200 }), { maxLength: 30 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 9 })), { maxLength: 5 }),
      (n, unit, days, gaps) => {
        const isWeekend = (day: number) => [0, 6].includes((day + 4) % 7);
        const off = days.filter((day) => !isWeekend(day));
        const worked = days.filter(isWeekend);
        const calendar = { daysOff: off.map(dayText), weekendsWorked: worked.map(dayText), publishedThrough: '2026-12-31' };
        const base = { calendar, limit: { n, unit }, start: `${dayText(start)}T12:00:00+08:00` };
        const events: OpenRequest['events'] = [];
        const stops: [number, number][] = [];
        let at = start;
        for (const [wait, length] of gaps) {
          const from = at + wait;
          if (from > oracle(n, unit, start, stops, new Set(off), new Set(worked))) break;
          stops.push([from, from + length]);
          events.push(
            { at: `${dayText(from)}T13:00:00+08:00`, type: 'stop', basis: 'testing' },
            { at: `${dayText(from + length)}T14:00:00+08:00`, type: 'resume' },
          );
          at = from + length;
        }
        const answer = answerOf({ ...base, events, now: `${dayText(start + 400)}T12:00:00+08:00` });
        expect(answer.due?.slice(0, 10)).toBe(dayText(oracle(n, unit, start, stops, new Set(off), new Set(worked))));
        expect(answer.used).toBe(n);
        const covered = answer.segments.reduce(
          (sum, segment) => sum + (Date.parse(segment.to) - Date.parse(segment.from)) / 86_400_000 + 1,
          0,
        );
        expect(covered).toBe((Date.parse(answer.due!.slice(0, 10)) - Date.parse(dayText(start))) / 86_400_000);
      },
    ),
    { numRuns: 400 },
  );
});
