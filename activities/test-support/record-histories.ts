import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporal } from '@temporalio/proto';
import { eq } from 'drizzle-orm';
import { posts } from '../../schema/db/tables/index.ts';
import { migrateUpdateName } from '../../workflows/messages.ts';
import type { ActResult, Migration } from '../../workflows/messages.ts';
import { openHome } from './home.ts';
import type { Payload } from '../../schema/db/payload-codec.ts';
import type { Home } from './home.ts';
import { definitionOf, edited, publish, withSecondLook } from './publish.ts';
import { officer, TestCase } from './test-case.ts';

const applicant = { id: 'applicant', name: '某某书店', organisationId: null };
const opinion = '同意';

/** The lives that later builds must still be able to replay, by the name of their file. */
const lives: Record<string, { server: 'real' | 'skipping'; live: (home: Home) => Promise<{ number: string; runId?: string }> }> = {
  'corrected-and-delivered': { server: 'real', live: correctedAndDelivered },
  'reviewed-by-experts': { server: 'real', live: reviewedByExperts },
  'carried-over': { server: 'real', live: carriedOver },
  withdrawn: { server: 'real', live: withdrawn },
  migrated: { server: 'real', live: migrated },
  'accepted-by-law': { server: 'skipping', live: acceptedByLaw },
};

/** Lives them all anew and writes their histories into `folder`, payloads opened, so that no key is needed to replay them. */
export async function recordHistories(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const server of ['real', 'skipping'] as const) {
    const home = await openHome(server);
    try {
      for (const [name, { live }] of Object.entries(lives).filter(([, one]) => one.server === server)) {
        const { number, runId } = await live(home);
        const history = await home.client.workflow.getHandle(number, runId).fetchHistory();
        await openPayloads(history, home);
        await writeFile(path.join(folder, `${name}.binpb`), temporal.api.history.v1.History.encode(history).finish());
      }
    } finally {
      await home.close();
    }
  }
}

/** Puts what the payload codec has sealed back as it was, wherever in the history it stands. */
async function openPayloads(value: unknown, home: Home): Promise<void> {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  const payload = value as Payload;
  if (payload.data instanceof Uint8Array && payload.metadata) {
    const [opened] = await home.codec.decode([payload]);
    Object.assign(payload, opened);
    return;
  }
  for (const one of Object.values(value)) await openPayloads(one, home);
}

async function correctedAndDelivered(home: Home): Promise<TestCase> {
  const one = await TestCase.started(home, 'publication-retail', 101, { applicantName: '某某书店' });
  await one.complete('Receive', 'correct', { marks: [{ target: 'field', path: 'applicantName', message: '请填全称' }] });
  await one.complete('Correct', null, { answers: { applicantName: '某某书店有限公司' } }, applicant);
  await one.complete('Receive', 'accept');
  await one.complete('Review', 'pass', { opinion });
  await one.complete('Decide', 'back', { opinion: '再审' });
  await one.complete('Review', 'pass', { opinion });
  await one.complete('Decide', 'grant', { opinion });
  await one.complete('Deliver', 'delivered');
  return one;
}

async function reviewedByExperts(home: Home): Promise<TestCase> {
  const one = await TestCase.started(home, 'film-public-screening', 102);
  await one.complete('Receive', 'accept');
  const experts = (await home.db.selectDistinct({ id: posts.userId }).from(posts).where(eq(posts.role, 'expert')).limit(5)).map(
    ({ id }) => id,
  );
  await one.complete('Review', 'pass', { opinion, experts });
  for (let open = await one.open(); open[0]?.element === 'ExpertReview'; open = await one.open()) {
    const actor = { ...officer, id: open[0].assigneeId! };
    await one.act(await one.completionOf(open[0], 'approve', { opinion }, actor));
  }
  await one.complete('Decide', 'grant', { opinion });
  return one;
}

/** Sent back and forth until it goes on in a new run: the history is the second run's, begun from what was carried over. */
async function carriedOver(home: Home): Promise<TestCase> {
  const one = await TestCase.started(home, 'publication-retail', 103);
  const handle = home.client.workflow.getHandle(one.number);
  await one.complete('Receive', 'accept');
  const { runId } = await handle.describe();
  while ((await handle.describe()).runId === runId) {
    await one.complete('Review', 'pass', { opinion });
    await one.complete('Decide', 'back', { opinion });
  }
  await one.complete('Review', 'pass', { opinion });
  return one;
}

async function withdrawn(home: Home): Promise<TestCase> {
  const one = await TestCase.started(home, 'publication-wholesale', 104);
  await one.act({ kind: 'message', name: 'withdraw', actor: applicant, variables: {}, reason: '不办了' });
  return one;
}

/** Taken over to another version: the history is that of the run in which it was. */
async function migrated(home: Home): Promise<{ number: string; runId: string }> {
  const first = await definitionOf(home, 'publication-retail', 1);
  const second = await publish(home, 'publication-retail', 2, edited(first.bpmn, withSecondLook));
  const one = await TestCase.started(home, 'publication-retail', 106, {}, first.id);
  await one.complete('Receive', 'accept');
  const handle = home.client.workflow.getHandle(one.number);
  const { runId } = await handle.describe();
  const definition = { id: second.id, version: second.version };
  const why = { mapping: {}, actor: officer, reason: '流程修订', batch: null };
  await handle.executeUpdate<ActResult, [Migration]>(migrateUpdateName, {
    args: [{ program: second.program, definition, from: first.hash, ...why }],
  });
  while ((await handle.describe()).runId === runId) await new Promise((resolve) => setTimeout(resolve, 50));
  return { number: one.number, runId };
}

async function acceptedByLaw(home: Home): Promise<TestCase> {
  const one = await TestCase.started(home, 'publication-retail', 105);
  await home.temporal.sleep('14 days');
  await one.until((row) => row.state === 'REVIEW');
  await one.complete('Review', 'pass', { opinion });
  return one;
}
