import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnv } from '../../schema/contracts/env.ts';
import { connect } from '../../schema/db/connect.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { createDocument } from '../../schema/db/documents.ts';
import { cases, documents, incidents, offices } from '../../schema/db/tables/index.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import type { TestDatabase } from '../../schema/db/testing.ts';
import { sampleFields } from '../../schema/documents/fill-template.ts';
import { createLogger } from '../logger.ts';
import { openSigner } from '../signing/open-signer.ts';
import { prepare } from '../test-support/prepare.ts';
import { startPress } from './start-press.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fixture = path.join(root, 'activities/signing/fixtures/elliptic.p12');

let testDatabase: TestDatabase;
let database: Connection;
let folder: string;
beforeAll(async () => {
  testDatabase = await createTestDatabase(prepare);
  database = connect(testDatabase.url);
  folder = await mkdtemp(path.join(os.tmpdir(), 'approval-seal-'));
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
  await rm(folder, { recursive: true, force: true });
});

const values = () => ({
  NODE_ENV: 'test',
  DATABASE_URL: testDatabase.url,
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  OIDC_ISSUER: 'http://127.0.0.1:1/',
  OIDC_CLIENT_ID: 'test',
  OIDC_CLIENT_SECRET: 'test',
  DATA_DIR: folder,
  PUBLIC_URL: 'http://127.0.0.1:1/',
  SESSION_SECRET: 'a secret of the tests, long enough for it',
  LOG_LEVEL: 'silent',
  SIGNER_P12: path.join(folder, 'seal.p12'),
  SIGNER_P12_PASSWORD: 'test',
});

/** Starts the worker as its process is started, and gives how it ends. */
async function startWorker(): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'activities/worker.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...values() },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { said: await text(child.stderr), code: await ended };
}

test('with a broken P12 the worker does not start and says which file; what was numbered waits, and is issued with the mended one', async () => {
  const [office] = await database.db.select().from(offices).where(eq(offices.organisationId, 'yuelu')).limit(1);
  const caseNumber = `${office!.implementationCode}202611270001`;
  const ofCase = { caseNumber, itemId: office!.itemId, definitionId: `${office!.itemId}.1`, formVersion: 1, queryCodeHash: '' };
  const people = { applicantId: 'bookshop', applicantName: '岳麓示例书店', applicant: {}, answers: {} };
  const where = { organisationId: 'yuelu', holderOrganisationId: 'yuelu', state: 'DENIED', submittedAt: new Date() } as const;
  await database.db.insert(cases).values({ ...ofCase, ...people, ...where });
  const id = `${caseNumber}.4.0`;
  const asked = { id, kind: 'denialDecision', caseNumber, itemId: 'publication-retail', organisationId: 'yuelu', element: 'Deny' } as const;
  const { number } = await database.db.transaction((tx) =>
    createDocument(tx, { ...asked, at: new Date().toISOString(), fields: sampleFields('denialDecision') }),
  );
  const state = async () => (await database.db.select().from(documents).where(eq(documents.id, id)))[0]!;

  const whole = await readFile(fixture);
  for (const [broken, message] of [
    [whole.subarray(0, 500), /seal\.p12 is not a P12 file, or is damaged/],
    [Buffer.from('not a key store'), /seal\.p12 is not a P12 file/],
  ] as const) {
    await writeFile(path.join(folder, 'seal.p12'), broken);
    const { code, said } = await startWorker();
    expect(code).toBe(1);
    expect(said).toMatch(message);
    // A sentence for who runs it, and no stack.
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(await state()).toMatchObject({ state: 'pending', number, attempts: 0, failure: null });
  }
  expect(await database.db.select().from(incidents)).toEqual([]);

  await copyFile(fixture, path.join(folder, 'seal.p12'));
  const env = readEnv({ ...values(), SIGNER_DEMO: 'true' });
  const press = await startPress(env, database, await openSigner(env, async (name) => name), createLogger('silent'));
  while ((await state()).state !== 'issued') await new Promise((resolve) => setTimeout(resolve, 100));
  await press.stop();
  expect(await state()).toMatchObject({ number, pages: 1, failureCode: null });
  expect(await database.db.$count(documents)).toBe(1);
});
