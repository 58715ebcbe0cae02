import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { decide, nothingMore, openCaseHome, openTask, submit } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
let company: Visitor;
beforeAll(async () => {
  home = await openCaseHome();
  company = await home.as('company');
});
afterAll(() => home?.close());

const look = async (visitor: Visitor, taskId: string) =>
  routes.tasks.get.response.parse((await visitor.get(`/api/tasks/${taskId}`)).json());
const operate = (visitor: Visitor, taskId: string, body: Record<string, unknown>) => visitor.post(`/api/tasks/${taskId}/operations`, body);

test('experts are asked, at least five, each votes once, and what they decide moves the case on', async () => {
  const [window, reviewer, decider] = await Promise.all(['hunan-window', 'hunan-reviewer', 'hunan-decider'].map((login) => home.as(login)));
  const { caseNumber } = await submit(home, company, 'film-public-screening', 'hunan');
  await decide(window!, caseNumber, 'accept');
  const { id } = await openTask(reviewer!, caseNumber);
  await reviewer!.post(`/api/tasks/${id}/claim`);
  const known = routes.tasks.colleagues.response.parse((await reviewer!.get(`/api/tasks/${id}/colleagues?role=expert`)).json());
  expect(known.length).toBeGreaterThanOrEqual(5);
  const [uninvitedId, ...experts] = known.slice(0, 6).map((one) => one.id);
  const body = { ...nothingMore, decision: 'pass', opinion: '请评审', step: 3 };
  const few = await reviewer!.post(`/api/tasks/${id}/complete`, { ...body, experts: experts.slice(0, 4) });
  expect(few.json()).toMatchObject({ code: 'experts-required', params: { least: 5 } });
  const strangers = await reviewer!.post(`/api/tasks/${id}/complete`, { ...body, experts: ['a1', 'a2', 'a3', 'a4', 'a5'] });
  expect(strangers.json()).toMatchObject({ code: 'experts-required' });
  const asked = await reviewer!.post(`/api/tasks/${id}/complete`, { ...body, experts });
  expect(asked.statusCode, asked.body).toBe(200);

  const first = await home.as(experts[0]!);
  const vote = await openTask(first, caseNumber);
  const desk = await look(first, vote.id);
  expect(desk.decisions.map((one) => one.value)).toEqual(['approve', 'reject', 'abstain']);
  const other = await home.as(experts[1]!);
  const foreign = await other.post(`/api/tasks/${vote.id}/complete`, { ...nothingMore, decision: 'approve', step: 4 });
  expect(foreign.json()).toMatchObject({ code: 'not-assignee' });
  const uninvited = await home.as(uninvitedId!);
  expect((await uninvited.get(`/api/cases/${caseNumber}`)).json()).toMatchObject({ code: 'case-not-found' });
  expect((await first.get(`/api/cases/${caseNumber}`)).json()).toMatchObject({ relation: 'handling' });

  for (const expert of experts.slice(0, 3)) await decide(await home.as(expert), caseNumber, 'approve');
  const late = await decide(decider!, caseNumber, 'grant', { opinion: '准予' });
  expect(late.caseNumber).toBe(caseNumber);
});

