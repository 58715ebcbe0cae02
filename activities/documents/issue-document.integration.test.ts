import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect } from '../../schema/db/connect.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { createDocument } from '../../schema/db/documents.ts';
import { firstBreak } from '../../schema/db/ledger.ts';
import { cases, documents, documentTemplates, incidents, ledger, offices } from '../../schema/db/tables/index.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import type { TestDatabase } from '../../schema/db/testing.ts';
import { sampleFields } from '../../schema/documents/fill-template.ts';
import { ContentStore } from '../../schema/files/content-store.ts';
import type { FileStore } from '../ports/file-store.ts';
import { openDemoSigner } from '../signing/demo-authority.ts';
import type { Env } from '../../schema/contracts/env.ts';
import { openLicenceSigner } from '../signing/licence-signer.ts';
import { createRemoteSigner } from '../signing/remote-signer.ts';
import { issueUnissued } from '../sweep/unissued.ts';
import { checkPdfs, joined } from '../test-support/check-pdf.ts';
import { prepare } from '../test-support/prepare.ts';
import { issueDocument } from './issue-document.ts';
import type { Press } from './issue-document.ts';
import { openDrawingPool } from './render/pool.ts';
import { startPress } from './start-press.ts';
import { createLogger } from '../logger.ts';
import { readEnv } from '../../schema/contracts/env.ts';

let testDatabase: TestDatabase;
let database: Connection;
let folder: string;
let press: Press;
let caseNumber: string;
let sequence = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase(prepare);
  database = connect(testDatabase.url);
  folder = await mkdtemp(path.join(os.tmpdir(), 'approval-issue-'));
  press = {
    db: database.db,
    pool: openDrawingPool(1),
    signer: openDemoSigner(path.join(folder, 'signing'), async () => '岳麓局'),
    licenceSigner: openLicenceSigner({ DATA_DIR: folder, SIGNER_DEMO: true } as Env),
    store: new ContentStore(folder),
    publicUrl: 'http://localhost:3000',
    now: () => new Date(),
  };
});
afterAll(async () => {
  await press?.pool.close();
  await database?.close();
  await testDatabase?.drop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  const [office] = await database.db.select().from(offices).where(eq(offices.organisationId, 'yuelu')).limit(1);
  caseNumber = `${office!.implementationCode}20261127${String(++sequence).padStart(4, '0')}`;
  await database.db.insert(cases).values({
    caseNumber,
    itemId: office!.itemId,
    definitionId: `${office!.itemId}.1`,
    organisationId: 'yuelu',
    holderOrganisationId: 'yuelu',
    applicantId: 'bookshop',
    applicantName: '岳麓示例书店',
    applicant: {},
    answers: {},
    formVersion: 1,
    queryCodeHash: '',
    state: 'DENIED',
    submittedAt: new Date(),
  });
});

/** A numbered document of the case at hand, as a step leaves it. */
async function numbered(fields: Record<string, unknown> = {}): Promise<string> {
  const asked = { kind: 'denialDecision', caseNumber, itemId: 'publication-retail', organisationId: 'yuelu', element: 'Deny' } as const;
  const id = `${caseNumber}.4.0`;
  await database.db.transaction((tx) =>
    createDocument(tx, { ...asked, id, at: new Date().toISOString(), fields: { ...sampleFields('denialDecision'), ...fields } }),
  );
  return id;
}

async function documentAt(id: string) {
  const [row] = await database.db.select().from(documents).where(eq(documents.id, id));
  return row!;
}
const ledgerOf = () => database.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq);
const incidentsOf = () => database.db.select().from(incidents).where(eq(incidents.caseNumber, caseNumber));

test('an issued document is stored under its hash, verified by others, told in the ledger, and never changed again', async () => {
  const id = await numbered({ addressee: '岳麓示例书店' });
  expect(await issueDocument(press, id)).toBe('issued');
  const row = await documentAt(id);
  expect(row).toMatchObject({
    state: 'issued',
    name: `${row.number}_不予许可决定书_${caseNumber}.pdf`,
    pages: 1,
    retryAt: null,
    failure: null,
  });
  const file = path.join(folder, 'files', row.sha256!.slice(0, 2), row.sha256!.slice(2, 4), row.sha256!);
  expect((await readFile(file)).length).toBe(row.size);
  const [paper] = await checkPdfs(path.join(folder, 'signing', 'authority.pem'), [file]);
  expect(paper!.signatures).toMatchObject([{ intact: true, valid: true, trusted: true, coverage: 'ENTIRE_FILE' }]);
  expect(joined(paper!.text)).toContain(row.number);
  const entries = await ledgerOf();
  expect(entries).toMatchObject([
    {
      type: 'document.issued',
      step: null,
      data: { kind: 'denialDecision', number: row.number, name: row.name, sha256: row.sha256, size: row.size },
    },
    { type: 'delivery.planned', data: { kind: 'denialDecision', number: row.number, channels: ['portal'] } },
  ]);
  expect(firstBreak(entries)).toBeNull();

  expect(await issueDocument(press, id)).toBe('nothing');
  await expect(database.db.update(documents).set({ sha256: '0' }).where(eq(documents.id, id))).rejects.toThrow();
  await expect(database.db.delete(documents).where(eq(documents.id, id))).rejects.toThrow();
  await expect(database.db.update(documentTemplates).set({ note: 'x' })).rejects.toThrow();
  expect(await documentAt(id)).toEqual(row);
});

