import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect } from '../../schema/db/connect.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { createDocument } from '../../schema/db/documents.ts';
import { firstBreak } from '../../schema/db/ledger.ts';
import { cases, documents, incidents, ledger, offices, serviceChoices, services } from '../../schema/db/tables/index.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import type { TestDatabase } from '../../schema/db/testing.ts';
import { sampleFields } from '../../schema/documents/fill-template.ts';
import { ContentStore } from '../../schema/files/content-store.ts';
import { readEnv } from '../../schema/contracts/env.ts';
import { issueDocument } from '../documents/issue-document.ts';
import type { Press } from '../documents/issue-document.ts';
import { openDrawingPool } from '../documents/render/pool.ts';
import { createLogger } from '../logger.ts';
import { openLicenceSigner } from '../signing/licence-signer.ts';
import type { Env } from '../../schema/contracts/env.ts';
import { openDemoSigner } from '../signing/demo-authority.ts';
import { sendUnsent } from '../sweep/unsent.ts';
import { startMailServer } from '../test-support/mail-server.ts';
import { prepare } from '../test-support/prepare.ts';
import { openHttpSmsGateway, signatureOf } from './http-sms-gateway.ts';
import { pauseAfter, sendService } from './send-service.ts';
import type { PostOffice } from './send-service.ts';
import { openSmtpMailer } from './smtp-mailer.ts';
import { startPostOffice } from './start-post-office.ts';

const secret = 'a secret of the gateway, of the tests';
const hour = 3_600_000;

let testDatabase: TestDatabase;
let database: Connection;
let folder: string;
let press: Press;
let office: PostOffice;
let caseNumber: string;
let sequence = 0;
let clock = new Date();

/** What the mail server has taken; the servers, and the gateway's port. */
const mails: string[] = [];
let smtp: Awaited<ReturnType<typeof startMailServer>>;
let gateway: Server;
let gatewayPort: number;
const texts: { headers: IncomingHttpHeaders; body: string }[] = [];
let gatewayAnswers: [number, unknown] = [200, { messageId: 'm-1' }];

beforeAll(async () => {
  testDatabase = await createTestDatabase(prepare);
  database = connect(testDatabase.url);
  folder = await mkdtemp(path.join(os.tmpdir(), 'approval-service-'));
  press = {
    db: database.db,
    pool: openDrawingPool(1),
    signer: openDemoSigner(path.join(folder, 'signing'), async () => '岳麓局'),
    licenceSigner: openLicenceSigner({ DATA_DIR: folder, SIGNER_DEMO: true } as Env),
    store: new ContentStore(folder),
    publicUrl: 'http://localhost:3000',
    now: () => clock,
  };
  smtp = await startMailServer(mails);
  gateway = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      texts.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      const [status, body] = gatewayAnswers;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  gatewayPort = await new Promise((resolve) => gateway.listen(0, '127.0.0.1', () => resolve((gateway.address() as AddressInfo).port)));
  office = {
    db: database.db,
    mailer: openSmtpMailer({ url: `smtp://127.0.0.1:${smtp.port}`, from: '岳麓局（示例） <service@example.cn>' }),
    sms: openHttpSmsGateway({ url: `http://127.0.0.1:${gatewayPort}/send`, secret }),
    papers: new ContentStore(folder),
    publicUrl: 'http://localhost:3000',
    mailHost: 'localhost',
    now: () => clock,
  };
});
afterAll(async () => {
  office?.mailer?.close();
  await smtp.close();
  gateway?.close();
  await press?.pool.close();
  await database?.close();
  await testDatabase?.drop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  clock = new Date();
  mails.length = 0;
  texts.length = 0;
  gatewayAnswers = [200, { messageId: 'm-1' }];
  const [found] = await database.db.select().from(offices).where(eq(offices.organisationId, 'yuelu')).limit(1);
  caseNumber = `${found!.implementationCode}20261127${String(++sequence).padStart(4, '0')}`;
  await database.db.insert(cases).values({
    caseNumber,
    itemId: found!.itemId,
    definitionId: `${found!.itemId}.1`,
    organisationId: 'yuelu',
    holderOrganisationId: 'yuelu',
    applicantId: 'bookshop',
    applicantName: '岳麓示例书店',
    applicant: {},
    answers: {},
    formVersion: 1,
    queryCodeHash: '',
    state: 'DENIED',
    submittedAt: clock,
  });
});

