import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadItems } from '../../schema/catalog/load.ts';
import { documentKindIds } from '../../schema/documents/kind-ids.ts';
import type { DocumentKindId } from '../../schema/documents/kind-ids.ts';
import { kindOf } from '../../schema/documents/kinds.ts';
import { loadTemplates } from '../../schema/documents/load-templates.ts';
import { openDemoSigner } from '../signing/demo-authority.ts';
import { fieldsFor } from '../test-support/sample-paper.ts';
import { checkPdfs, joined } from '../test-support/check-pdf.ts';
import type { CheckedPdf } from '../test-support/check-pdf.ts';
import { printableOf } from './issue-document.ts';
import { signPdf } from './pdf/sign-pdf.ts';
import { openDrawingPool } from './render/pool.ts';
import type { DrawingPool } from './render/pool.ts';

const agency = '长沙市岳麓区文化旅游广电局（示例）';
const templates = new Map(loadTemplates().map((one) => [one.kind, one]));
const items = loadItems().map(({ guide }) => guide);

let folder: string;
let pool: DrawingPool;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'approval-papers-'));
  pool = openDrawingPool(2);
});
afterAll(async () => {
  await pool?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What people must be able to find in a paper: the texts that the law wants told, its number and its item. */
const expectedIn = (kind: DocumentKindId, fields: Record<string, unknown>): string[] =>
  [
    'agency',
    'number',
    'caseNumber',
    ...(kind.startsWith('hearing') || kind.endsWith('Decision') ? [] : ['itemName']),
    ...kindOf(kind).mustState,
  ]
    .map((name) => fields[name])
    .filter((value): value is string => typeof value === 'string' && !/^\d{4}-\d\d-\d\d/.test(value));

test('every kind of paper for every item: drawn, tagged, signed, and its text found by a reader that is not ours', async () => {
  const signer = openDemoSigner(path.join(folder, 'signing'), async () => agency);
  const wanted = documentKindIds.flatMap((kind) => items.map((guide) => ({ kind, guide, fields: fieldsFor(kind, guide, agency) })));
  const files = await fourAtOnce(wanted, async ({ kind, guide, fields }) => {
    const printable = printableOf(templates.get(kind)!, fields, 'http://localhost:3000', new Date('2026-11-27T10:00:00+08:00'));
    const { pdf } = await pool.document(printable, { name: agency, reason: 'x', at: new Date() });
    const file = path.join(folder, `${kind}-${guide.id}.pdf`);
    await writeFile(file, await signPdf(pdf, signer, 'yuelu'));
    return file;
  });
  expect(files).toHaveLength(documentKindIds.length * items.length);
  const checked = await checkPdfs(path.join(folder, 'signing', 'authority.pem'), files);
  checked.forEach((paper, index) => {
    const { kind, guide, fields } = wanted[index]!;
    const text = joined(paper.text);
    for (const words of expectedIn(kind, fields)) expect(text, `${kind} of ${guide.id}`).toContain(joined(words));
    expectSound(paper);
  });
}, 300_000);

/** As the product does it; the results in order. */
async function fourAtOnce<T, R>(all: T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = all.entries();
  const next = async () => {
    for (const [index, one] of queue) results[index] = await work(one);
  };
  await Promise.all([next(), next(), next(), next()]);
  return results;
}

/** What holds for every paper of ours, by tools that are none of ours. */
function expectSound({ structure, signatures }: CheckedPdf): void {
  expect(structure).toMatchObject({ marked: true, language: 'zh-CN', displaysTitle: true, uaPart: '1', parentsKnown: true });
  expect(structure.elements.filter((one) => one === 'H1')).toHaveLength(1);
  expect(structure.elements.at(-1)).toBe('Form');
  expect(signatures).toEqual([
    {
      intact: true,
      valid: true,
      trusted: true,
      coverage: 'ENTIRE_FILE',
      subFilter: '/ETSI.CAdES.detached',
      signer: `${agency} 电子印章`,
      attributes: ['content_type', 'message_digest', 'signing_certificate_v2'],
    },
  ]);
}

test('a change of one signed byte is seen', async () => {
  const signer = openDemoSigner(path.join(folder, 'signing'), async () => agency);
  const printable = printableOf(templates.get('receipt')!, fieldsFor('receipt', items[0]!, agency), 'http://localhost:3000', new Date());
  const { pdf } = await pool.document(printable, { name: agency, reason: 'x', at: new Date() });
  const signed = Buffer.from(await signPdf(pdf, signer, 'yuelu'));
  const at = signed.indexOf('/Title');
  signed[at + 12]! ^= 1;
  const file = path.join(folder, 'changed.pdf');
  await writeFile(file, signed);
  const [paper] = await checkPdfs(path.join(folder, 'signing', 'authority.pem'), [file]);
  expect(paper!.signatures[0]).toMatchObject({ intact: false });
});

test('what was typed is set as text, whatever it says', async () => {
  const evil = '#panic() $x$ *b* _i_ `c` [a] <b> @c \\ "q" // /* {agency} #read("/etc/passwd") = 标题';
  const fields = { ...fieldsFor('denialDecision', items[0]!, agency), reasons: evil, addressee: '#eval("1+1")' };
  const printable = printableOf(templates.get('denialDecision')!, fields, 'http://localhost:3000', new Date());
  const { pdf } = await pool.document(printable, { name: agency, reason: 'x', at: new Date() });
  const file = path.join(folder, 'evil.pdf');
  const signer = openDemoSigner(path.join(folder, 'signing'), async () => agency);
  await writeFile(file, await signPdf(pdf, signer, 'yuelu'));
  const [paper] = await checkPdfs(path.join(folder, 'signing', 'authority.pem'), [file]);
  const text = joined(paper!.text);
  expect(text).toContain(joined(evil));
  expect(text).toContain('#eval("1+1")');
});

test('a character that no font has is told by name, and does not become a box', async () => {
  const fields = { ...fieldsFor('denialDecision', items[0]!, agency), addressee: '\u{2A6D6}书店' };
  const printable = printableOf(templates.get('denialDecision')!, fields, 'http://localhost:3000', new Date());
  await expect(pool.document(printable, { name: agency, reason: 'x', at: new Date() })).rejects.toMatchObject({
    code: 'document-character',
    message: expect.stringContaining('\u{2A6D6}') as string,
  });
});
