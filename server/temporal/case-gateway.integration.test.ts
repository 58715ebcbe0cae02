import { randomUUID } from 'node:crypto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { PayloadCodec } from '@temporalio/common';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases, drafts, files, items, ledger, offices, tasks } from '../../schema/db/tables/index.ts';
import { machineSignalName } from '../../workflows/messages.ts';
import type { Actor } from '../../workflows/messages.ts';
import { answerCorrection } from '../modules/submission/correct.ts';
import { submitDraft } from '../modules/submission/submit.ts';
import { withdrawCase } from '../modules/submission/withdraw.ts';
import { claimTask } from '../modules/tasks/claim.ts';
import { completeTask } from '../modules/tasks/complete.ts';
import { operateTask } from '../modules/tasks/operate.ts';
import { openApi } from '../test-support/api-home.ts';
import type { ApiHome } from '../test-support/api-home.ts';
import { startWorker } from '../test-support/worker-process.ts';
import { CaseGateway } from './case-gateway.ts';

let temporal: TestWorkflowEnvironment;
let home: ApiHome;
let gateway: CaseGateway;
let worker: Awaited<ReturnType<typeof startWorker>>;

beforeAll(async () => {
  const program = process.env.TEST_TEMPORAL_CLI;
  if (!program) throw new Error('TEST_TEMPORAL_CLI is not set: run the integration tests with npm run integration');
  temporal = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path: program } } });
  home = await openApi({ TEMPORAL_ADDRESS: temporal.address });
  gateway = home.services.cases as CaseGateway;
  worker = await startWorker(home.env);
});
afterAll(async () => {
  await worker?.stop('SIGKILL');
  await home?.close();
  await temporal?.teardown();
});

const officer: Actor = { id: 'county-window', name: '经办人', organisationId: 'county' };
const nothing = { opinion: '', marks: [], agency: null, experts: [] };
const itemId = 'publication-retail';

const address = { province: '湖南省', city: '长沙市', detail: '某某路 1 号' };
const answers = {
  applicantName: '某某书店',
  creditCode: '11100000000013338W',
  legalRepresentative: '张三',
  address,
  unitName: '某某书店',
  registrationType: 'company',
  premises: address,
  area: 60,
  wares: ['books'],
  online: false,
  contactName: '张三',
  contactPhone: '13800001234',
  deliveryWay: 'portal',
};

async function submitted(applicantId: string): Promise<{ caseNumber: string }> {
  const [item] = await home.db.select().from(items).where(eq(items.id, itemId));
  const [office] = await home.db.select().from(offices).where(eq(offices.itemId, itemId)).limit(1);
  const id = randomUUID();
  await home.db.insert(drafts).values({
    id,
    userId: applicantId,
    itemId,
    organisationId: office!.organisationId,
    answers,
    formVersion: item!.formVersion,
    definitionVersion: 1,
    expiresAt: new Date(Date.now() + 86_400_000),
  });
  await home.db.insert(files).values(
    item!.guide.materials.map((material) => ({
      id: randomUUID(),
      ownerId: applicantId,
      draftId: id,
      materialCode: material.code,
      name: 'a.pdf',
      type: 'application/pdf',
      size: 1,
      sha256: 'a',
      scan: 'notScanned' as const,
    })),
  );
  const submission = { draftId: id, userId: applicantId, revision: 1, now: new Date(), secret: 'secret', publicUrl: 'http://localhost' };
  const receipt = await submitDraft(home.db, submission);
  expect(receipt.caseNumber).toMatch(/^[0-9A-Z]{39}\d{4}$/);
  return receipt;
}

/** EVENT_TYPE_WORKFLOW_TASK_FAILED of Temporal's API. */
const workflowTaskFailed = 9;
const plain: PayloadCodec = { encode: async (all) => all, decode: async (all) => all };
const rowOf = async (caseNumber: string) => (await home.db.select().from(cases).where(eq(cases.caseNumber, caseNumber)))[0]!;
const openTask = async (caseNumber: string) =>
  (
    await home.db
      .select()
      .from(tasks)
      .where(and(eq(tasks.caseNumber, caseNumber), eq(tasks.open, true)))
  )[0]!;
