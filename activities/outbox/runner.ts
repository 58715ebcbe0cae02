import { run } from 'graphile-worker';
import type { PayloadCodec } from '@temporalio/common';
import { Client, Connection as TemporalConnection } from '@temporalio/client';
import type { Env } from '../../schema/contracts/env.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { temporalConnection } from '../../schema/db/temporal-connection.ts';
import type { Logger } from '../logger.ts';
import { startCase } from './start-case.ts';

/** Runs outbox jobs: what a committed transaction has promised to the world outside Postgres. At least once, so each job is idempotent. */
export async function startOutbox(env: Env, database: Connection, codec: PayloadCodec, logger: Logger) {
  const connection = TemporalConnection.lazy(temporalConnection(env));
  const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE, dataConverter: { payloadCodecs: [codec] } });
  const runner = await run({
    connectionString: env.DATABASE_URL,
    concurrency: 8,
    noHandleSignals: true,
    pollInterval: 1000,
    taskList: {
      startCase: async (payload) => {
        const { caseNumber } = payload as { caseNumber: string };
        await startCase(client, database.db, env.TEMPORAL_TASK_QUEUE, caseNumber);
        logger.info({ caseNumber }, 'case started');
      },
    },
  });
  return {
    stop: async () => {
      await runner.stop();
      await connection.close();
    },
  };
}