/** A decision of the case, issued, whose applicant wants to be reached so. */
async function issued(choice: Partial<typeof serviceChoices.$inferInsert>): Promise<string> {
  const whole = { channels: ['portal' as const], electronic: true, changedAt: clock, ...choice };
  await database.db.insert(serviceChoices).values({ id: caseNumber, caseNumber, ...whole });
  const id = `${caseNumber}.4.0`;
  const asked = { kind: 'denialDecision', caseNumber, itemId: 'publication-retail', organisationId: 'yuelu', element: 'Deny' } as const;
  const fields = { ...sampleFields('denialDecision'), addressee: '岳麓示例书店' };
  await database.db.transaction((tx) => createDocument(tx, { ...asked, id, at: clock.toISOString(), fields }));
  expect(await issueDocument(press, id)).toBe('issued');
  return id;
}
/** The plain part of a mail, decoded (RFC 2045 §6.7). */
function plainTextOf(mail: string): string {
  const part = /Content-Type: text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(mail)?.[1] ?? '';
  const bytes = part.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
const serviceAt = async (id: string) => (await database.db.select().from(services).where(eq(services.id, id)))[0]!;
const ledgerOf = () => database.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq);
const typesOf = async () => (await ledgerOf()).map(({ type }) => type);
const incidentsOf = () => database.db.select().from(incidents).where(eq(incidents.caseNumber, caseNumber));
const proofsOf = async () =>
  (await database.db.select().from(documents).where(eq(documents.caseNumber, caseNumber))).filter(({ kind }) => kind === 'deliveryReceipt');

test('an issued paper is planned by what was chosen, once, with its jobs, in the transaction that issues it', async () => {
  const id = await issued({ channels: ['portal', 'email', 'sms'], email: 'shop@example.cn', phone: '13800001234' });
  const all = await database.db.select().from(services).where(eq(services.documentId, id));
  expect(
    all.map(({ channel, state, address }) => ({ channel, state, address })).toSorted((a, b) => (a.channel < b.channel ? -1 : 1)),
  ).toEqual([
    { channel: 'email', state: 'planned', address: 'shop@example.cn' },
    { channel: 'portal', state: 'sent', address: null },
    { channel: 'sms', state: 'planned', address: '13800001234' },
  ]);
  expect(await typesOf()).toEqual(['document.issued', 'delivery.planned']);
  expect(await issueDocument(press, id)).toBe('nothing');
  expect(await database.db.select().from(services).where(eq(services.documentId, id))).toHaveLength(3);
});

test('an e-mail with the paper serves it: taken by the server, with a proof of delivery, and told once', async () => {
  const id = await issued({ channels: ['email'], email: 'shop@example.cn' });
  expect(await sendService(office, `${id}.email`)).toBe('sent');
  expect(await sendService(office, `${id}.email`)).toBe('nothing');
  expect(mails).toHaveLength(1);
  const [mail] = mails;
  expect(mail).toContain('To: shop@example.cn');
  expect(mail).toContain('application/pdf');
  expect(mail).toContain('text/html');
  const plain = plainTextOf(mail!);
  expect(plain).toContain(`http://localhost:3000/cases/${caseNumber}`);
  expect(plain).toContain('您已同意电子送达');
  expect(plain).toContain('the time to contest it runs from that day');
  // Who it is about, and what was decided, stand in the paper alone.
  expect(plain).not.toContain('岳麓示例书店');
  expect(await serviceAt(`${id}.email`)).toMatchObject({ state: 'delivered', attempts: 1, retryAt: null, deliveredAt: clock });
  expect(await typesOf()).toEqual(['document.issued', 'delivery.planned', 'delivery.received']);
  const [proof, ...others] = await proofsOf();
  expect(others).toEqual([]);
  expect(proof!.fields).toMatchObject({
    addressee: '岳麓示例书店',
    way: '电子送达（电子邮件）',
    serviceBasis: '《民事诉讼法》第九十条（电子送达）',
    remark: expect.stringContaining('queued as 42') as string,
  });
  expect(await issueDocument(press, proof!.id)).toBe('issued');
  // A proof of delivery is not served itself.
  expect(await database.db.select().from(services).where(eq(services.documentId, proof!.id))).toEqual([]);
  expect(firstBreak(await ledgerOf())).toBeNull();
});