const started = (caseNumber: string) => expect.poll(async () => (await rowOf(caseNumber)).started, { timeout: 30_000 }).toBe(true);
const complete = (taskId: string, decision: string, more = {}, actor = officer, idempotencyKey: string = randomUUID()) =>
  completeTask(home.db, gateway, {
    taskId,
    askAgain: false,
    actor,
    idempotencyKey,
    now: new Date(),
    body: { ...nothing, ...more, decision, step: 1 },
  });

async function anApplicant(): Promise<string> {
  const people = await home.db.query.users.findMany({ where: (user, { eq: is }) => is(user.kind, 'applicant') });
  return people[0]!.id;
}

test('a submitted draft becomes a case that people decide, each refusal with its own code', async () => {
  const applicantId = await anApplicant();
  const { caseNumber } = await submitted(applicantId);
  await started(caseNumber);
  const receive = await openTask(caseNumber);
  await expect(complete(receive.id, 'correct')).rejects.toMatchObject({ code: 'marks-required' });
  await expect(complete(receive.id, 'refuse')).rejects.toMatchObject({ code: 'opinion-required' });
  await expect(complete(receive.id, 'nonsense')).rejects.toMatchObject({ code: 'decision-unknown' });

  await claimTask(home.db, { taskId: receive.id, actor: officer, now: new Date() });
  const other = { ...officer, id: 'another', name: '另一人' };
  await expect(claimTask(home.db, { taskId: receive.id, actor: other, now: new Date() })).rejects.toMatchObject({ code: 'task-taken' });
  await expect(complete(receive.id, 'accept', {}, other)).rejects.toMatchObject({ code: 'task-taken' });

  const marks = [{ target: 'field', path: 'applicantName', message: '请填全称' }];
  const key = randomUUID();
  const asked = await complete(receive.id, 'correct', { marks }, officer, key);
  expect(asked).toMatchObject({ state: 'CORRECTION', step: 2 });
  expect(await complete(receive.id, 'correct', { marks }, officer, key)).toEqual(asked);
  await expect(complete(receive.id, 'accept', {}, other)).rejects.toMatchObject({ code: 'task-not-open' });

  const actor = { id: applicantId, name: '申请人', organisationId: null };
  const correction = { caseNumber, actor, step: 1, answers, idempotencyKey: randomUUID() };
  await expect(answerCorrection(home.db, gateway, correction)).rejects.toMatchObject({ code: 'stale-revision' });
  expect(await answerCorrection(home.db, gateway, { ...correction, step: 2 })).toMatchObject({ state: 'SUBMITTED', step: 3 });

  const again = await openTask(caseNumber);
  const current = { step: 3, state: 'SUBMITTED' as const };
  const urging = { taskId: again.id, actor: officer, idempotencyKey: randomUUID(), now: new Date(), isVote: false, current };
  await operateTask(home.db, gateway, { ...urging, body: { operation: 'urge' } });
  await expect(operateTask(home.db, gateway, { ...urging, body: { operation: 'urge' } })).rejects.toMatchObject({
    code: 'operation-refused',
    params: { reason: 'too-soon' },
  });
  await expect(operateTask(home.db, gateway, { ...urging, body: { operation: 'return', to: 'Decide' } })).rejects.toMatchObject({
    code: 'operation-refused',
    params: { reason: 'not-reachable' },
  });

  const withdrawal = { caseNumber, actor, reason: '不办了', idempotencyKey: randomUUID() };
  expect(await withdrawCase(home.db, gateway, withdrawal)).toMatchObject({ state: 'WITHDRAWN' });
  expect(await withdrawCase(home.db, gateway, withdrawal)).toMatchObject({ state: 'WITHDRAWN' });
  await expect(complete(again.id, 'accept')).rejects.toMatchObject({ code: 'task-not-open' });
  const act = { kind: 'message', name: 'withdraw', actor, variables: {}, reason: null } as const;
  await expect(gateway.act(caseNumber, act, randomUUID())).rejects.toMatchObject({ code: 'case-ended' });
  const types = (await home.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber))).map((entry) => entry.type);
  expect(types).toEqual(expect.arrayContaining(['task.claimed', 'task.urged', 'message.withdraw', 'effect.withdraw']));
});