test('a task is passed on, sent back, taken back, urged, suspended and ended, each by who may and with why not for the others', async () => {
  const [window, reviewer, colleague, decider, supervisor] = (await Promise.all(
    ['yuelu-window', 'yuelu-reviewer', 'yuelu-reviewer2', 'yuelu-decider', 'yuelu-supervisor'].map((login) => home.as(login)),
  )) as [Visitor, Visitor, Visitor, Visitor, Visitor];
  const { caseNumber } = await submit(home, await home.as('bookshop'), 'internal-material-permit', 'yuelu');
  await decide(window, caseNumber, 'accept');
  const { id } = await openTask(reviewer, caseNumber);

  const offers = async (visitor: Visitor, taskId = id) =>
    Object.fromEntries((await look(visitor, taskId)).operations.map(({ name, reason }) => [name, reason]));
  expect(await offers(reviewer)).toMatchObject({ transfer: 'claimFirst', suspend: 'notSupervisor', urge: null });
  expect(await offers(supervisor)).toMatchObject({ transfer: 'notHandler', suspend: null, resume: 'notSuspended', terminate: null });
  expect((await operate(reviewer, id, { operation: 'transfer', to: 'yuelu-reviewer2' })).json()).toMatchObject({
    code: 'task-not-claimed',
  });
  expect((await operate(reviewer, id, { operation: 'terminate', reason: 'x' })).json()).toMatchObject({ code: 'not-allowed' });

  expect((await operate(supervisor, id, { operation: 'urge' })).statusCode).toBe(200);
  expect((await operate(supervisor, id, { operation: 'urge' })).json()).toMatchObject({
    code: 'operation-refused',
    params: { reason: 'too-soon' },
  });
  expect((await look(reviewer, id)).task.urged).toBe(true);

  await reviewer.post(`/api/tasks/${id}/claim`);
  for (const to of ['nobody', 'bookshop', 'xihu-reviewer']) {
    const lost = await operate(reviewer, id, { operation: 'transfer', to });
    expect(lost.json(), to).toMatchObject({ code: 'operation-refused', params: { reason: 'unknown-colleague', users: [to] } });
  }
  expect((await operate(reviewer, id, { operation: 'copy', users: ['bookshop'] })).json()).toMatchObject({ code: 'operation-refused' });
  expect((await operate(reviewer, id, { operation: 'copy', users: ['xihu-reviewer'] })).statusCode).toBe(200);
  expect((await operate(reviewer, id, { operation: 'transfer', to: 'yuelu-reviewer2' })).statusCode).toBe(200);
  const passed = await reviewer.post(`/api/tasks/${id}/complete`, { ...nothingMore, decision: 'pass', opinion: '同意', step: 3 });
  expect(passed.json()).toMatchObject({ code: 'not-assignee' });

  const step = (await look(colleague, id)).case.step;
  expect((await operate(decider, id, { operation: 'suspend', reason: '等待' })).statusCode).toBe(200);
  const suspended = await colleague.post(`/api/tasks/${id}/complete`, { ...nothingMore, decision: 'pass', opinion: '同意', step });
  expect(suspended.json()).toMatchObject({ code: 'case-suspended' });
  expect((await look(colleague, id)).decisions.every((one) => one.reason === 'suspended')).toBe(true);
  expect((await operate(decider, id, { operation: 'resume' })).statusCode).toBe(200);

  const done = await colleague.post(`/api/tasks/${id}/complete`, { ...nothingMore, decision: 'pass', opinion: '同意', step });
  expect(done.statusCode, done.body).toBe(200);
  expect(await offers(colleague)).toEqual({ recall: null });
  expect((await operate(colleague, id, { operation: 'recall' })).statusCode).toBe(200);
  const again = await openTask(colleague, caseNumber);
  const redone = await colleague.post(`/api/tasks/${again.id}/complete`, { ...nothingMore, decision: 'pass', opinion: '再议后同意', step });
  expect(redone.statusCode, redone.body).toBe(200);

  const decision = await openTask(decider, caseNumber);
  await decider.post(`/api/tasks/${decision.id}/claim`);
  const targets = (await look(decider, decision.id)).returnTargets;
  expect(targets.map((one) => one.element)).toEqual(expect.arrayContaining(['Review']));
  const returned = await operate(decider, decision.id, { operation: 'return', to: 'Review', reason: '请补充意见' });
  expect(returned.statusCode, returned.body).toBe(200);
  expect((await openTask(colleague, caseNumber)).element).toBe('Review');
  const nowhere = await operate(colleague, (await openTask(colleague, caseNumber)).id, { operation: 'return', to: 'Nothing', reason: 'x' });
  expect(nowhere.json()).toMatchObject({ code: expect.stringMatching(/operation-refused|task-not-claimed/) });

  const open = await openTask(colleague, caseNumber);
  expect((await operate(supervisor, open.id, { operation: 'terminate' })).json()).toMatchObject({
    code: 'operation-refused',
    params: { reason: 'no-reason' },
  });
  const ended = await operate(supervisor, open.id, { operation: 'terminate', reason: '主体已注销' });
  expect(ended.json(), ended.body).toMatchObject({ state: 'TERMINATED' });
  expect((await look(colleague, open.id)).open).toBe(false);
});
