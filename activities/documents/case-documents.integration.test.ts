import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents, files, incidents } from '../../schema/db/tables/index.ts';
import { openHome } from '../test-support/home.ts';
import type { Home } from '../test-support/home.ts';
import { officer, TestCase } from '../test-support/test-case.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

const applicant = { id: 'applicant', name: '某某书店', organisationId: null };

const documentsOf = (one: TestCase) =>
  home.db.select().from(documents).where(eq(documents.caseNumber, one.number)).orderBy(asc(documents.createdAt), asc(documents.id));

/** Waits until every document of the case is issued. */
async function issued(one: TestCase) {
  for (;;) {
    const rows = await documentsOf(one);
    if (rows.every((row) => row.state === 'issued')) return rows;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('a case’s papers, from receipt to delivery: each numbered in its step, issued afterwards, and in the ledger', async () => {
  const one = await TestCase.submit(home, 'publication-retail', 1, { deliveryWay: 'post', legalRepresentative: '李' });
  const file = {
    ownerId: 'bookshop',
    caseNumber: one.number,
    type: 'application/pdf',
    size: 1,
    sha256: '0'.repeat(64),
    scan: 'notScanned',
  } as const;
  await home.db.insert(files).values([
    { ...file, id: `${one.number}-a`, materialCode: 'premises', name: 'a.pdf' },
    { ...file, id: `${one.number}-b`, materialCode: 'application-form', name: 'b.pdf' },
    { ...file, id: `${one.number}-c`, materialCode: 'premises', name: 'c.pdf' },
  ]);
  await one.until((row) => row.started);
  const marks = [
    { target: 'material' as const, path: 'premises', message: '请提供租赁合同' },
    { target: 'field' as const, path: 'legalRepresentative', message: '请填全名' },
    { target: 'field' as const, path: 'editors[1].name', message: '请核对' },
  ];
  await one.complete('Receive', 'correct', { marks, opinion: '请一次补齐' });
  await one.complete('Correct', null, { answers: { deliveryWay: 'post' } }, applicant);
  await one.complete('Receive', 'accept');
  await one.complete('Review', 'pass', { opinion: '材料齐全' });
  const { licenceNumber } = await one.complete('Decide', 'grant', { opinion: '同意' });
  await one.complete('Deliver', 'delivered');

  const rows = await issued(one);
  expect(rows.map((row) => row.kind)).toEqual([
    'receipt',
    'correctionNotice',
    'acceptanceNotice',
    'grantDecision',
    'licence',
    'deliveryReceipt',
  ]);
  const [receipt, correction, acceptance, grant, , delivery] = rows.map((row) => row.fields);
  expect(receipt).toMatchObject({
    materials: [
      { name: '申请表', files: 1 },
      { name: '经营场所使用证明', files: 2 },
    ],
    replyBy: expect.any(String) as string,
  });
  expect(correction).toMatchObject({
    marks: [
      { name: '经营场所使用证明', requirement: '请提供租赁合同' },
      { name: '法定代表人', requirement: '请填全名' },
      { name: 'editors 第2项', requirement: '请核对' },
    ],
    note: '请一次补齐',
    correctBy: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
  });
  expect(acceptance).toMatchObject({ limit: '20个工作日', decideBy: expect.any(String) as string });
  expect(acceptance).not.toHaveProperty('deemedBy');
  expect(grant).toMatchObject({
    licenceName: '出版物经营许可证',
    licenceNumber,
    basis: '《出版管理条例》第三十五条',
    reconsiderationDays: 60,
    litigationMonths: 6,
  });
  expect(grant!.validTo).toMatch(/^2032-/);
  expect(delivery).toMatchObject({
    way: '邮寄送达',
    documents: [
      { name: '准予许可决定书', number: rows[3]!.number },
      { name: '出版物经营许可证', number: licenceNumber },
    ],
  });
  const entries = await one.entries();
  expect(entries.filter(({ type }) => type === 'document.issued').map(({ data }) => data.number)).toEqual(
    expect.arrayContaining(rows.map((row) => row.number)),
  );
  expect(entries.find(({ type }) => type === 'effect.grant')!.data).toMatchObject({ document: rows[3]!.number });
});

test('a refusal names the right agency, reasons and remedies; a denial its reasons', async () => {
  const refused = await TestCase.started(home, 'publication-retail', 2);
  await refused.complete('Receive', 'refuse', { opinion: '不属本机关职权范围', agency: '长沙市文化旅游广电局' });
  const denied = await TestCase.started(home, 'publication-retail', 3);
  await denied.complete('Receive', 'accept');
  await denied.complete('Review', 'fail', { opinion: '场所不符' });
  await denied.complete('Decide', 'deny', { opinion: '经营场所不符合条件' });
  const [, refusal] = await issued(refused);
  const [, , denial] = await issued(denied);
  expect(refusal).toMatchObject({
    kind: 'refusalNotice',
    fields: { reasons: '不属本机关职权范围', rightAgency: '长沙市文化旅游广电局', reconsiderationDays: 60, litigationMonths: 6 },
  });
  expect(denial).toMatchObject({ kind: 'denialDecision', fields: { reasons: '经营场所不符合条件' } });
});

test('a denial without reasons is an incident, not a paper; the case goes on and no number is lost', async () => {
  const one = await TestCase.started(home, 'publication-retail', 4);
  await one.complete('Receive', 'accept');
  await one.complete('Review', 'fail');
  expect(await one.complete('Decide', 'deny')).toMatchObject({ state: 'DENIED' });
  expect((await documentsOf(one)).map((row) => row.kind)).toEqual(['receipt', 'acceptanceNotice']);
  const found = await home.db.select().from(incidents).where(eq(incidents.caseNumber, one.number));
  expect(found).toMatchObject([{ code: 'document-incomplete', element: 'Deny', message: '不予许可决定书 lacks reasons' }]);
  const after = await TestCase.started(home, 'publication-retail', 5);
  await after.complete('Receive', 'accept');
  await after.complete('Review', 'fail');
  await after.complete('Decide', 'deny', { opinion: '不符合条件' });
  const sequences = (await home.db.select().from(documents).where(eq(documents.kind, 'denialDecision'))).map((row) => row.sequence);
  expect(sequences.toSorted((a, b) => a - b)).toEqual([1, 2]);
});

test('a case decided above is told by the agency that holds it then', async () => {
  const one = await TestCase.started(home, 'publishing-unit-establishment', 6);
  await one.complete('Receive', 'accept');
  const [first] = await one.open();
  const node = await one.nodeOf(first!);
  const [forward] = node.decisions!.options.filter((option) => option.tone === 'primary');
  await one.complete(first!.element, forward!.value, { opinion: '同意上报' });
  for (let step = 0; step < 10 && (await one.row()).endedAt === null; step++) {
    const [task] = await one.open();
    const option = (await one.nodeOf(task!)).decisions?.options.find((offered) => offered.tone === 'primary');
    await one.complete(task!.element, option?.value ?? null, { opinion: '同意' }, officer);
  }
  const rows = await issued(one);
  const of = (kind: string) => rows.find((row) => row.kind === kind);
  const { organisationId, holderOrganisationId } = await one.row();
  expect(of('acceptanceNotice')).toMatchObject({ organisationId });
  expect(of('grantDecision')).toMatchObject({ organisationId: holderOrganisationId });
  expect(holderOrganisationId).toBe('national');
  expect(of('grantDecision')!.number).toMatch(/^示总许准字〔\d{4}〕第\d{6}号$/);
});
