import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayText } from './day.ts';
import { deadline } from './deadline.ts';
import type { OpenRequest } from './deadline.ts';

/** A Monday. */
const start = 20_601;
const span = 260;

interface Model {
  n: number;
  unit: 'workday' | 'calendarDay';
  isWorkday: (day: number) => boolean;
}
interface Happening {
  day: number;
  type: 'stop' | 'resume' | 'extend' | 'close';
  n?: number;
}

const stopsOf = (events: Happening[]): [number, number][] => {
  const stops: [number, number][] = [];
  for (const { type, day } of events) {
    if (type === 'stop') stops.push([day, Number.POSITIVE_INFINITY]);
    if (type === 'resume') stops.at(-1)![1] = day;
  }
  return stops;
};
const totalOf = ({ n }: Model, events: Happening[]): number => n + events.reduce((sum, one) => sum + (one.n ?? 0), 0);
/** The days after the stop up to and with the day of the resume are taken out. */
const isOut = (day: number, events: Happening[]): boolean => stopsOf(events).some(([from, to]) => day > from && day <= to);
const isStopped = (events: Happening[]): boolean => stopsOf(events).at(-1)?.[1] === Number.POSITIVE_INFINITY;
const counts = ({ unit, isWorkday }: Model, day: number): boolean => unit === 'calendarDay' || isWorkday(day);

/** The rules of the contract walked day by day, written the slow way on purpose: the last day, null while it stands still. */
function lastDayOf(model: Model, events: Happening[]): number | null {
  if (isStopped(events)) return null;
  let day = start;
  for (let left = totalOf(model, events); left > 0;) {
    day++;
    if (!isOut(day, events) && counts(model, day)) left--;
  }
  while (!model.isWorkday(day) || isOut(day, events)) day++;
  return day;
}

/** Whether the law allows a further event, all before it being allowed. */
function isAllowed(model: Model, before: Happening[], { type, day }: Happening): boolean {
  if (before.some((one) => one.type === 'close')) return false;
  const last = lastDayOf(model, before);
  if (type === 'close') return true;
  if (type === 'resume') return isStopped(before);
  if (last !== null && day > last) return false;
  if (type === 'stop') return !isStopped(before);
  return !before.some((one) => one.type === 'extend');
}

function countedIn(model: Model, from: number, to: number, events: Happening[]): number {
  let sum = 0;
  for (let day = from; day <= to; day++) if (!isOut(day, events) && counts(model, day)) sum++;
  return sum;
}

/** What is known of the clock on a day, with nothing but counting. */
function standingOf(model: Model, events: Happening[], now: number) {
  const total = totalOf(model, events);
  const closed = events.find(({ type }) => type === 'close')?.day;
  const end = closed ?? now;
  const last = lastDayOf(model, events);
  const used = Math.min(total, countedIn(model, start + 1, end, events));
  const overdue = last === null || end <= last ? 0 : countedIn(model, last + 1, end, events);
  const running = isStopped(events) ? 'stopped' : last !== null && now > last ? 'overdue' : 'running';
  const outcome = closed === undefined ? null : last !== null && closed > last ? 'late' : 'met';
  return { total, used, remaining: total - used, overdue, state: closed === undefined ? running : 'closed', outcome, last };
}

const kinds = ['stop', 'resume', 'extend', 'close'] as const;
const step = fc.record({
  wait: fc.integer({ min: 0, max: 9 }),
  // Stops and their ends are what a life mostly has; the others come once.
  type: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('stop' as const, 'resume' as const) }, fc.constantFrom(...kinds)),
  n: fc.integer({ min: 1, max: 15 }),
});
const lives = fc.record({
  n: fc.integer({ min: 1, max: 45 }),
  unit: fc.constantFrom('workday' as const, 'calendarDay' as const),
  special: fc.uniqueArray(fc.integer({ min: start, max: start + span }), { maxLength: 40 }),
  steps: fc.array(step, { maxLength: 9 }),
  later: fc.integer({ min: 0, max: 40 }),
  /** Whether what the law does not allow is left out: else the first of it must be refused. */
  lawful: fc.boolean(),
});

