import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { decide, nothingMore, openCaseHome, openTask, submit } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
beforeAll(async () => {
  home = await openCaseHome();
});
afterAll(() => home?.close());

const look = async (visitor: Visitor, taskId: string) =>
  routes.tasks.get.response.parse((await visitor.get(`/api/tasks/${taskId}`)).json());
const operate = (visitor: Visitor, taskId: string, body: Record<string, unknown>) => visitor.post(`/api/tasks/${taskId}/operations`, body);

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
