import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstBreak } from '../../schema/db/ledger.ts';
import { documents, ledger, licenceKeys, licences, licenceVersions } from '../../schema/db/tables/index.ts';
import { ContentStore } from '../../schema/files/content-store.ts';
import { isLicenceIdentifier } from '../../schema/rules/codes/licence-identifier.ts';
import { checkPdfs, joined, readLicences } from '../test-support/check-pdf.ts';
import { openHome } from '../test-support/home.ts';
import type { Home } from '../test-support/home.ts';
import { TestCase } from '../test-support/test-case.ts';

let home: Home;
let folder: string;
beforeAll(async () => {
  home = await openHome('real');
  folder = await mkdtemp(path.join(os.tmpdir(), 'approval-licence-'));
});
afterAll(async () => {
  await home?.close();
  await rm(folder, { recursive: true, force: true });
});

const address = { province: '湖南省', city: '长沙市', district: '岳麓区', detail: '麓山路1号' };
const answers = {
  applicantName: '某某书店',
  creditCode: '91430104MA4L0DEM0C',
  contactPhone: '13800001234',
  unitName: '某某书店',
  registrationType: 'company',
  premises: address,
  wares: ['books', 'periodicals'],
  online: false,
};

async function granted(sequence: number): Promise<TestCase> {
  const one = await TestCase.started(home, 'publication-retail', sequence, answers);
  await one.complete('Receive', 'accept');
  await one.complete('Review', 'pass', { opinion: '符合条件' });
  await one.complete('Decide', 'grant', { opinion: '准予' });
  return one;
}

async function issuedVersion(one: TestCase): Promise<typeof licenceVersions.$inferSelect> {
  for (;;) {
    const [found] = await home.db
      .select({ version: licenceVersions, state: documents.state })
      .from(licenceVersions)
      .innerJoin(documents, eq(documents.id, licenceVersions.documentId))
      .where(eq(licenceVersions.caseNumber, one.number));
    if (found?.state === 'issued') return found.version;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('granting issues a licence: register, identifier, data, its own ledger, and a signed PDF whose QR code strangers can read and verify', async () => {
  const one = await granted(1);
  const { licenceNumber } = await one.row();
  const [licence] = await home.db.select().from(licences).where(eq(licences.number, licenceNumber!));
  expect(licence).toMatchObject({ caseNumber: one.number, state: 'inForce', version: 1, holderName: '某某书店', organisationId: 'liling' });
  const version = await issuedVersion(one);
  expect(isLicenceIdentifier(version.identifier)).toBe(true);
  expect(version.identifier).toMatch(/^1\.2\.156\.3005\.2\.11100000900007919B014\.114302819000791904\.\d{10}\.001\.[0-9A-Z]$/);
  expect(version.data).toMatchObject({
    holder: { name: '某某书店', code: '91430104MA4L0DEM0C' },
    authority: { code: '114302819000791904' },
  });
  expect(version.data.details.map(({ label, value }) => [label.zh, value])).toEqual([
    ['单位名称', '某某书店'],
    ['登记类型', '企业'],
    ['经营场所', '湖南省长沙市岳麓区麓山路1号'],
    ['经营品种', '图书、报刊'],
    ['是否网上销售', '否'],
  ]);
  expect(JSON.stringify(version.data)).not.toContain('13800001234');
  const entries = await home.db.select().from(ledger).where(eq(ledger.caseNumber, licenceNumber!)).orderBy(ledger.seq);
  expect(entries.map(({ type }) => type)).toEqual(['licence.issued']);
  expect(firstBreak(entries)).toBeNull();
  expect(entries.at(-1)!.hash).toBe(licence!.ledgerHash);

  const [document] = await home.db.select().from(documents).where(eq(documents.id, version.documentId!));
  const file = path.join(folder, 'licence.pdf');
  const chunks: Buffer[] = [];
  for await (const chunk of new ContentStore(home.env.DATA_DIR).read(document!.sha256!)) chunks.push(chunk as Buffer);
  await writeFile(file, Buffer.concat(chunks));
  const [paper] = await checkPdfs(path.join(home.env.DATA_DIR, 'signing', 'authority.pem'), [file]);
  expect(paper!.structure).toMatchObject({ marked: true, uaPart: '1', pages: 1, title: '出版物经营许可证' });
  expect(paper!.signatures).toMatchObject([{ intact: true, valid: true, trusted: true, coverage: 'ENTIRE_FILE' }]);
  for (const words of [version.identifier, licenceNumber!, '持证主体 Holder', '某某书店', '有效期至 Valid until'])
    expect(joined(paper!.text)).toContain(joined(words));

  const keys = (await home.db.select().from(licenceKeys)).map(({ jwk }) => jwk);
  expect(JSON.stringify(keys)).not.toContain('"d"');
  const keysFile = path.join(folder, 'keys.json');
  await writeFile(keysFile, JSON.stringify({ keys }));
  const [read] = await readLicences(keysFile, [file]);
  expect(read!.codes).toEqual([`http://127.0.0.1:1/v/${version.code}`]);
  expect(read!.claims).toMatchObject([{ i: version.identifier.slice('1.2.156.3005.2.'.length), h: '某某书店', k: '出版物经营许可证' }]);
  expect((await readFile(file)).length).toBe(document!.size);
});

test('licences of one body and kind have numbers without a gap, and identifiers of their own', async () => {
  const made = await Promise.all([granted(2), granted(3), granted(4)]);
  const versions = await Promise.all(made.map(issuedVersion));
  expect(new Set(versions.map(({ identifier }) => identifier)).size).toBe(3);
  const all = await home.db.select().from(licences).where(eq(licences.itemId, 'publication-retail'));
  const sequences = all.map(({ number }) => Number(number.slice(-6))).toSorted((a, b) => a - b);
  expect(sequences).toEqual(sequences.map((_, index) => index + 1));
});
