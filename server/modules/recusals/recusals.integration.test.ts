import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { escalations, ledger, posts, users } from '../../../schema/db/tables/index.ts';
import { firstBreak } from '../../../schema/db/ledger.ts';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import { storeCase } from '../../test-support/stored-case.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: ApiHome;
let [applicant, window, decider, supervisor, above]: Visitor[] = [];
beforeAll(async () => {
  home = await openApi();
  [applicant, window, decider, supervisor, above] = await Promise.all(
    ['bookshop', 'yuelu-window', 'yuelu-decider', 'yuelu-supervisor', 'changsha-supervisor'].map((login) => home.as(login)),
  );
});
afterAll(() => home.close());

const scoped = async (visitor: Visitor, scope: string, caseNumber: string) =>
  routes.tasks.list.response.parse((await visitor.get(`/api/tasks?scope=${scope}&query=${caseNumber}`)).json()).rows;
const pending = async (visitor: Visitor, caseNumber: string) =>
  routes.recusals.list.response
    .parse((await visitor.get('/api/recusals?limit=100')).json())
    .rows.filter((one) => one.caseNumber === caseNumber);
const decide = (visitor: Visitor, id: string, uphold: boolean, more: object = {}) =>
  visitor.post(`/api/recusals/${id}/decision`, { uphold, reason: uphold ? '属实' : '不属实', ...more });

test('who declares a relation waits, is out when the head agrees, and where nobody is left the supervisors give the task out', async () => {
  const { caseNumber, taskId } = await storeCase(home.db, 'bookshop', 'yuelu', 301);
  await window!.post(`/api/tasks/${taskId}/claim`);
  const declared = await window!.post(`/api/cases/${caseNumber}/recusals`, { reason: '申请人是我的亲属' });
  expect(declared.json(), declared.body).toMatchObject({ kind: 'declared', state: 'pending' });
  expect((await window!.post(`/api/cases/${caseNumber}/recusals`, { reason: '再说' })).json()).toMatchObject({ code: 'recusal-pending' });
  const waiting = routes.tasks.get.response.parse((await window!.get(`/api/tasks/${taskId}`)).json());
  expect(waiting.avoidance).toMatchObject({ reason: 'recusalPending', law: { zh: expect.stringContaining('第七十七条') } });
  expect(waiting.decisions.every(({ reason }) => reason === 'recusalPending')).toBe(true);
  const typed = { decision: 'accept', opinion: '', marks: [], agency: null, step: 1 };
  expect((await window!.post(`/api/tasks/${taskId}/complete`, typed)).json()).toMatchObject({ code: 'must-avoid' });
  expect((await window!.post(`/api/tasks/${taskId}/operations`, { operation: 'transfer', to: 'yuelu-reviewer' })).json()).toMatchObject({
    code: 'must-avoid',
  });

  const [request] = await pending(decider!, caseNumber);
  expect(request).toMatchObject({ mayDecide: true, person: { id: 'yuelu-window' }, candidates: [] });
  expect((await decide(window!, request!.id, false)).statusCode).toBe(403);
  const upheld = await decide(decider!, request!.id, true);
  expect(upheld.json(), upheld.body).toMatchObject({ state: 'upheld' });
  expect((await decide(supervisor!, request!.id, false)).json()).toMatchObject({ code: 'already-decided' });

  // The task is free again, but not for them; nobody else has the window's post.
  expect(await scoped(window!, 'groups', caseNumber)).toEqual([]);
  expect(await scoped(window!, 'mine', caseNumber)).toEqual([]);
  expect((await window!.post(`/api/tasks/${taskId}/claim`)).json()).toMatchObject({ code: 'must-avoid' });
  expect(await scoped(supervisor!, 'escalated', caseNumber)).toMatchObject([{ id: taskId, escalated: { why: 'allAvoid' } }]);
  expect(await scoped(above!, 'escalated', caseNumber)).toEqual([]);

  // To somebody else of the body, who then may handle it; never to who must stay away.
  const people = routes.tasks.colleagues.response.parse((await supervisor!.get(`/api/tasks/${taskId}/colleagues?operation=assign`)).json());
  expect(people.find(({ id }) => id === 'yuelu-window')).toMatchObject({ reason: 'recused' });
  expect(people.map(({ id }) => id)).toEqual(expect.arrayContaining(['yuelu-reviewer', 'changsha-window', 'hunan-window']));
  const assign = (to: string) => supervisor!.post(`/api/tasks/${taskId}/operations`, { operation: 'assign', to });
  expect((await assign('yuelu-window')).json()).toMatchObject({
    code: 'person-avoids',
    params: { reasons: { 'yuelu-window': 'recused' } },
  });
  expect((await assign('changsha-reviewer')).json()).toMatchObject({ code: 'operation-refused' });
  expect((await assign('changsha-window')).statusCode).toBe(200);
  const substitute = await home.as('changsha-window');
  const desk = routes.tasks.get.response.parse((await substitute.get(`/api/tasks/${taskId}`)).json());
  expect(desk.decisions.every(({ enabled }) => enabled)).toBe(true);
  expect(await scoped(supervisor!, 'escalated', caseNumber)).toEqual([]);

  const entries = await home.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq);
  expect(entries.map(({ type }) => type)).toEqual([
    'case.submitted',
    'task.claimed',
    'recusal.declared',
    'recusal.upheld',
    'task.released',
    'task.escalated',
    'task.assigned',
  ]);
  expect(firstBreak(entries)).toBeNull();
});