test('without consent the mail only says where the paper is, and serves nothing', async () => {
  const id = await issued({ channels: ['email'], email: 'shop@example.cn', electronic: false });
  expect(await sendService(office, `${id}.email`)).toBe('sent');
  expect(mails[0]).not.toContain('application/pdf');
  expect(await serviceAt(`${id}.email`)).toMatchObject({ state: 'sent', deliveredAt: null });
  expect(await proofsOf()).toEqual([]);
});

test('with the mail server down for a day the mail waits, staff see why, and it goes out once the server is back', async () => {
  const id = await issued({ channels: ['email'], email: 'shop@example.cn' });
  const service = `${id}.email`;
  office.mailer!.close();
  await smtp.close();
  const mailer = openSmtpMailer({ url: `smtp://127.0.0.1:${smtp.port}`, from: 'service@example.cn' });
  office = { ...office, mailer };
  const began = clock.getTime();
  let tries = 0;
  for (let row = await serviceAt(service); clock.getTime() - began < 24 * hour; row = await serviceAt(service)) {
    clock = row.retryAt!;
    expect(await sendService(office, service)).toBe('waiting');
    tries++;
  }
  const waiting = await serviceAt(service);
  expect(waiting).toMatchObject({ state: 'planned', attempts: tries, failureCode: 'service-waiting' });
  expect(waiting.failure).toMatch(/ECONNREFUSED/);
  expect(waiting.retryAt!.getTime() - clock.getTime()).toBe(pauseAfter(tries));
  expect(tries).toBeGreaterThan(12);
  expect(await typesOf()).toEqual(['document.issued', 'delivery.planned']);
  // Before its time nothing is tried.
  expect(await sendService(office, service)).toBe('nothing');

  smtp = await startMailServer(mails, smtp.port);
  clock = waiting.retryAt!;
  expect(await sendService(office, service)).toBe('sent');
  expect(mails).toHaveLength(1);
  expect(await serviceAt(service)).toMatchObject({ state: 'delivered', deliveredAt: clock, failure: null });
}, 60_000);

test('an address that its server does not know is told for good, to who looks after cases, without the address in the ledger', async () => {
  const id = await issued({ channels: ['email', 'sms'], email: 'gone@example.cn', phone: '13800001234' });
  expect(await sendService(office, `${id}.email`)).toBe('failed');
  expect(await serviceAt(`${id}.email`)).toMatchObject({
    state: 'failed',
    retryAt: null,
    failureCode: 'service-rejected',
    deliveredAt: null,
  });
  expect(await incidentsOf()).toMatchObject([{ id: `service:${id}`, code: 'delivery-failed', resolvedAt: null }]);
  expect(await typesOf()).toContain('delivery.failed');
  expect((await ledgerOf()).every(({ data }) => !JSON.stringify(data).includes('gone@'))).toBe(true);
});

test('after a week without success a channel is given up', async () => {
  const id = await issued({ channels: ['email'], email: 'shop@example.cn' });
  clock = new Date(clock.getTime() + 8 * 24 * hour);
  expect(await sendService({ ...office, mailer: null }, `${id}.email`)).toBe('failed');
  expect(await serviceAt(`${id}.email`)).toMatchObject({ state: 'failed', failureCode: 'service-given-up' });
});

