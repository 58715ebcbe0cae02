import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { cases, ledger, posts, tasks } from '../../../schema/db/tables/index.ts';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import { storeCase } from '../../test-support/stored-case.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: ApiHome;
const people = new Map<string, Visitor>();
const as = async (login: string): Promise<Visitor> => {
  const known = people.get(login) ?? (await home.as(login));
  people.set(login, known);
  return known;
};

beforeAll(async () => {
  home = await openApi();
  // The window of Yuelu has two people, so that one can give a task to the other.
  await home.db.insert(posts).values({ userId: 'yuelu-reviewer2', role: 'window', organisationId: 'yuelu', department: '' });
});
afterAll(() => home.close());

let sequence = 100;
const stored = () => storeCase(home.db, 'bookshop', 'yuelu', ++sequence);
const look = async (login: string, taskId: string) =>
  routes.tasks.get.response.parse((await (await as(login)).get(`/api/tasks/${taskId}`)).json());
const operate = async (login: string, taskId: string, body: Record<string, unknown>) =>
  (await as(login)).post(`/api/tasks/${taskId}/operations`, body);
const listed = async (login: string, scope: string, caseNumber: string) =>
  routes.tasks.list.response.parse((await (await as(login)).get(`/api/tasks?scope=${scope}&query=${caseNumber}`)).json()).rows;
const entriesOf = async (caseNumber: string, type: string) =>
  home.db
    .select()
    .from(ledger)
    .where(and(eq(ledger.caseNumber, caseNumber), eq(ledger.type, type)));

test('a head gives a task of a group to one of it, taken or not; the workflow is not woken, and the ledger says so', async () => {
  const { caseNumber, taskId } = await stored();
  expect((await operate('yuelu-reviewer', taskId, { operation: 'assign', to: 'yuelu-reviewer2' })).json()).toMatchObject({
    code: 'not-allowed',
    params: { reason: 'notHead' },
  });
  expect((await operate('xihu-supervisor', taskId, { operation: 'assign', to: 'yuelu-reviewer2' })).statusCode).toBe(404);
  const stranger = await operate('yuelu-decider', taskId, { operation: 'assign', to: 'yuelu-reviewer' });
  expect(stranger.json()).toMatchObject({ code: 'operation-refused', params: { reason: 'unknown-colleague' } });

  const given = await operate('yuelu-decider', taskId, { operation: 'assign', to: 'yuelu-window', reason: '熟悉该事项' });
  expect(given.statusCode, given.body).toBe(200);
  expect((await listed('yuelu-window', 'mine', caseNumber)).map(({ id }) => id)).toEqual([taskId]);
  expect(await listed('yuelu-reviewer2', 'groups', caseNumber)).toEqual([]);

  // Who has it already loses it to another.
  expect((await operate('hunan-supervisor', taskId, { operation: 'assign', to: 'yuelu-reviewer2' })).statusCode).toBe(200);
  const typed = { decision: 'accept', opinion: '', marks: [], agency: null };
  const late = await (await as('yuelu-window')).put(`/api/tasks/${taskId}/draft`, typed);
  expect(late.json()).toMatchObject({ code: 'task-taken' });
  expect((await look('yuelu-reviewer2', taskId)).decisions.every(({ enabled }) => enabled)).toBe(true);
  const entries = await entriesOf(caseNumber, 'task.assigned');
  expect(entries.map(({ step, actorId, data }) => ({ step, actorId, to: data.to, from: data.from ?? null }))).toEqual([
    { step: null, actorId: 'yuelu-decider', to: 'yuelu-window', from: null },
    { step: null, actorId: 'hunan-supervisor', to: 'yuelu-reviewer2', from: 'yuelu-window' },
  ]);
  const [row] = await home.db.select({ step: cases.step }).from(cases).where(eq(cases.caseNumber, caseNumber));
  expect(row).toEqual({ step: 1 });
  const told = (await look('yuelu-window', taskId)).case.timeline.find(({ type }) => type === 'task.assigned');
  expect(told?.params).toMatchObject({ to: expect.stringMatching(/\S/) });
});

