import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import { samplePdf } from '../../test-support/sample.ts';
import { begin, fileOf, sendBytes, upload } from '../../test-support/upload.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: ApiHome;
let shop: Visitor;
let target: string;
let materialCode: string;
let verdict: 'clean' | 'infected' | 'notScanned' | 'away' = 'notScanned';

async function scan() {
  if (verdict === 'away') throw new Error('no answer');
  return verdict;
}

beforeAll(async () => {
  home = await openApi({}, { scanner: { scan } });
  shop = await home.as('bookshop');
  const draft = (await shop.post('/api/drafts', { itemId: 'publication-retail', organisationId: 'yuelu' })).json<{ id: string }>();
  target = `draft:${draft.id}`;
  const item = (await shop.get('/api/items/publication-retail')).json<{ guide: { materials: { code: string }[] } }>();
  materialCode = item.guide.materials[0]!.code;
});
afterAll(() => home.close());

const sent = (filename: string, bytes: Buffer) => ({ target, materialCode, filename, bytes });
const draftFiles = async () => (await shop.get(`/api/drafts/${target.slice(6)}`)).json<{ files: { id: string }[] }>().files;

test('a material goes up in pieces, goes on after a break, and comes back byte by byte', async () => {
  const bytes = samplePdf('x'.repeat(5000));
  const location = String((await begin(shop, sent('租赁合同.pdf', bytes))).headers.location);
  expect((await sendBytes(shop, location, bytes.subarray(0, 1000))).statusCode).toBe(204);
  const head = await shop.raw('HEAD', location, Buffer.alloc(0), { 'tus-resumable': '1.0.0' });
  expect(head.headers['upload-offset']).toBe('1000');
  const done = await sendBytes(shop, location, bytes.subarray(1000), 1000);
  const file = fileOf(done);
  expect(file).toMatchObject({ name: '租赁合同.pdf', type: 'application/pdf', size: bytes.length, scan: 'notScanned' });
  const whole = await shop.get(`/api/files/${file.id}`);
  expect(whole.rawPayload).toEqual(bytes);
  expect(whole.headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' });
  expect(whole.headers['content-disposition']).toMatch(/^inline; filename\*=UTF-8''%E7%A7%9F/);
  const part = await shop.get(`/api/files/${file.id}`, { range: 'bytes=0-7' });
  expect(part.statusCode).toBe(206);
  expect(part.body).toBe('%PDF-1.4');
  expect(part.headers['content-range']).toBe(`bytes 0-7/${bytes.length}`);
  expect((await shop.get(`/api/files/${file.id}`, { range: `bytes=${bytes.length}-` })).statusCode).toBe(416);
});

test('the same bytes sent again are the same material', async () => {
  const one = fileOf(await upload(shop, sent('a.pdf', samplePdf('same'))));
  const two = fileOf(await upload(shop, sent('a.pdf', samplePdf('same'))));
  expect(two.id).toBe(one.id);
});

test('a disguised file, a type not taken, an infected one and one too large each have their code, and leave nothing', async () => {
  const before = (await draftFiles()).length;
  const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
  expect((await upload(shop, sent('contract.pdf', exe))).json()).toMatchObject({ code: 'file-type-disguised', status: 415 });
  expect((await upload(shop, sent('contract.exe', exe))).json()).toMatchObject({ code: 'file-type-refused', status: 415 });
  expect((await upload(shop, sent('picture.png', samplePdf()))).json()).toMatchObject({ code: 'file-type-disguised' });
  verdict = 'infected';
  expect((await upload(shop, sent('a.pdf', samplePdf('virus')))).json()).toMatchObject({ code: 'file-infected' });
  verdict = 'away';
  expect((await upload(shop, sent('a.pdf', samplePdf('late')))).json()).toMatchObject({ code: 'scanner-unavailable', status: 503 });
  verdict = 'notScanned';
  const large = await begin(shop, { ...sent('a.pdf', samplePdf()), length: 50 * 1024 * 1024 + 1 });
  expect(large.json()).toMatchObject({ code: 'file-too-large', status: 413 });
  expect(await draftFiles()).toHaveLength(before);
  expect(await readdir(path.join(home.env.DATA_DIR, 'uploads'))).toEqual([]);
});

test('another person neither sees, continues nor adds to what is not theirs', async () => {
  const other = await home.as('company');
  const bytes = samplePdf('mine');
  const location = String((await begin(shop, sent('a.pdf', bytes))).headers.location);
  expect((await sendBytes(other, location, bytes)).json()).toMatchObject({ code: 'not-found' });
  expect((await upload(other, sent('b.pdf', bytes))).json()).toMatchObject({ code: 'not-found' });
  const file = fileOf(await sendBytes(shop, location, bytes));
  expect((await other.get(`/api/files/${file.id}`)).json()).toMatchObject({ code: 'not-found' });
  expect((await other.remove(`/api/files/${file.id}`)).json()).toMatchObject({ code: 'not-found' });
  expect((await home.anyone.get(`/api/files/${file.id}`)).json()).toMatchObject({ code: 'not-signed-in' });
});

test('a material that was taken back is gone', async () => {
  const file = fileOf(await upload(shop, sent('a.pdf', samplePdf('back'))));
  expect((await shop.remove(`/api/files/${file.id}`)).statusCode).toBe(200);
  expect((await shop.get(`/api/files/${file.id}`)).statusCode).toBe(404);
});

test('an upload needs the page’s token', async () => {
  const answer = await home.app.inject({ method: 'POST', url: '/api/uploads', headers: { cookie: shop.headers.cookie! } });
  expect(answer.json()).toMatchObject({ code: 'csrf-failed' });
});
