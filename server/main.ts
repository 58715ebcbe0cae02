import { connect } from '../schema/db/connect.ts';
import { createPayloadCodec } from '../schema/db/payload-codec.ts';
import { programSource } from '../schema/db/programs.ts';
import { readEnv } from '../schema/contracts/env.ts';
import { buildApp } from './app.ts';
import { createLogger } from './logger.ts';
import { createScanner } from './modules/uploads/clamd.ts';
import { CaseGateway } from './temporal/case-gateway.ts';

/** How long, in ms, requests under way may take to end once the process is told to stop: a client that sends nothing must not keep it. */
const patience = 20_000;

/** The API process: serves PORT until SIGTERM, then finishes what is under way and closes. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const logger = createLogger(env.LOG_LEVEL);
  const database = connect(env.DATABASE_URL, { max: 20, applicationName: 'approval-api' });
  const cases = new CaseGateway(env, createPayloadCodec(env.SESSION_SECRET, programSource(database.db)), database.db);
  const scanner = createScanner(env);
  const app = await buildApp({ env, database, cases, scanner, now: () => new Date() }, logger);

  let closing: Promise<void> | null = null;
  const drain = (signal: string): void => {
    closing ??= (async () => {
      logger.info({ signal }, 'draining');
      setTimeout(() => process.exit(1), patience).unref();
      await app.close();
      await cases.close();
      await database.close();
      logger.info('stopped');
    })();
  };
  process.once('SIGTERM', () => drain('SIGTERM'));
  process.once('SIGINT', () => drain('SIGINT'));

  await app.listen({ host: env.HOST, port: env.PORT });
  logger.info({ port: env.PORT, url: env.PUBLIC_URL }, 'the API is ready');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