test('an applicant challenges an officer by name: that person alone waits, the applicant reads the decision and no person', async () => {
  const { caseNumber, taskId } = await storeCase(home.db, 'bookshop', 'yuelu', 302);
  await home.db.insert(posts).values({ userId: 'yuelu-reviewer2', role: 'window', organisationId: 'yuelu', department: '' });
  const ask = (body: object) => applicant!.post(`/api/cases/${caseNumber}/challenges`, body as Record<string, unknown>);
  expect((await (await home.as('company')).post(`/api/cases/${caseNumber}/challenges`, { officer: '白明', reason: 'x' })).statusCode).toBe(
    404,
  );
  expect((await ask({ reason: '有利害关系' })).json()).toMatchObject({ code: 'challenge-names-nobody' });
  expect((await ask({ unit: { organisationId: 'hunan', department: null }, reason: 'x' })).json()).toMatchObject({
    code: 'challenge-names-nobody',
  });
  const asked = await ask({ officer: '白明', reason: '与竞争对手有利害关系' });
  expect(asked.json(), asked.body).toMatchObject({ state: 'pending', person: null, named: '白明' });

  expect(await scoped(window!, 'groups', caseNumber)).toMatchObject([{ reason: 'recusalPending' }]);
  expect((await window!.post(`/api/tasks/${taskId}/claim`)).json()).toMatchObject({ code: 'must-avoid' });
  const other = await home.as('yuelu-reviewer2');
  expect((await other.post(`/api/tasks/${taskId}/claim`)).statusCode).toBe(200);

  const [request] = await pending(supervisor!, caseNumber);
  expect(await decide(supervisor!, request!.id, false).then((one) => one.json())).toMatchObject({ state: 'rejected' });
  expect((await window!.get(`/api/tasks/${taskId}`)).json()).toMatchObject({ avoidance: null });
  const own = await applicant!.get(`/api/cases/${caseNumber}/recusals`);
  expect(routes.recusals.ofCase.response.parse(own.json())).toMatchObject({
    rows: [{ state: 'rejected', decision: '不属实', person: null }],
    units: [{ organisationId: 'yuelu', department: '' }],
    mayAsk: true,
  });
  const view = (await applicant!.get(`/api/cases/${caseNumber}`)).body;
  expect(view).toContain('recusal.rejected');
  for (const name of ['邱磊', 'yuelu-window', 'yuelu-supervisor']) expect(view).not.toContain(name);
});

test('a name that nobody alone has holds nobody up; the head says who is meant', async () => {
  const { caseNumber, taskId } = await storeCase(home.db, 'bookshop', 'yuelu', 303);
  await applicant!.post(`/api/cases/${caseNumber}/challenges`, { officer: '姓白的', reason: '亲属' });
  expect((await window!.post(`/api/tasks/${taskId}/claim`)).statusCode).toBe(200);
  const [request] = await pending(decider!, caseNumber);
  expect(request!.candidates.map(({ id }) => id)).toContain('yuelu-window');
  expect((await decide(decider!, request!.id, true)).json()).toMatchObject({ code: 'person-required' });
  expect((await decide(decider!, request!.id, true, { personId: 'xihu-window' })).json()).toMatchObject({ code: 'person-required' });
  expect((await decide(decider!, request!.id, true, { personId: 'yuelu-decider' })).statusCode).toBe(403);
  expect((await decide(decider!, request!.id, true, { personId: 'yuelu-window' })).statusCode).toBe(200);
  expect((await window!.get(`/api/tasks/${taskId}`)).json()).toMatchObject({ avoidance: { reason: 'recused' }, task: { assignee: null } });
});

test('a department: nobody of it waits before the decision, everybody after; its own heads do not decide', async () => {
  const { caseNumber, taskId } = await storeCase(home.db, 'bookshop', 'yuelu', 304);
  const unit = { organisationId: 'yuelu', department: '' };
  expect((await applicant!.post(`/api/cases/${caseNumber}/challenges`, { unit, reason: '与其有诉讼' })).statusCode).toBe(200);
  expect((await window!.get(`/api/tasks/${taskId}`)).json()).toMatchObject({ avoidance: null });
  const [own] = await pending(decider!, caseNumber);
  expect(own).toMatchObject({ mayDecide: false });
  expect((await decide(decider!, own!.id, false)).statusCode).toBe(403);
  expect((await decide(above!, own!.id, true)).statusCode).toBe(200);
  expect(await scoped(window!, 'groups', caseNumber)).toEqual([]);
  // The body's own supervisor must stay away too: the one above gives the task out.
  expect(await scoped(supervisor!, 'escalated', caseNumber)).toEqual([]);
  expect(await scoped(above!, 'escalated', caseNumber)).toMatchObject([{ id: taskId }]);
  expect(await home.db.select().from(escalations).where(eq(escalations.taskId, taskId))).toMatchObject([{ organisationId: 'changsha' }]);
  const locked = await supervisor!.post(`/api/tasks/${taskId}/operations`, { operation: 'assign', to: 'hunan-window' });
  expect(locked.json()).toMatchObject({ code: 'must-avoid' });
});

test('nobody handles the application of their own body, whoever passes it to them', async () => {
  const { caseNumber, taskId } = await storeCase(home.db, 'company', 'yuelu', 305);
  await home.db.update(users).set({ code: '11430104900071271B' }).where(eq(users.id, 'company'));
  expect((await window!.post(`/api/tasks/${taskId}/claim`)).json()).toMatchObject({
    code: 'must-avoid',
    params: { reason: 'ownOrganisation' },
  });
  expect(await scoped(window!, 'groups', caseNumber)).toMatchObject([{ reason: 'ownOrganisation' }]);
  const assigned = await above!.post(`/api/tasks/${taskId}/operations`, { operation: 'assign', to: 'yuelu-window' });
  expect(assigned.json()).toMatchObject({ code: 'person-avoids' });
});
