import { and, desc, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { escalations, ledger, posts, tasks } from '../../../schema/db/tables/index.ts';
import { dayOf } from '../../../schema/rules/stand-in.ts';
import { decide, nothingMore, openCaseHome, openTask, submit } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
let applicant: Visitor;
beforeAll(async () => {
  home = await openCaseHome();
  applicant = await home.as('bookshop');
});
afterAll(() => home?.close());

const itemId = 'internal-material-permit';
const look = async (visitor: Visitor, taskId: string) =>
  routes.tasks.get.response.parse((await visitor.get(`/api/tasks/${taskId}`)).json());
const lastOf = async (caseNumber: string, type: string) => {
  const found = await home.db
    .select()
    .from(ledger)
    .where(and(eq(ledger.caseNumber, caseNumber), eq(ledger.type, type)))
    .orderBy(desc(ledger.seq))
    .limit(1);
  return found[0];
};
const complete = (visitor: Visitor, taskId: string, decision: string, more: object = {}) =>
  visitor.post(`/api/tasks/${taskId}/complete`, { ...nothingMore, opinion: '同意', decision, step: 1, ...more });

test('what a stand-in decides is the other’s act in the case, recorded as both; either takes it back', async () => {
  const [window, reviewer, decider] = (await Promise.all(
    ['yuelu-window', 'yuelu-reviewer', 'yuelu-decider'].map((login) => home.as(login)),
  )) as [Visitor, Visitor, Visitor];
  const today = dayOf(new Date());
  const away = { userId: 'yuelu-reviewer', standInId: 'yuelu-decider', from: today, through: today, roles: ['reviewer'] };
  expect((await reviewer.post('/api/absences', away)).statusCode).toBe(200);
  const { caseNumber } = await submit(home, applicant, itemId, 'yuelu');
  await decide(window, caseNumber, 'accept');

  const { id } = await openTask(decider, caseNumber);
  await decider.post(`/api/tasks/${id}/claim`);
  expect((await complete(decider, id, 'pass')).statusCode).toBe(200);
  expect(await lastOf(caseNumber, 'task.completed')).toMatchObject({
    actorId: 'yuelu-decider',
    data: { onBehalfOf: { id: 'yuelu-reviewer', name: '崔艳' } },
  });
  const [row] = await home.db.select().from(tasks).where(eq(tasks.id, id));
  expect(row).toMatchObject({ closedBy: 'yuelu-decider', closedFor: 'yuelu-reviewer' });
  expect((await look(decider, id)).case.timeline.findLast(({ type }) => type === 'task.completed')?.actor).toBe('毛子涵 代 崔艳');

  // Who reviewed does not decide, in whosever name.
  const decision = await home.db
    .select()
    .from(tasks)
    .where(and(eq(tasks.caseNumber, caseNumber), eq(tasks.element, 'Decide')));
  expect((await decider.post(`/api/tasks/${decision[0]!.id}/claim`)).json()).toMatchObject({
    code: 'must-avoid',
    params: { reason: 'fourEyes' },
  });
  // The only decider of the body has reviewed: its supervisor is told in the same step, and nothing is decided.
  expect(await home.db.select().from(escalations).where(eq(escalations.taskId, decision[0]!.id))).toMatchObject([
    { organisationId: 'yuelu', reason: 'allAvoid', resolvedAt: null },
  ]);
  const escalated = await lastOf(caseNumber, 'task.escalated');
  expect(escalated?.step).toBe((await lastOf(caseNumber, 'task.completed'))?.step);

  const done = routes.tasks.done.response.parse((await decider.get('/api/tasks/done')).json());
  expect(done.rows[0]).toMatchObject({ id, mayRecall: true, decision: { zh: '审查通过' } });
  const recalled = await decider.post(`/api/tasks/${id}/operations`, { operation: 'recall' });
  expect(recalled.statusCode, recalled.body).toBe(200);
  // It lies open again in the hands of whose it is, and both can act on it.
  expect((await openTask(reviewer, caseNumber)).element).toBe('Review');
  expect((await look(decider, (await openTask(decider, caseNumber)).id)).inNameOf).toBe('崔艳');
});

test('a supervisor gives a task to another that the engine has already given to somebody', async () => {
  const [window, reviewer, supervisor] = (await Promise.all(
    ['liling-window', 'liling-reviewer', 'liling-supervisor'].map((login) => home.as(login)),
  )) as [Visitor, Visitor, Visitor];
  const { caseNumber } = await submit(home, applicant, itemId, 'liling');
  await decide(window, caseNumber, 'accept');
  const { id } = await openTask(reviewer, caseNumber);
  await reviewer.post(`/api/tasks/${id}/claim`);
  const operate = (visitor: Visitor, body: object) => visitor.post(`/api/tasks/${id}/operations`, body as Record<string, unknown>);
  expect((await operate(reviewer, { operation: 'transfer', to: 'liling-reviewer2' })).statusCode).toBe(200);
  const assigned = await operate(supervisor, { operation: 'assign', to: 'liling-reviewer', reason: '出差' });
  expect(assigned.statusCode, assigned.body).toBe(200);
  expect(await lastOf(caseNumber, 'operation.assign')).toMatchObject({ actorId: 'liling-supervisor', data: { to: 'liling-reviewer' } });
  expect((await complete(reviewer, id, 'pass')).statusCode).toBe(200);
});

test('who approved at the step before is asked, and that they say it again is recorded', async () => {
  const designer = await home.as('designer');
  const draft = (await designer.get(`/api/definitions/${itemId}/draft`)).json<{ bpmn: string; revision: number }>();
  const bpmn = draft.bpmn.replace('<userTask id="Review"', '<userTask id="Review" approval:sameApprover="skip"');
  const saved = await designer.put(`/api/definitions/${itemId}/draft`, { bpmn, revision: draft.revision });
  const { revision } = saved.json<{ revision: number }>();
  const published = await designer.post(`/api/definitions/${itemId}/publish`, { revision, note: '同一人', effectiveAt: null });
  expect(published.statusCode, published.body).toBe(200);

  await home.db.insert(posts).values({ userId: 'wuhua-reviewer', role: 'window', organisationId: 'wuhua', department: '' });
  const [both, second] = (await Promise.all(['wuhua-reviewer', 'wuhua-reviewer2'].map((login) => home.as(login)))) as [Visitor, Visitor];
  const { caseNumber } = await submit(home, applicant, itemId, 'wuhua');
  await decide(both, caseNumber, 'accept');
  const { id } = await openTask(both, caseNumber);
  expect(await lastOf(caseNumber, 'task.opened')).toMatchObject({ data: { approvedBefore: ['wuhua-reviewer'] } });
  await both.post(`/api/tasks/${id}/claim`);
  expect((await look(both, id)).askAgain).toBe(true);
  expect((await look(second, id)).askAgain).toBe(false);
  expect((await complete(both, id, 'pass')).json()).toMatchObject({ code: 'confirm-again' });
  expect((await complete(both, id, 'pass', { again: true })).statusCode).toBe(200);
  expect(await lastOf(caseNumber, 'task.completed')).toMatchObject({ data: { again: true } });
  // Claimed by somebody else it is an ordinary task.
  const other = await submit(home, applicant, itemId, 'wuhua');
  await decide(both, other.caseNumber, 'accept');
  await decide(second, other.caseNumber, 'pass', { opinion: '同意' });
  expect((await lastOf(other.caseNumber, 'task.completed'))?.data).not.toHaveProperty('again');
  expect(await home.db.select().from(ledger).where(like(ledger.type, 'task.passedOver'))).toEqual([]);
});
