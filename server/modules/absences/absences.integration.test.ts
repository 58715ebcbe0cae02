import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { absences, ledger } from '../../../schema/db/tables/index.ts';
import { dayOf } from '../../../schema/rules/stand-in.ts';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import { storeCase } from '../../test-support/stored-case.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: ApiHome;
let window: Visitor;
let reviewer: Visitor;
let supervisor: Visitor;
const dayMs = 24 * 60 * 60 * 1000;
/** Begins three days ago, and is moved to today by a test that waits for days to pass: the sessions last so long. */
let now = new Date(Date.now() - 3 * dayMs);
const dayAfter = (n: number): string => dayOf(new Date(now.getTime() + n * dayMs));

beforeAll(async () => {
  home = await openApi({}, { now: () => now });
  [window, reviewer, supervisor] = (await Promise.all(
    ['yuelu-window', 'yuelu-reviewer', 'yuelu-supervisor'].map((login) => home.as(login)),
  )) as [Visitor, Visitor, Visitor];
});
afterAll(() => home.close());

const away = (visitor: Visitor, userId: string, standInId: string | null, from: number, through: number, roles: string[] = []) =>
  visitor.post('/api/absences', { userId, standInId, from: dayAfter(from), through: dayAfter(through), roles });
const groupOf = async (visitor: Visitor, caseNumber: string) =>
  routes.tasks.list.response.parse((await visitor.get(`/api/tasks?scope=groups&query=${caseNumber}`)).json()).rows;

test('a stand-in sees and takes what the other could, in their name, until it ends by itself', async () => {
  const { caseNumber, taskId } = await storeCase(home.db, 'bookshop', 'yuelu', 201);
  expect(await groupOf(reviewer, caseNumber)).toEqual([]);
  expect((await reviewer.post(`/api/tasks/${taskId}/claim`)).json()).toMatchObject({ code: 'not-allowed' });
  const set = await away(window, 'yuelu-window', 'yuelu-reviewer', 0, 2);
  expect(set.json(), set.body).toMatchObject({ state: 'underWay', mayRevoke: true });

  expect(await groupOf(reviewer, caseNumber)).toMatchObject([{ id: taskId, inNameOf: '白明', reason: null }]);
  const claimed = await reviewer.post(`/api/tasks/${taskId}/claim`);
  expect(claimed.json(), claimed.body).toMatchObject({ assignee: { id: 'yuelu-window' } });
  const mine = await reviewer.get(`/api/tasks?scope=mine&query=${caseNumber}`);
  expect(routes.tasks.list.response.parse(mine.json()).rows).toMatchObject([{ id: taskId, inNameOf: '白明' }]);
  const desk = routes.tasks.get.response.parse((await reviewer.get(`/api/tasks/${taskId}`)).json());
  expect(desk).toMatchObject({ inNameOf: '白明', avoidance: null });
  expect(desk.decisions.every(({ enabled }) => enabled)).toBe(true);
  const [entry] = await home.db
    .select()
    .from(ledger)
    .where(and(eq(ledger.caseNumber, caseNumber), eq(ledger.type, 'task.claimed')));
  expect(entry).toMatchObject({ actorId: 'yuelu-reviewer', data: { onBehalfOf: { id: 'yuelu-window', name: '白明' } } });
  expect(desk.case.timeline.find(({ type }) => type === 'task.claimed')?.actor).toBe('崔艳 代 白明');

  // What was typed in somebody's name waits for them too.
  const typed = { decision: null, opinion: '材料齐全', marks: [], agency: null };
  expect((await reviewer.put(`/api/tasks/${taskId}/draft`, typed)).statusCode).toBe(200);
  expect((await window.get(`/api/tasks/${taskId}`)).json()).toMatchObject({ draft: typed, inNameOf: null });

  now = new Date(now.getTime() + 3 * dayMs);
  expect((await reviewer.get(`/api/tasks/${taskId}`)).json()).toMatchObject({ inNameOf: null });
  expect((await reviewer.put(`/api/tasks/${taskId}/draft`, typed)).statusCode).toBe(403);
  expect((await window.put(`/api/tasks/${taskId}/draft`, typed)).statusCode).toBe(200);
});

test('for some roles only: what belongs to another stays out of reach', async () => {
  const { taskId } = await storeCase(home.db, 'bookshop', 'yuelu', 202);
  const set = await away(supervisor, 'yuelu-window', 'yuelu-reviewer', 0, 1, ['decider']);
  expect(set.statusCode, set.body).toBe(200);
  expect((await reviewer.post(`/api/tasks/${taskId}/claim`)).statusCode).toBe(403);
  const called = await window.post(`/api/absences/${set.json<{ id: string }>().id}/revocation`);
  expect(called.json()).toMatchObject({ state: 'calledOff', mayRevoke: false });
});

test('neither overlaps nor circles, nor for whom one does not speak, nor by somebody of another body', async () => {
  expect((await away(window, 'yuelu-window', 'yuelu-reviewer', 10, 12)).statusCode).toBe(200);
  const refused: [Visitor, Parameters<typeof away> extends [unknown, ...infer Rest] ? Rest : never, object][] = [
    [window, ['yuelu-window', 'yuelu-decider', 12, 13], { code: 'absence-refused', params: { reason: 'overlaps' } }],
    [reviewer, ['yuelu-reviewer', 'yuelu-window', 12, 14], { code: 'absence-refused', params: { reason: 'standInCycle' } }],
    [reviewer, ['yuelu-reviewer', 'yuelu-decider', 11, 11], { code: 'absence-refused', params: { reason: 'standsInThen' } }],
    [supervisor, ['yuelu-decider', 'yuelu-window', 11, 11], { code: 'absence-refused', params: { reason: 'standInAway' } }],
    [window, ['yuelu-window', 'yuelu-window', 20, 21], { code: 'absence-refused', params: { reason: 'standsForSelf' } }],
    [window, ['yuelu-window', 'xihu-window', 20, 21], { code: 'absence-refused', params: { reason: 'notSameBody' } }],
    [window, ['yuelu-window', null, 22, 21], { code: 'absence-refused', params: { reason: 'endsBeforeItBegins' } }],
    [window, ['yuelu-decider', 'yuelu-window', 20, 21], { code: 'not-allowed' }],
    [await home.as('xihu-supervisor'), ['yuelu-decider', 'yuelu-window', 20, 21], { code: 'not-allowed' }],
  ];
  for (const [visitor, [userId, standInId, from, through], problem] of refused)
    expect((await away(visitor, userId as string, standInId as string | null, from as number, through as number)).json()).toMatchObject(
      problem,
    );
});

test('of two that would meet, asked for at once, one is granted', async () => {
  const answers = await Promise.all([
    away(window, 'yuelu-window', 'yuelu-decider', 40, 45),
    away(supervisor, 'yuelu-window', 'yuelu-reviewer', 41, 50),
    away(await home.as('yuelu-decider'), 'yuelu-decider', 'yuelu-window', 42, 43),
  ]);
  expect(answers.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual(['200', '409', '409']);
  const set = await home.db.select().from(absences).where(eq(absences.userId, 'yuelu-window'));
  expect(set.filter(({ from }) => from >= dayAfter(40)).length + (answers[2]!.statusCode === 200 ? 1 : 0)).toBe(1);
});
