import { TestWorkflowEnvironment } from '@temporalio/testing';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { routes } from '../../schema/contracts/index.ts';
import { items } from '../../schema/db/tables/index.ts';
import { openApi } from './api-home.ts';
import type { ApiHome } from './api-home.ts';
import { sampleAnswers, samplePdf } from './sample.ts';
import { upload } from './upload.ts';
import type { Visitor } from './visitor.ts';
import { startWorker } from './worker-process.ts';

/** The API, a Temporal server and a worker process, for one test file. */
export async function openCaseHome() {
  const program = process.env.TEST_TEMPORAL_CLI;
  if (!program) throw new Error('TEST_TEMPORAL_CLI is not set: run the integration tests with npm run integration');
  const temporal = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'existing-path', path: program } } });
  const home = await openApi({ TEMPORAL_ADDRESS: temporal.address });
  let worker = await startWorker(home.env);
  return {
    ...home,
    client: temporal.client,
    /** Kills the worker as a power cut does, and does something before another is there. */
    withoutWorker: async (meanwhile: () => Promise<void>) => {
      await worker.stop('SIGKILL');
      await meanwhile();
      worker = await startWorker(home.env);
    },
    close: async () => {
      await worker.stop('SIGKILL');
      await home.close();
      await temporal.teardown();
    },
  };
}

export interface Submitted {
  caseNumber: string;
  queryCode: string;
  trackingUrl: string;
}

/** Fills, uploads and submits an item's application as an applicant's browser does. */
export async function submit(home: ApiHome, applicant: Visitor, itemId: string, organisationId: string): Promise<Submitted> {
  const { id } = (await applicant.post('/api/drafts', { itemId, organisationId })).json<{ id: string }>();
  const [item] = await home.db.select().from(items).where(eq(items.id, itemId));
  for (const { code } of item!.guide.materials) {
    await upload(applicant, { target: `draft:${id}`, materialCode: code, filename: `${code}.pdf`, bytes: samplePdf(code) });
  }
  await applicant.patch(`/api/drafts/${id}`, { revision: 1, answers: sampleAnswers(item!.form) });
  const answer = await applicant.post(`/api/drafts/${id}/submit`, { revision: 2, declaration: true });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Submitted>();
}

/** Asks until the answer is as wanted; the test's own time limit ends a wait for what never comes. */
export async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The open task of a case in somebody's groups or hands. */
export async function openTask(visitor: Visitor, caseNumber: string): Promise<{ id: string; element: string }> {
  const found = await until(
    async () => {
      const lists = await Promise.all(['groups', 'mine'].map((scope) => visitor.get(`/api/tasks?scope=${scope}&query=${caseNumber}`)));
      return lists.flatMap((list) => routes.tasks.list.response.parse(list.json()).rows);
    },
    (rows) => rows.length > 0,
  );
  return found[0]!;
}

export const nothingMore = { opinion: '', marks: [], agency: null };

/** Claims the case's open task and decides it; gives the answer of the decision. */
export async function decide(visitor: Visitor, caseNumber: string, decision: string, more: object = {}) {
  const { id } = await openTask(visitor, caseNumber);
  await visitor.post(`/api/tasks/${id}/claim`);
  const task = (await visitor.get(`/api/tasks/${id}`)).json<{ case: { step: number } }>();
  const answer = await visitor.post(`/api/tasks/${id}/complete`, { ...nothingMore, decision, step: task.case.step, ...more });
  expect(answer.statusCode, answer.body).toBe(200);
  return routes.tasks.complete.response.parse(answer.json());
}
