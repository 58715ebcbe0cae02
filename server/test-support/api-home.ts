import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readEnv } from '../../schema/contracts/env.ts';
import { connect } from '../../schema/db/connect.ts';
import { createPayloadCodec } from '../../schema/db/payload-codec.ts';
import { programSource } from '../../schema/db/programs.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import { buildApp } from '../app.ts';
import { createLogger } from '../logger.ts';
import type { Services } from '../services.ts';
import { CaseGateway } from '../temporal/case-gateway.ts';
import { prepare } from './prepare.ts';
import { signIn, Visitor } from './visitor.ts';

/** The API on a database of its own, for one test file. Without `TEMPORAL_ADDRESS` in `more`, Temporal is away. */
export async function openApi(more: Record<string, string> = {}, parts: Partial<Services> = {}) {
  const testDatabase = await createTestDatabase(prepare);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'approval-api-'));
  const env = readEnv({
    NODE_ENV: 'test',
    DATABASE_URL: testDatabase.url,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    OIDC_ISSUER: 'http://127.0.0.1:1/',
    OIDC_CLIENT_ID: 'test',
    OIDC_CLIENT_SECRET: 'test',
    DATA_DIR: dataDir,
    PUBLIC_URL: 'http://localhost:3000',
    SESSION_SECRET: 'a secret of the tests, long enough for it',
    LOG_LEVEL: 'error',
    SIGNER_DEMO: 'true',
    ...more,
  });
  const database = connect(env.DATABASE_URL, { applicationName: 'approval-test' });
  const cases = new CaseGateway(env, createPayloadCodec(env.SESSION_SECRET, programSource(database.db)), database.db);
  const services: Services = {
    env,
    database,
    cases,
    scanner: { scan: async () => 'notScanned' },
    now: () => new Date(),
    ...parts,
  };
  // What the API calls its own failure is printed, so that a failed test says why.
  const app = await buildApp(services, createLogger(env.LOG_LEVEL));
  return {
    app,
    env,
    services,
    db: database.db,
    anyone: new Visitor(app, {}),
    as: (userId: string) => signIn(app, database.db, env, userId),
    close: async () => {
      await app.close();
      await cases.close();
      await database.close();
      await testDatabase.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type ApiHome = Awaited<ReturnType<typeof openApi>>;
