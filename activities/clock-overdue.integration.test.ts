import { and, eq, isNull, lte } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCalendar } from '../schema/db/calendar.ts';
import { dayAfter, daysUntilAhead, useCalendarLater } from '../schema/db/test-support/calendar-later.ts';
import { cases, escalations } from '../schema/db/tables/index.ts';
import { lightOf } from '../schema/rules/light.ts';
import type { ClockChange } from '../schema/rules/procedures.ts';
import type { ClockAnswer } from '../workflows/clock/request.ts';
import { deadline } from '../workflows/clock/deadline.ts';
import type { Act } from '../workflows/messages.ts';
import { turnLights } from './sweep/lights.ts';
import { officer, TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';
import { live, timeIn, withGuide } from './test-support/time.ts';
import type { Moment } from './test-support/time.ts';

/** The days are written as those of 2026; the test lives them so many weeks later, when all have the same day of the week. */
const later = daysUntilAhead('2026-02-11');
const at = (day: string, time = '10:00:00'): Date => new Date(`${dayAfter(day, later)}T${time}+08:00`);

let home: Home;
beforeAll(async () => {
  home = await openHome('skipping');
  await useCalendarLater(home.db, later);
  await withGuide(home, 'publication-wholesale', { joint: true, statutoryLimit: { n: 45, unit: 'workday' } });
});
afterAll(() => home?.close());

type Do = (one: TestCase) => Promise<unknown>;

interface Clock {
  name: string;
  item: string;
  /** What is done, and on which day. */
  acts: [day: string, act: Do][];
  clock: string;
  /** Counted by hand on the calendar of 2026. */
  due: string;
}

const yes = { opinion: '同意' };
const change = (made: ClockChange): Act => ({ kind: 'clock', actor: officer, change: made, reason: '案情复杂' });
const extend =
  (n: number): Do =>
  (one) =>
    one.act(change({ name: 'extend', n }));
const hearing: ClockChange = { name: 'startProcedure', basis: 'hearing', law: '《行政许可法》第四十六条', days: 15, mode: 'suspend' };
const receive =
  (element: string, decision: string): Do =>
  (one) =>
    one.complete(element, decision, yes);
const accept = receive('Receive', 'accept');

const table: Clock[] = [
  {
    name: 'a decision: 20 working days across the spring festival (art. 42)',
    item: 'publication-retail',
    acts: [['2026-02-11', accept]],
    clock: 'decision',
    due: '2026-03-17',
  },
  {
    name: 'a decision that the head of the agency extended by 10 (art. 42)',
    item: 'publication-retail',
    acts: [
      ['2026-02-11', accept],
      ['2026-02-12', extend(10)],
    ],
    clock: 'decision',
    due: '2026-03-31',
  },
  {
    name: 'a decision that a hearing held up over the spring festival (art. 45)',
    item: 'publication-retail',
    acts: [
      ['2026-02-11', accept],
      ['2026-02-12', (one) => one.act(change(hearing))],
      ['2026-02-26', (one) => one.act(change({ name: 'endProcedure' }))],
    ],
    clock: 'decision',
    due: '2026-03-24',
  },
  {
    name: 'delivery: 10 working days from the decision (art. 44)',
    item: 'publication-retail',
    acts: [
      ['2026-04-29', accept],
      ['2026-04-29', receive('Review', 'pass')],
      ['2026-04-30', receive('Decide', 'grant')],
    ],
    clock: 'deliver',
    due: '2026-05-18',
  },
  {
    name: 'a first review below: 20 working days, by a clock of its own (art. 43)',
    item: 'foreign-drama-import',
    acts: [['2026-04-30', accept]],
    clock: 'firstReview',
    due: '2026-06-01',
  },
  {
    name: 'joint handling: 45 working days (art. 26, 42)',
    item: 'publication-wholesale',
    acts: [
      ['2026-05-29', receive('PreReview', 'pass')],
      ['2026-05-29', accept],
    ],
    clock: 'decision',
    due: '2026-08-03',
  },
  {
    name: 'joint handling that the head of the government extended by 15 (art. 42)',
    item: 'publication-wholesale',
    acts: [
      ['2026-05-29', receive('PreReview', 'pass')],
      ['2026-05-29', accept],
      ['2026-06-01', extend(15)],
    ],
    clock: 'decision',
    due: '2026-08-24',
  },
];

/** One clock of a case as people read it at a time. */
async function clockOf(one: TestCase, name: string, now: Date): Promise<ClockAnswer> {
  const { limit, start, events } = (await one.row()).clocks[name]!;
  const answer = deadline({ calendar: await readCalendar(home.db), limit, start, events, now: now.toISOString() }, events.length);
  if ('refused' in answer) throw new Error(JSON.stringify(answer.refused));
  return answer;
}

const raisedFor = (one: TestCase) =>
  home.db
    .select()
    .from(escalations)
    .where(and(eq(escalations.caseNumber, one.number), eq(escalations.reason, 'overdue')));

/** The lights are turned as the sweeper does, twice: whatever it tells, it tells once. */
async function sweep(now: Date): Promise<void> {
  await turnLights(home.db, now);
  // A case that the worker's own sweep holds just then is passed over, and comes at the next one.
  const left = () => home.db.$count(cases, and(isNull(cases.endedAt), lte(cases.lightAt, now)));
  while ((await left()) > 0) await turnLights(home.db, now);
  await turnLights(home.db, now);
}

test('each clock of the table ends on its day: not overdue before, overdue after, its supervisors told once, and nothing decided by it', async () => {
  const checked: string[] = [];
  const late = new Map<string, TestCase>();
  const moments = table.flatMap(({ name, item, acts, clock, due }, place): Moment[] => {
    let one: TestCase;
    const done = acts.map(([day, act]): Moment => {
      const run = async () => {
        one ??= await TestCase.started(home, item, place + 1);
        await act(one);
      };
      return { at: at(day), run };
    });
    const end = at(due, '23:59:59');
    let before: Awaited<ReturnType<TestCase['row']>>;
    const onTime = async () => {
      before = await one.row();
      const now = await timeIn(home);
      await sweep(now);
      expect(await clockOf(one, clock, now), name).toMatchObject({ due: `${dayAfter(due, later)}T23:59:59+08:00`, state: 'running' });
      if (clock !== 'firstReview') expect(lightOf(before, now), name).not.toBe('red');
      expect(await raisedFor(one), name).toEqual([]);
    };
    const tooLate = async () => {
      const now = await timeIn(home);
      await sweep(now);
      expect(await clockOf(one, clock, now), name).toMatchObject({ state: 'overdue', remaining: 0 });
      const row = await one.row();
      expect(row, name).toMatchObject({ state: before.state, step: before.step, endedAt: null });
      checked.push(name);
      late.set(name, one);
      if (clock === 'firstReview') return;
      expect([row.dueAt, lightOf(row, now)], name).toEqual([end, 'red']);
      const open = (await one.open()).map(({ id }) => id);
      expect(
        (await raisedFor(one)).map(({ taskId, resolvedAt }) => [taskId, resolvedAt]),
        name,
      ).toEqual(open.map((id) => [id, null]));
      const said = (await one.entries()).filter(({ type }) => type === 'case.light' || type === 'task.escalated');
      expect(said.map(({ data }) => data.light ?? data.why).slice(-2), name).toEqual(['red', 'overdue']);
    };
    return [...done, { at: new Date(end.getTime() - 1_000), run: onTime }, { at: new Date(end.getTime() + 2_000), run: tooLate }];
  });
  await live(home, moments);
  expect(checked.toSorted()).toEqual(table.map(({ name }) => name).toSorted());

  // What is late is decided all the same: the clock says so for ever, and what was raised is settled.
  const one = late.get(table[0]!.name)!;
  await one.complete('Review', 'pass', yes);
  await one.complete('Decide', 'deny', { opinion: '不符合条件' });
  expect(await clockOf(one, 'decision', await timeIn(home))).toMatchObject({ state: 'closed', outcome: 'late' });
  expect((await raisedFor(one)).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
});