test('an act whose workflow task fails after it was recorded is done once, and answered', async () => {
  const { caseNumber } = await submitted(await anApplicant());
  await started(caseNumber);
  const act = { kind: 'message', name: 'withdraw', actor: officer, variables: {}, reason: null } as const;
  const { workflow } = temporal.client;
  let acted: Promise<unknown>;
  // While the record waits for the case's row something comes in, and the server refuses the workflow task that would end the case.
  await home.db.transaction(async (tx) => {
    await tx.select({ step: cases.step }).from(cases).where(eq(cases.caseNumber, caseNumber)).for('update');
    acted = gateway.act(caseNumber, act, 'withdrawn-once');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await workflow.getHandle(caseNumber).signal(machineSignalName, 'nobody-waits', {});
  });
  expect(await acted!).toMatchObject({ step: 2, state: 'WITHDRAWN' });
  await expect.poll(async () => (await workflow.getHandle(caseNumber).describe()).status.name).toBe('COMPLETED');
  const { events } = await workflow.getHandle(caseNumber).fetchHistory();
  expect(events!.map(({ eventType }) => eventType)).toContain(workflowTaskFailed);
  expect(await gateway.act(caseNumber, act, 'withdrawn-once')).toMatchObject({ step: 2, state: 'WITHDRAWN' });
  await expect(gateway.act(caseNumber, act, randomUUID())).rejects.toMatchObject({ code: 'case-ended' });
  const types = (await home.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber))).map(({ type }) => type);
  expect(types.filter((type) => type === 'effect.withdraw')).toHaveLength(1);
});

test('a worker that is away is told apart from a case that has not begun and from a Temporal that is down', async () => {
  const applicantId = await anApplicant();
  const before = await submitted(applicantId);
  await started(before.caseNumber);
  expect(await worker.stop('SIGTERM')).toBe(0);

  const waiting = await submitted(applicantId);
  const act = { kind: 'message', name: 'withdraw', actor: officer, variables: {}, reason: null } as const;
  await expect(gateway.act(waiting.caseNumber, act, randomUUID())).rejects.toMatchObject({ code: 'case-not-started' });
  const impatient = new CaseGateway(home.env, plain, home.db, 2_000);
  await expect(impatient.act(before.caseNumber, act, 'sent-while-away')).rejects.toMatchObject({ code: 'worker-unavailable' });
  await impatient.close();
  const away = new CaseGateway(
    { ...home.env, TEMPORAL_ADDRESS: '127.0.0.1:1' },
    { encode: async (all) => all, decode: async (all) => all },
    home.db,
  );
  expect(await away.isReady()).toBe(false);
  await expect(away.act(before.caseNumber, act, randomUUID())).rejects.toMatchObject({ code: 'temporal-unavailable' });
  await away.close();

  worker = await startWorker(home.env);
  await started(waiting.caseNumber);
  // What was sent may have been done when the worker came back: sent again under its key, it is answered and not done twice.
  expect(await gateway.act(before.caseNumber, act, 'sent-while-away')).toMatchObject({ state: 'WITHDRAWN', step: 2 });
  expect(await complete((await openTask(waiting.caseNumber)).id, 'accept')).toMatchObject({ state: 'REVIEW' });
  const metrics = await fetch(`${worker.address}/metrics`).then((answer) => answer.text());
  expect(metrics).toContain('approval_step_seconds_count{cause="act"}');
});
