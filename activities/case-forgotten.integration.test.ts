import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../schema/db/connect.ts';
import { cases } from '../schema/db/tables/index.ts';
import { stateSeal } from '../schema/db/sealed.ts';
import { snapshotQueryName } from '../workflows/messages.ts';
import type { CaseSnapshot } from '../workflows/messages.ts';
import { compareAll } from './rebuild/compare.ts';
import { reconcile } from './reconcile/reconcile.ts';
import { FactsSource } from './record/facts-source.ts';
import { deemedAfter, publishBody } from './test-support/publish.ts';
import { officer, TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

const sleepUntil = (at: number) => new Promise((resolve) => setTimeout(resolve, at - Date.now()));
const snapshotOf = (one: TestCase) => home.client.workflow.getHandle(one.number).query<CaseSnapshot>(snapshotQueryName);

/** EVENT_TYPE_WORKFLOW_TASK_COMPLETED, RESET_REAPPLY_EXCLUDE_TYPE_SIGNAL and _UPDATE of Temporal's API. */
const taskCompleted = 7;
const excluded = [1, 2];

/** Takes a case's workflow back to before its last workflow task, as if that had failed; what it has recorded stays. */
async function forget(one: TestCase): Promise<void> {
  const { workflow, options } = home.client;
  const { events } = await workflow.getHandle(one.number).fetchHistory();
  const last = events!.findLast(({ eventType }) => eventType === taskCompleted)!;
  await workflow.workflowService.resetWorkflowExecution({
    namespace: options.namespace,
    workflowExecution: { workflowId: one.number },
    reason: 'test',
    workflowTaskFinishEventId: last.eventId!,
    requestId: randomUUID(),
    resetReapplyExcludeTypes: excluded,
  });
}

test('a decision recorded in a workflow task that then fails stands, though its deadline has passed when the task is tried again', async () => {
  const definition = await publishBody(home, 9, deemedAfter(8));
  const one = await TestCase.started(home, 'publication-retail', 1, {}, definition);
  const [task] = await one.open();
  const deny = await one.completionOf(task!, null);
  const due = task!.openedAt.getTime() + 8_000;
  const holder = connect(home.env.DATABASE_URL);
  let acted: Promise<unknown>;
  // The record waits for the row while the timer fires: the server then refuses the workflow task that would end the case.
  await holder.db.transaction(async (tx) => {
    await tx.select({ step: cases.step }).from(cases).where(eq(cases.caseNumber, one.number)).for('update');
    await sleepUntil(due - 4_000);
    acted = one.act(deny, 'denied').catch((error: unknown) => error);
    await sleepUntil(due + 500);
  });
  await holder.close();
  // The server may drop the Update with the task: asked again, the case answers or, once that has ended, its record.
  const told = await acted!;
  if (told instanceof WorkflowNotFoundError) expect(await one.hasDone('denied')).toBe(true);
  else expect(told).toMatchObject({ state: 'DENIED' });
  await one.until(({ conclusion }) => conclusion !== null);
  expect(await home.client.workflow.getHandle(one.number).result()).toEqual({ status: 'completed' });
  expect(await one.row()).toMatchObject({ state: 'DENIED', conclusion: { kind: 'deny' } });
  expect(await one.decisions()).toEqual(['effect.deny']);
  for await (const { differences } of compareAll(home.db, new FactsSource(), false)) expect(differences).toEqual([]);
});

test('an act that its case has forgotten is answered as it was, and done once', async () => {
  const one = await TestCase.started(home, 'publication-retail', 2);
  const accept = await one.completion('Receive', 'accept');
  const answer = await one.act(accept, 'accept-once');
  await forget(one);
  expect(await snapshotOf(one)).toMatchObject({ last: { step: 1 } });
  expect(await one.act(accept, 'accept-once')).toEqual(answer);
  expect(await one.complete('Review', 'pass', { opinion: '通过' })).toMatchObject({ step: 3, state: 'DECISION' });
  expect((await one.entries()).filter(({ type }) => type === 'effect.accept')).toHaveLength(1);
});

test('an act that comes upon a step which the case has forgotten finds what that has brought', async () => {
  const one = await TestCase.started(home, 'publication-retail', 3);
  await one.complete('Receive', 'accept');
  const pass = await one.completion('Review', 'pass', { opinion: '通过' });
  await forget(one);
  const withdrawn = await one.act({ kind: 'message', name: 'withdraw', actor: officer, variables: {}, reason: null });
  expect(withdrawn).toMatchObject({ step: 3, state: 'WITHDRAWN' });
  await expect(one.act(pass)).rejects.toThrow();
  expect((await one.entries()).filter(({ type }) => type === 'effect.accept')).toHaveLength(1);
});

test('a case that has forgotten a step is told of it by the reconciler, with the number it has given', async () => {
  const one = await TestCase.started(home, 'publication-retail', 4);
  await one.complete('Receive', 'accept');
  await one.complete('Review', 'pass', { opinion: '通过' });
  await one.complete('Decide', 'grant', { opinion: '同意' });
  const { step, state, licenceNumber } = await one.row();
  expect(licenceNumber).not.toBeNull();
  const sweep = () => reconcile(home.db, home.client, new FactsSource(), stateSeal(home.env.SESSION_SECRET), new Date());
  await forget(one);
  const before = await snapshotOf(one);
  expect(before.last!.step).toBeLessThan(step);
  expect((await sweep()).reminded).toEqual([one.number]);
  await expect.poll(async () => (await snapshotOf(one)).last, { timeout: 10_000 }).toEqual({ step, state, licenceNumber });
  expect((await sweep()).reminded).toEqual([]);
  expect(await one.complete('Deliver', 'delivered')).toMatchObject({ step: step + 1 });
  expect((await one.entries()).filter(({ type }) => type === 'effect.certify')).toHaveLength(1);
  for await (const { differences } of compareAll(home.db, new FactsSource(), false)) expect(differences).toEqual([]);
});