test('two workers at once issue it once', async () => {
  const id = await numbered();
  const outcomes = await Promise.all([issueDocument(press, id), issueDocument(press, id)]);
  expect(outcomes.toSorted()).toEqual(['issued', 'nothing']);
  expect(await ledgerOf()).toHaveLength(2);
});

/** The system's own answer when a disk is full. */
const fullDisk: FileStore = {
  put: async (bytes) => {
    await writeFile('/dev/full', bytes);
    return '';
  },
};
const deadService = createRemoteSigner({ url: 'http://127.0.0.1:1/csc/v2', token: undefined, credential: 'x' });

test.each([
  ['a full disk', () => ({ store: fullDisk }), 'document-disk-full', /ENOSPC/],
  ['a signing service that is away', () => ({ signer: deadService }), 'document-signature', /can't be reached/],
  ['a data folder that is a file', () => ({ store: new ContentStore('/dev/null') }), 'document-storage', /ENOTDIR/],
] as const)('%s is noted and tried again: the number stays, and nothing is lost', async (_, broken, code, message) => {
  const id = await numbered();
  const { number } = await documentAt(id);
  expect(await issueDocument({ ...press, ...broken() }, id)).toBe('failed');
  const failed = await documentAt(id);
  expect(failed).toMatchObject({
    state: 'pending',
    number,
    attempts: 1,
    failureCode: code,
    failure: expect.stringMatching(message) as string,
  });
  expect(failed.retryAt!.getTime()).toBeGreaterThan(Date.now());
  expect(await ledgerOf()).toEqual([]);
  expect(await incidentsOf()).toEqual([]);
  expect(await issueDocument(press, id)).toBe('issued');
  expect(await documentAt(id)).toMatchObject({ state: 'issued', number, failureCode: null });
});

test('what fails for a while becomes an incident that names number and cause, and ends with it', async () => {
  const id = await numbered();
  const { number } = await documentAt(id);
  for (let attempt = 1; attempt <= 4; attempt++) await issueDocument({ ...press, store: fullDisk }, id);
  expect(await documentAt(id)).toMatchObject({ state: 'failed', attempts: 4, number });
  expect(await incidentsOf()).toMatchObject([
    {
      id: `document:${id}`,
      element: 'Deny',
      code: 'document-disk-full',
      message: expect.stringContaining(number) as string,
      resolvedAt: null,
    },
  ]);
  await issueDocument(press, id);
  expect(await incidentsOf()).toMatchObject([{ resolvedAt: expect.any(Date) as Date }]);
});

test('a character that cannot be printed is told by name, never left out', async () => {
  const id = await numbered({ addressee: '\u{2A6D6}书店' });
  expect(await issueDocument(press, id)).toBe('failed');
  expect(await documentAt(id)).toMatchObject({
    failureCode: 'document-character',
    failure: expect.stringContaining('\u{2A6D6}') as string,
  });
});

test('the queue issues by itself, again after a failure, and after a worker that was killed with the job in hand', async () => {
  const env = readEnv({
    DATABASE_URL: testDatabase.url,
    OIDC_ISSUER: 'http://127.0.0.1:1/',
    OIDC_CLIENT_ID: 'x',
    OIDC_CLIENT_SECRET: 'x',
    DATA_DIR: folder,
    PUBLIC_URL: 'http://localhost:3000',
    SESSION_SECRET: 'x'.repeat(32),
  });
  let isFull = true;
  const store: FileStore = { put: (bytes) => (isFull ? fullDisk.put(bytes) : press.store.put(bytes)) };
  const failing = await numbered();
  const running = await startPress(env, database, press.signer, createLogger('silent'), store);
  try {
    await until(async () => (await documentAt(failing)).attempts === 1);
    isFull = false;
    await until(async () => (await documentAt(failing)).state === 'issued');

    const lost = `${caseNumber}.5.0`;
    await database.db.transaction(async (tx) => {
      await createDocument(tx, {
        id: lost,
        kind: 'receipt',
        caseNumber,
        itemId: 'publication-retail',
        organisationId: 'yuelu',
        element: null,
        at: new Date().toISOString(),
        fields: sampleFields('receipt'),
      });
      await tx.execute(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'gone' where key = 'document:${lost}'`);
    });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await documentAt(lost)).state).toBe('pending');
    expect(await issueUnissued(database.db, new Date(Date.now() + 120_000))).toBeGreaterThan(0);
    await until(async () => (await documentAt(lost)).state === 'issued');
  } finally {
    await running.stop();
  }
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}