test('a colleague is asked for an opinion: they read the case and no more, answer, and the asker keeps the task', async () => {
  const { caseNumber, taskId } = await stored();
  const ask = (body: Record<string, unknown>) => operate('yuelu-window', taskId, { operation: 'consult', ...body });
  expect((await ask({ users: ['yuelu-reviewer'], reason: '?' })).json()).toMatchObject({ code: 'task-not-claimed' });
  await (await as('yuelu-window')).post(`/api/tasks/${taskId}/claim`);
  expect((await ask({ users: ['hunan-expert1'], reason: ' ' })).json()).toMatchObject({ params: { reason: 'noQuestion' } });
  expect((await ask({ users: ['xihu-reviewer'], reason: '?' })).json()).toMatchObject({ params: { reason: 'unknown-colleague' } });
  expect((await ask({ users: ['system-admin'], reason: '?' })).json()).toMatchObject({ params: { reason: 'unknown-colleague' } });

  // An expert sees no case that they are not asked about.
  const expert = await as('hunan-expert1');
  expect((await expert.get(`/api/tasks/${taskId}`)).statusCode).toBe(404);
  expect((await ask({ users: ['hunan-expert1'], reason: '名称是否合规？' })).statusCode).toBe(200);
  expect((await ask({ users: ['hunan-expert1'], reason: '再问' })).json()).toMatchObject({ params: { reason: 'askedAlready' } });
  expect((await expert.get(`/api/cases/${caseNumber}`)).json()).toMatchObject({ relation: 'handling' });
  expect((await expert.post(`/api/tasks/${taskId}/claim`)).statusCode).toBe(403);
  expect((await look('hunan-expert1', taskId)).decisions.every(({ reason }) => reason === 'notHandler')).toBe(true);

  const list = async (open: boolean) =>
    routes.consultations.list.response.parse((await expert.get(`/api/consultations?open=${open}`)).json()).rows;
  const [question] = await list(true);
  expect(question).toMatchObject({ question: '名称是否合规？', taskId, answer: null });
  expect((await expert.get('/api/tasks/counts')).json()).toMatchObject({ asked: 1 });
  const foreign = await (await as('yuelu-reviewer')).post(`/api/consultations/${question!.id}/answer`, { answer: '是' });
  expect(foreign.statusCode).toBe(404);
  expect((await expert.post(`/api/consultations/${question!.id}/answer`, { answer: '合规' })).statusCode).toBe(200);
  expect((await expert.post(`/api/consultations/${question!.id}/answer`, { answer: '不合规' })).json()).toMatchObject({
    code: 'already-answered',
  });
  expect(await list(true)).toEqual([]);
  expect(await list(false)).toMatchObject([{ answer: '合规' }]);

  const desk = await look('yuelu-window', taskId);
  expect(desk.consultations).toMatchObject([{ question: '名称是否合规？', answer: '合规', mine: false }]);
  expect(desk.task.assignee?.id).toBe('yuelu-window');
  expect(desk.case.step).toBe(1);
  expect(await entriesOf(caseNumber, 'task.consulted')).toMatchObject([{ step: null, data: { to: ['hunan-expert1'] } }]);
  expect(await entriesOf(caseNumber, 'task.answered')).toMatchObject([{ step: null, actorId: 'hunan-expert1', data: { opinion: '合规' } }]);

  // Once the task is done nobody needs an answer any more.
  expect((await ask({ users: ['changsha-reviewer'], reason: '还有吗？' })).statusCode).toBe(200);
  await home.db.update(tasks).set({ open: false, closedAt: new Date() }).where(eq(tasks.id, taskId));
  const asked = routes.consultations.list.response.parse(
    (await (await as('changsha-reviewer')).get('/api/consultations?open=false')).json(),
  );
  expect(asked.rows).toMatchObject([{ taskOpen: false, answer: null }]);
  const tooLate = await (await as('changsha-reviewer')).post(`/api/consultations/${asked.rows[0]!.id}/answer`, { answer: '没有' });
  expect(tooLate.json()).toMatchObject({ code: 'task-not-open' });
});

test('a copy lets its receiver read the case; the sender sees who has read it', async () => {
  const { caseNumber, taskId } = await stored();
  await (await as('yuelu-window')).post(`/api/tasks/${taskId}/claim`);
  const receiver = await as('xihu-reviewer');
  expect((await receiver.get(`/api/cases/${caseNumber}`)).statusCode).toBe(404);
  const administrator = await operate('yuelu-window', taskId, { operation: 'copy', users: ['audit-admin'] });
  expect(administrator.json()).toMatchObject({ code: 'operation-refused', params: { reason: 'unknown-colleague' } });
  expect((await operate('yuelu-window', taskId, { operation: 'copy', users: ['xihu-reviewer'], reason: '供参考' })).statusCode).toBe(200);

  expect((await receiver.get('/api/tasks/counts')).json()).toMatchObject({ unread: 1 });
  expect(routes.copies.list.response.parse((await receiver.get('/api/copies')).json()).rows).toMatchObject([
    { taskId, note: '供参考', readAt: null },
  ]);
  expect((await look('yuelu-window', taskId)).copies).toMatchObject([{ mine: false, readAt: null }]);
  expect((await look('xihu-reviewer', taskId)).copies).toMatchObject([{ mine: true, readAt: null }]);
  expect((await receiver.post(`/api/tasks/${taskId}/read`)).json()).toEqual({ read: 1 });
  expect((await receiver.post(`/api/tasks/${taskId}/read`)).json()).toEqual({ read: 0 });
  expect((await receiver.get('/api/tasks/counts')).json()).toMatchObject({ unread: 0 });
  expect((await look('yuelu-window', taskId)).copies[0]!.readAt).toEqual(expect.any(String));
  expect(await entriesOf(caseNumber, 'task.copyRead')).toMatchObject([{ step: null, actorId: 'xihu-reviewer' }]);
  // Reading is all: nothing of the task is theirs.
  expect((await receiver.post(`/api/tasks/${taskId}/claim`)).statusCode).toBe(403);
  expect((await operate('xihu-reviewer', taskId, { operation: 'transfer', to: 'yuelu-window' })).statusCode).toBe(403);
});