/** An event of a day comes at an hour of its own, in order. */
const timed = (day: number, place: number): string => `${dayText(day)}T${String(9 + place).padStart(2, '0')}:00:00+08:00`;

function lived({ n, unit, special, steps, lawful }: typeof lives extends fc.Arbitrary<infer T> ? T : never) {
  const isWeekend = (day: number): boolean => [0, 6].includes((day + 4) % 7);
  const chosen = new Set(special);
  const model: Model = { n, unit, isWorkday: (day) => isWeekend(day) === chosen.has(day) };
  const events: Happening[] = [];
  let day = start;
  let wrong: number | null = null;
  for (const { wait, type, n: more } of steps) {
    day += wait;
    const event: Happening = { day, type, ...(type === 'extend' ? { n: more } : {}) };
    const isFine = isAllowed(model, events, event);
    if (!isFine && lawful) continue;
    events.push(event);
    if (isFine) continue;
    wrong = events.length - 1;
    break;
  }
  const calendar = {
    daysOff: special.filter((one) => !isWeekend(one)).map(dayText),
    weekendsWorked: special.filter(isWeekend).map(dayText),
    publishedThrough: dayText(start + span),
  };
  const base = { calendar, limit: { n, unit }, start: `${dayText(start)}T08:00:00+08:00` };
  const asked = events.map(({ day: on, type, n: more }, place) => ({
    at: timed(on, place),
    type,
    ...(type === 'stop' ? { basis: 'testing' } : {}),
    ...(more === undefined ? {} : { n: more }),
  }));
  const request: Omit<OpenRequest, 'now'> = { ...base, events: asked };
  return { model, events, wrong, request, day };
}

describe('the clock against a day-by-day oracle, over random calendars, stops, restarts and extensions', () => {
  test('the last day, what is used, left and overdue, and how it ended', () => {
    const seen = { extendedAfterStop: 0, restarted: 0, closed: 0, overdue: 0 };
    const property = fc.property(lives, (life) => {
      const { model, events, request, day } = lived({ ...life, lawful: true });
      const now = day + life.later;
      const answer = deadline({ ...request, now: `${dayText(now)}T20:00:00+08:00` });
      if ('refused' in answer) throw new Error(JSON.stringify(answer.refused));
      const { last, ...standing } = standingOf(model, events, now);
      expect(answer).toMatchObject(standing);
      expect(answer.due?.slice(0, 10) ?? null).toBe(last === null ? null : dayText(last));
      const kindsIn = events.map(({ type }) => type);
      seen.restarted += Number(kindsIn.filter((type) => type === 'stop').length > 1);
      seen.extendedAfterStop += Number(
        kindsIn.includes('extend') && kindsIn.indexOf('stop') >= 0 && kindsIn.indexOf('stop') < kindsIn.indexOf('extend'),
      );
      seen.closed += Number(kindsIn.includes('close'));
      seen.overdue += Number(answer.overdue > 0);
    });
    fc.assert(property, { numRuns: 1_500 });
    // The lives were not all alike: each of these was really met with.
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(20);
  });

  test('what the law does not allow is refused at the event where it stands, and nothing before it', () => {
    let refused = 0;
    const property = fc.property(lives, (life) => {
      const { request, wrong, day } = lived({ ...life, lawful: false });
      const answer = deadline({ ...request, now: `${dayText(day + life.later)}T20:00:00+08:00` });
      const paths = 'refused' in answer ? answer.refused.map(({ path }) => path.split('.')[0]) : [];
      expect(paths[0] ?? null).toBe(wrong === null ? null : `events[${wrong}]`);
      if (wrong !== null) refused++;
    });
    fc.assert(property, { numRuns: 800 });
    expect(refused).toBeGreaterThan(100);
  });
});
