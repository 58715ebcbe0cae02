import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { readEnv } from '../../schema/contracts/env.ts';
import { connect } from '../../schema/db/connect.ts';
import { createPayloadCodec } from '../../schema/db/payload-codec.ts';
import { programSource } from '../../schema/db/programs.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import { installRuntime, startCaseWorker } from '../case-worker.ts';
import { startPress } from '../documents/start-press.ts';
import { createLogger } from '../logger.ts';
import { startOutbox } from '../outbox/runner.ts';
import { openSigner } from '../signing/open-signer.ts';
import { prepare } from './prepare.ts';
import { openWire } from './wire.ts';

const secret = 'a secret of the tests, long enough for it';

/** `skipping`: the test server, whose time passes at will; `real`: the server that the product runs on; or one that is there already. */
type Server = 'skipping' | 'real' | { address: string };

async function startTemporal(kind: Server): Promise<TestWorkflowEnvironment> {
  if (typeof kind === 'object') return TestWorkflowEnvironment.createFromExistingServer(kind);
  const name = kind === 'skipping' ? 'TEST_TEMPORAL_SERVER' : 'TEST_TEMPORAL_CLI';
  const file = process.env[name];
  if (!file) throw new Error(`${name} is not set: run the integration tests with npm run integration`);
  const server = { executable: { type: 'existing-path' as const, path: file } };
  return kind === 'skipping' ? TestWorkflowEnvironment.createTimeSkipping({ server }) : TestWorkflowEnvironment.createLocal({ server });
}

let isInstalled = false;

/** Once a process; what the SDK would say of failures that a test brings about is not printed. */
function installOnce(): void {
  if (!isInstalled) installRuntime(createLogger('silent'));
  isInstalled = true;
}

/** A database, a Temporal server, a worker and an outbox runner of their own, for one test file. */
export async function openHome(kind: Server) {
  installOnce();
  const testDatabase = await createTestDatabase(prepare);
  const temporal = await startTemporal(kind);
  const url = new URL(testDatabase.url);
  const wire = await openWire({ host: url.hostname, port: Number(url.port) });
  const wiredUrl = Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(wire.port) }).href;
  const env = readEnv({
    NODE_ENV: 'test',
    DATABASE_URL: wiredUrl,
    TEMPORAL_ADDRESS: temporal.address,
    OIDC_ISSUER: 'http://127.0.0.1:1/',
    OIDC_CLIENT_ID: 'test',
    OIDC_CLIENT_SECRET: 'test',
    DATA_DIR: path.join(tmpdir(), 'approval-test'),
    PUBLIC_URL: 'http://127.0.0.1:1/',
    SESSION_SECRET: secret,
    LOG_LEVEL: 'silent',
    SIGNER_DEMO: 'true',
  });
  const database = connect(env.DATABASE_URL, { applicationName: 'approval-worker' });
  // The test looks on by a connection of its own, which no cut of the worker's wire reaches.
  const watching = connect(testDatabase.url, { applicationName: 'approval-test' });
  const codec = createPayloadCodec(secret, programSource(database.db));
  const client = new Client({
    connection: temporal.connection,
    namespace: env.TEMPORAL_NAMESPACE,
    dataConverter: { payloadCodecs: [codec] },
  });
  const startWorker = () => startCaseWorker(env, database, codec);
  let worker = await startWorker();
  const outbox = await startOutbox(env, database, codec, createLogger(env.LOG_LEVEL));
  const press = await startPress(env, database, await openSigner(env, async (id) => `${id}（示例）`), createLogger(env.LOG_LEVEL));
  return {
    env,
    codec,
    client,
    temporal,
    /** Between the worker and its database. */
    wire,
    db: watching.db,
    /**
     * Ends the worker as a stop of its process does, and starts another: every case is then cold. `meanwhile`: what happens while there is none.
     * Not with the time-skipping server: it holds a worker's polls for a minute, and its time stands still while a task waits.
     */
    restartWorker: async (meanwhile?: () => Promise<unknown>) => {
      worker.stop();
      await worker.done;
      await meanwhile?.();
      worker = await startWorker();
    },
    close: async () => {
      await outbox.stop();
      await press.stop();
      worker.stop();
      await worker.done;
      await database.close();
      await watching.close();
      await wire.close();
      await temporal.teardown();
      await testDatabase.drop();
    },
  };
}
export type Home = Awaited<ReturnType<typeof openHome>>;
