import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstBreak } from '../schema/db/ledger.ts';
import { officer, TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

const elements = async (one: TestCase) => (await one.open()).map((task) => task.element);
const types = async (one: TestCase) => (await one.entries()).map((entry) => entry.type);
const applicant = { id: 'applicant', name: '某某书店', organisationId: null };

test('a retail licence goes from receipt to delivery, each step recorded with its state', async () => {
  const one = await TestCase.started(home, 'publication-retail', 1);
  expect(await elements(one)).toEqual(['Receive']);
  expect(await one.complete('Receive', 'accept')).toMatchObject({ step: 2, state: 'REVIEW' });
  expect(await one.complete('Review', 'pass', { opinion: '材料齐全' })).toMatchObject({ step: 3, state: 'DECISION' });
  // The licence's number is a step of its own: the process goes on with it as a variable.
  const granted = await one.complete('Decide', 'grant', { opinion: '同意' });
  expect(granted).toMatchObject({ step: 5, state: 'CERTIFYING' });
  expect(granted.licenceNumber).toMatch(/-000001$/);
  expect(await one.complete('Deliver', 'delivered')).toMatchObject({ step: 6, state: 'DELIVERED', licenceNumber: granted.licenceNumber });
  expect((await one.row()).endedAt).not.toBeNull();
  expect(await one.open()).toEqual([]);
  expect(firstBreak(await one.entries())).toBeNull();
  expect(await types(one)).toEqual(expect.arrayContaining(['case.submitted', 'effect.accept', 'effect.certify', 'case.ended']));
});

test('a correction asks once, keeps the marks, takes the corrected answers and runs the five days anew', async () => {
  const one = await TestCase.started(home, 'publication-retail', 2, { name: '旧名' });
  const marks = [{ target: 'field' as const, path: 'name', message: '请填全称' }];
  expect(await one.complete('Receive', 'correct', { marks })).toMatchObject({ state: 'CORRECTION' });
  expect((await one.row()).correction).toMatchObject({ marks, round: 1 });
  const [asked] = await one.open();
  expect(asked).toMatchObject({ element: 'Correct', role: 'applicant', holderId: 'applicant' });
  await one.complete('Correct', null, { answers: { name: '新名' } }, applicant);
  const row = await one.row();
  expect(row).toMatchObject({ state: 'SUBMITTED', answers: { name: '新名' } });
  expect(row.clocks.receive!.events).toEqual([]);
  expect(await elements(one)).toEqual(['Receive']);
});

test('a pre-review comes before the window within the same five days; what it finds goes into the one notice', async () => {
  const one = await TestCase.started(home, 'publication-wholesale', 9);
  expect(await one.row()).toMatchObject({ state: 'PRE_REVIEW', stage: 'receive' });
  expect(await one.complete('PreReview', 'pass', {}, officer)).toMatchObject({ state: 'SUBMITTED' });
  expect(await one.complete('Receive', 'accept')).toMatchObject({ state: 'REVIEW' });

  const other = await TestCase.started(home, 'publication-wholesale', 10);
  const marks = [{ target: 'material' as const, path: 'premises', message: '缺租赁合同' }];
  expect(await other.complete('PreReview', 'correct', { marks }, officer)).toMatchObject({ state: 'CORRECTION' });
  expect((await other.row()).correction).toMatchObject({ marks, round: 1 });
});

test('an applicant withdraws before the decision, and no more after it', async () => {
  const message = { kind: 'message', name: 'withdraw', actor: applicant, variables: {}, reason: '不办了' } as const;
  const one = await TestCase.started(home, 'publication-retail', 3);
  await one.complete('Receive', 'accept');
  expect(await one.act(message)).toMatchObject({ state: 'WITHDRAWN' });
  const row = await one.row();
  expect(row).toMatchObject({ state: 'WITHDRAWN', conclusion: { kind: 'withdraw', reason: '不办了' } });
  expect(row.endedAt).not.toBeNull();
  expect(await one.open()).toEqual([]);
});

test('a refused act changes nothing and costs no event of the history', async () => {
  const one = await TestCase.started(home, 'publication-retail', 4);
  const handle = home.client.workflow.getHandle(one.number);
  const stale = await one.completion('Receive', 'accept');
  await one.act(stale);
  const before = (await handle.describe()).historyLength;
  await expect(one.act(stale)).rejects.toMatchObject({ cause: { type: 'not-open' } });
  expect((await handle.describe()).historyLength).toBe(before);
  expect((await one.row()).step).toBe(2);
});

test('an act sent twice is done once and answered twice', async () => {
  const one = await TestCase.started(home, 'publication-retail', 5);
  const act = await one.completion('Receive', 'accept');
  const [first, second] = await Promise.all([one.act(act, 'the-same'), one.act(act, 'the-same')]);
  expect(second).toEqual(first);
  expect(await one.act(act, 'the-same')).toEqual(first);
  expect((await types(one)).filter((type) => type === 'task.completed')).toHaveLength(1);
});

test('two people who decide the same task at once: one does, the other is told', async () => {
  const one = await TestCase.started(home, 'publication-retail', 6);
  const acts = await Promise.all(['accept', 'correct'].map((decision) => one.completion('Receive', decision, { opinion: '意见' })));
  const done = await Promise.allSettled(acts.map((act) => one.act(act)));
  expect(done.map((one_) => one_.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(done.find((one_) => one_.status === 'rejected')).toMatchObject({
    reason: { cause: { type: expect.stringMatching(/not-open|ended/) } },
  });
  expect((await types(one)).filter((type) => type === 'task.completed')).toHaveLength(1);
});

test('a case goes on with another worker that knows nothing of it', async () => {
  const one = await TestCase.started(home, 'publication-retail', 7);
  await one.complete('Receive', 'accept');
  await home.restartWorker();
  expect(await one.complete('Review', 'pass', { opinion: '通过' }, officer)).toMatchObject({ step: 3, state: 'DECISION' });
});

test('a case sent back and forth goes on in new runs, and still knows the requests it has answered', async () => {
  const one = await TestCase.started(home, 'publication-retail', 8);
  await one.complete('Receive', 'accept');
  const act = await one.completion('Review', 'pass', { opinion: '一' });
  const first = await one.act(act, 'first-review');
  const handle = home.client.workflow.getHandle(one.number);
  const { runId } = await handle.describe();
  const budget = 110;
  for (let run = await handle.describe(); run.runId === runId && run.historyLength <= budget; run = await handle.describe()) {
    await one.complete('Decide', 'back', { opinion: '再审' });
    await one.complete('Review', 'pass', { opinion: '再通过' });
  }
  // It goes on by a timer of its own, which the server may fire a second late: nobody acts meanwhile.
  await expect.poll(async () => (await handle.describe()).runId, { timeout: 30_000 }).not.toBe(runId);
  const now = await handle.describe();
  expect(now.historyLength).toBeLessThan(20);
  expect(await one.act(act, 'first-review')).toEqual(first);
  expect(await one.complete('Decide', 'grant', { opinion: '同意' })).toMatchObject({ state: 'CERTIFYING' });
  expect(firstBreak(await one.entries())).toBeNull();
});
