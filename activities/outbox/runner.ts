import { Logger as JobLogger, run } from 'graphile-worker';
import type { Runner, TaskList } from 'graphile-worker';
import type { PayloadCodec } from '@temporalio/common';
import { Client, Connection as TemporalConnection } from '@temporalio/client';
import type { Env } from '../../schema/contracts/env.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { temporalClientConnection } from '../../schema/db/temporal-connection.ts';
import type { Logger } from '../logger.ts';
import { outboxJobs } from '../metrics.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { FactsSource } from '../record/facts-source.ts';
import { turnLights } from '../sweep/lights.ts';
import { escalateStranded } from '../sweep/stranded.ts';
import { startUnstarted } from '../sweep/unstarted.ts';
import { prepareSearchAttributes } from './search-attributes.ts';
import { startCase } from './start-case.ts';
import type { StartTarget } from './start-case.ts';

/** By one of the workers each: once a minute, and every five; one that is still waiting is not joined by another. */
const crontab = ['* * * * * sweep ?jobKey=sweep&max=1', '*/5 * * * * reconcile ?jobKey=reconcile&max=1'].join('\n');

/** How long a start may take before it is tried again later, ms. */
const startPatience = 15_000;

/** Pause before the runner is started again after it fell, ms. */
const pause = 2_000;

/** Runs outbox jobs: what a committed transaction has promised to the world outside Postgres. At least once, so each job is idempotent. */
export async function startOutbox(env: Env, database: Connection, codec: PayloadCodec, logger: Logger) {
  const connection = TemporalConnection.lazy(temporalClientConnection(env));
  const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE, dataConverter: { payloadCodecs: [codec] } });
  const facts = new FactsSource();
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
    sweep: counted('sweep', async () => {
      const [lights, unstarted] = [await turnLights(database.db, new Date()), await startUnstarted(database.db)];
      const stranded = await escalateStranded(database.db, facts, new Date());
      if (lights + unstarted + stranded > 0) logger.info({ lights, unstarted, stranded }, 'swept');
    }),
    reconcile: counted('reconcile', async () => {
      const found = await reconcile(database.db, client, facts, new Date());
      if (found.repaired.length + found.lost.length > 0) logger.error(found, 'cases and workflows differed');
    }),
  };
  const start = () =>
    run({
      connectionString: env.DATABASE_URL,
      concurrency: 8,
      noHandleSignals: true,
      pollInterval: 1000,
      crontab,
      taskList,
      logger: jobLogger(logger),
    });
  let runner = await start();
  let isStopping = false;
  const keep = (current: Runner): void => {
    current.promise.catch((error: unknown) => {
      if (isStopping) return;
      logger.error({ error: String(error) }, 'the outbox fell; starting it again');
      setTimeout(() => void again(), pause);
    });
  };
  const again = async (): Promise<void> => {
    if (isStopping) return;
    try {
      runner = await start();
      keep(runner);
    } catch (error) {
      logger.warn({ error: String(error) }, 'the outbox does not start');
      setTimeout(() => void again(), pause);
    }
  };
  keep(runner);
  return {
    stop: async () => {
      isStopping = true;
      await runner.stop().catch(() => {});
      await connection.close();
    },
  };
}

const counted =
  (task: string, work: (payload: unknown) => Promise<void>) =>
  async (payload: unknown): Promise<void> => {
    try {
      await work(payload);
      outboxJobs.inc({ task, outcome: 'done' });
    } catch (error) {
      outboxJobs.inc({ task, outcome: 'failed' });
      throw error;
    }
  };

/** The queue's own lines in our JSON; what it says of each job is told by the jobs themselves. */
const jobLogger = (logger: Logger): JobLogger =>
  new JobLogger((scope) => (level, message) => {
    if (level === 'error') logger.error({ ...scope }, message);
    else if (level === 'warning') logger.warn({ ...scope }, message);
    else logger.debug({ ...scope }, message);
  });
