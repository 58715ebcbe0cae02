import { eq } from 'drizzle-orm';
import { connect } from '../schema/db/connect.ts';
import { readEnv } from '../schema/contracts/env.ts';
import { programSource } from '../schema/db/programs.ts';
import { createPayloadCodec } from '../schema/db/payload-codec.ts';
import { organisations } from '../schema/db/tables/index.ts';
import { installRuntime, startCaseWorker } from './case-worker.ts';
import { startPress } from './documents/start-press.ts';
import { startHealth } from './health.ts';
import { createLogger } from './logger.ts';
import { startOutbox } from './outbox/runner.ts';
import { startPostOffice } from './service/start-post-office.ts';
import { openSigner } from './signing/open-signer.ts';

/** The worker process: runs cases (Temporal) and outbox jobs (Postgres), and says how it is on WORKER_PORT. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const logger = createLogger(env.LOG_LEVEL);
  const database = connect(env.DATABASE_URL, { max: 12, applicationName: 'approval-worker' });
  const codec = createPayloadCodec(env.SESSION_SECRET, programSource(database.db));
  const signer = await openSigner(env, async (id) => {
    const [found] = await database.db.select({ name: organisations.name }).from(organisations).where(eq(organisations.id, id));
    return found?.name.zh ?? id;
  });
  const health = await startHealth(env, database);
  installRuntime(logger);
  const cases = await startCaseWorker(env, database, codec);
  const outbox = await startOutbox(env, database, codec, logger);
  const press = await startPress(env, database, signer, logger);
  const postOffice = await startPostOffice(env, database, logger);
  health.ready();
  logger.info({ taskQueue: env.TEMPORAL_TASK_QUEUE, port: env.WORKER_PORT }, 'worker is ready');

  const drain = async (signal: string) => {
    logger.info({ signal }, 'draining');
    await outbox.stop();
    await press.stop();
    await postOffice.stop();
    cases.stop();
    await cases.done;
    await health.close();
    await database.close();
  };
  process.once('SIGTERM', () => void drain('SIGTERM'));
  process.once('SIGINT', () => void drain('SIGINT'));
  await cases.done;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