test('a text message is signed, asked for under one id, and only reminds', async () => {
  const id = await issued({ channels: ['sms'], phone: '13800001234' });
  gatewayAnswers = [503, {}];
  expect(await sendService(office, `${id}.sms`)).toBe('waiting');
  expect(await serviceAt(`${id}.sms`)).toMatchObject({ failure: 'the gateway answered 503' });
  clock = (await serviceAt(`${id}.sms`)).retryAt!;
  gatewayAnswers = [200, { messageId: 'm-7' }];
  expect(await sendService(office, `${id}.sms`)).toBe('sent');
  expect(await serviceAt(`${id}.sms`)).toMatchObject({ state: 'sent', deliveredAt: null, receipt: { accepted: 'm-7' } });
  const [first, second] = texts;
  expect(JSON.parse(second!.body)).toMatchObject({ id: `${id}.sms`, to: '13800001234' });
  expect(second!.body).toBe(first!.body);
  expect(second!.headers['x-signature']).toBe(signatureOf(secret, String(second!.headers['x-timestamp']), second!.body));
  expect(await proofsOf()).toEqual([]);
});

test('a number that the gateway refuses is not asked for again', async () => {
  const id = await issued({ channels: ['sms'], phone: '00000' });
  gatewayAnswers = [422, { code: 'bad-number', message: 'no such number' }];
  expect(await sendService(office, `${id}.sms`)).toBe('failed');
  expect(await serviceAt(`${id}.sms`)).toMatchObject({ state: 'failed', failure: 'bad-number: no such number' });
});

test('a public notice serves when its days have passed, and not before', async () => {
  const id = await issued({ channels: ['portal'] });
  const until = new Date(clock.getTime() + 30 * 24 * hour);
  await database.db.insert(services).values({
    id: `${id}.notice`,
    documentId: id,
    caseNumber,
    recipientKind: 'applicant',
    recipientName: '岳麓示例书店',
    channel: 'notice',
    electronic: false,
    state: 'sent',
    createdAt: clock,
    sentAt: clock,
    retryAt: until,
    receipt: { published: { where: '示例日报', on: '2026-11-27' } },
  });
  clock = new Date(until.getTime() - 1000);
  expect(await sendService(office, `${id}.notice`)).toBe('nothing');
  clock = new Date(until.getTime() + hour);
  expect(await sendService(office, `${id}.notice`)).toBe('sent');
  expect(await serviceAt(`${id}.notice`)).toMatchObject({ state: 'delivered', deliveredAt: until });
  expect((await proofsOf())[0]!.fields).toMatchObject({ way: '公告送达', remark: '2026-11-27在示例日报公告' });
});

test('the post office sends what is asked for by itself, and what a killed worker has left behind', async () => {
  const env = readEnv({
    DATABASE_URL: testDatabase.url,
    OIDC_ISSUER: 'http://127.0.0.1:1/',
    OIDC_CLIENT_ID: 'test',
    OIDC_CLIENT_SECRET: 'test',
    DATA_DIR: folder,
    PUBLIC_URL: 'http://localhost:3000',
    SESSION_SECRET: 'a secret of the tests, long enough for it',
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    MAIL_FROM: 'service@example.cn',
  });
  const id = await issued({ channels: ['email'], email: 'shop@example.cn' });
  const running = await startPostOffice(env, database, createLogger('silent'));
  try {
    await expect.poll(async () => (await serviceAt(`${id}.email`)).state, { timeout: 20_000 }).toBe('delivered');
    const lost = new Date(Date.now() - hour);
    await database.db
      .update(services)
      .set({ state: 'planned', retryAt: lost, deliveredAt: null })
      .where(eq(services.id, `${id}.email`));
    expect(await sendUnsent(database.db, new Date())).toBeGreaterThanOrEqual(1);
    await expect.poll(async () => (await serviceAt(`${id}.email`)).state, { timeout: 20_000 }).toBe('delivered');
  } finally {
    await running.stop();
  }
}, 60_000);
