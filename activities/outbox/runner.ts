import { sql } from 'drizzle-orm';
import type { JobHelpers, TaskList } from 'graphile-worker';
import type { PayloadCodec } from '@temporalio/common';
import { Client, Connection as TemporalConnection } from '@temporalio/client';
import type { Env } from '../../schema/contracts/env.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { batchTask, queueBatch } from '../../schema/db/batches.ts';
import { stateSeal } from '../../schema/db/sealed.ts';
import { temporalClientConnection } from '../../schema/db/temporal-connection.ts';
import type { Logger } from '../logger.ts';
import { clearPreviews } from '../documents/preview.ts';
import { workOnBatch } from '../migrate/work-on-batch.ts';
import type { Throw } from '../record/subscriptions.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { FactsSource } from '../record/facts-source.ts';
import { sweepHearings } from '../sweep/hearings.ts';
import { remindOfPromises } from '../sweep/promises.ts';
import { remindHolders } from '../sweep/reminders.ts';
import { turnLights } from '../sweep/lights.ts';
import { reviveBatches } from '../sweep/left-batches.ts';
import { issueUnissued } from '../sweep/unissued.ts';
import { sendUnsent } from '../sweep/unsent.ts';
import { escalateStranded } from '../sweep/stranded.ts';
import { startUnstarted } from '../sweep/unstarted.ts';
import { deliver } from './deliver.ts';
import { recompute } from '../calendar/recompute.ts';
import { finishDelivery } from './finish-delivery.ts';
import { endExpertProcedure } from './expert-clock.ts';
import { keepHearingClock } from './hearing-clock.ts';
import { counted, keepRunning } from './keep-running.ts';
import { prepareSearchAttributes } from './search-attributes.ts';
import { startCase } from './start-case.ts';
import type { StartTarget } from './start-case.ts';

/** By one of the workers each: once a minute, and every five; one that is still waiting is not joined by another. */
const crontab = ['* * * * * sweep ?jobKey=sweep&max=1', '*/5 * * * * reconcile ?jobKey=reconcile&max=1'].join('\n');

/** How long a start may take before it is tried again later, ms. */
const startPatience = 15_000;

/** Runs outbox jobs: what a committed transaction has promised to the world outside Postgres. At least once, so each job is idempotent. */
export async function startOutbox(env: Env, database: Connection, codec: PayloadCodec, logger: Logger) {
  const connection = TemporalConnection.lazy(temporalClientConnection(env));
  const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE, dataConverter: { payloadCodecs: [codec] } });
  const facts = new FactsSource();
  const seal = stateSeal(env.SESSION_SECRET);
  let searchable = false;
  const target = async (): Promise<StartTarget> => {
    searchable ||= await prepareSearchAttributes(connection, env.TEMPORAL_NAMESPACE);
    return { client, taskQueue: env.TEMPORAL_TASK_QUEUE, searchable };
  };
  const taskList: TaskList = {
    startCase: counted('startCase', async (payload) => {
      const { caseNumber } = payload as { caseNumber: string };
      await connection.withDeadline(Date.now() + startPatience, async () => startCase(await target(), database.db, caseNumber));
      logger.info({ caseNumber }, 'case started');
    }),
    deliver: counted('deliver', (payload) =>
      connection.withDeadline(Date.now() + startPatience, () => deliver(client, database.db, payload as Throw)),
    ),
    finishDelivery: counted('finishDelivery', async (payload) => {
      const { caseNumber } = payload as { caseNumber: string };
      await connection.withDeadline(Date.now() + startPatience, () => finishDelivery(client, database.db, caseNumber));
    }),
    hearingClock: counted('hearingClock', async (payload) => {
      const { hearingId } = payload as { hearingId: string };
      await connection.withDeadline(Date.now() + startPatience, () => keepHearingClock(client, database.db, hearingId, new Date()));
    }),
    expertClock: counted('expertClock', async (payload) => {
      const { caseNumber } = payload as { caseNumber: string };
      await connection.withDeadline(Date.now() + startPatience, () => endExpertProcedure(client, database.db, caseNumber));
    }),
    recompute: counted('recompute', async (payload, helpers: JobHelpers) => {
      const { revision } = payload as { revision: number };
      const isDone = await recompute(client, database.db, revision, () => new Date());
      logger.info({ revision, isDone }, 'cases told of a calendar');
      if (!isDone) await helpers.addJob('recompute', { revision }, { jobKey: `recompute.${revision}`, maxAttempts: 1000 });
    }),
    sweep: counted('sweep', async () => {
      const { db } = database;
      const now = new Date();
      const lights = await turnLights(db, now);
      const unstarted = await startUnstarted(db);
      const unissued = await issueUnissued(db, now);
      const unsent = await sendUnsent(db, now);
      const stranded = await escalateStranded(db, facts, now);
      const batches = await reviveBatches(db, now);
      const reminded = await remindHolders(db, now);
      const promised = await remindOfPromises(db, now, env.SESSION_SECRET);
      const heard = await sweepHearings(db, now);
      await clearPreviews(db, now);
      const swept = { lights, unstarted, unissued, unsent, stranded, batches, reminded, promised, heard };
      if (Object.values(swept).some((found) => found > 0)) logger.info(swept, 'swept');
    }),
    [batchTask]: counted(batchTask, async (payload) => {
      const { batchId } = payload as { batchId: string };
      if (await workOnBatch({ db: database.db, client, connection, facts, seal }, batchId)) await queueBatch(database.db, batchId);
    }),
    reconcile: counted('reconcile', async () => {
      const found = await reconcile(database.db, client, facts, seal, new Date());
      if (found.repaired.length + found.reminded.length + found.lost.length > 0) logger.error(found, 'cases and workflows differed');
    }),
  };
  const runner = await keepRunning({ connectionString: env.DATABASE_URL, concurrency: 8, crontab, taskList }, logger);
  // Whatever ended the last worker may have ended a workflow task with it.
  await database.db.execute(sql`select graphile_worker.add_job('reconcile', job_key => 'reconcile')`);
  return {
    stop: async () => {
      await runner.stop();
      await connection.close();
    },
  };
}
