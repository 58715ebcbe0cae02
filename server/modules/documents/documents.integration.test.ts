import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { documents } from '../../../schema/db/tables/index.ts';
import { documentKindIds } from '../../../schema/documents/kind-ids.ts';
import { loadTemplates } from '../../../schema/documents/load-templates.ts';
import type { Template } from '../../../schema/documents/template.ts';
import { cleanUp } from '../../housekeeping.ts';
import { decide, openCaseHome, submit, until } from '../../test-support/case-home.ts';
import type { Submitted } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
let shop: Visitor;
let window: Visitor;
let designer: Visitor;
let submitted: Submitted;
beforeAll(async () => {
  home = await openCaseHome();
  [shop, window, designer] = (await Promise.all(['bookshop', 'yuelu-window', 'designer'].map((login) => home.as(login)))) as [
    Visitor,
    Visitor,
    Visitor,
  ];
  submitted = await submit(home, shop, 'publication-retail', 'yuelu');
  await decide(window, submitted.caseNumber, 'refuse', { opinion: '不属本机关职权范围', agency: '长沙市文化旅游广电局（示例）' });
});
afterAll(() => home?.close());

const listOf = async (visitor: Visitor) =>
  routes.documents.ofCase.response.parse((await visitor.get(`/api/cases/${submitted.caseNumber}/documents`)).json());
const issuedOf = (visitor: Visitor) =>
  until(
    () => listOf(visitor),
    (all) => all.length === 2 && all.every((one) => one.state === 'issued'),
  );
const denial = loadTemplates().find(({ kind }) => kind === 'refusalNotice')!;
const at = '/api/document-templates/refusalNotice';

test('an applicant reads their papers and takes them away, whole or in part; others find nothing', async () => {
  const all = await issuedOf(shop);
  expect(all.map(({ kind }) => kind)).toEqual(['receipt', 'refusalNotice']);
  const notice = all[1]!;
  expect(notice).toMatchObject({ number: expect.stringMatching(/^湘岳文广不受字〔\d{4}〕第000001号$/) as string, failure: null });
  const address = `/api/documents/${notice.id}/content`;
  const whole = await shop.get(address);
  expect(whole.statusCode).toBe(200);
  expect(whole.headers).toMatchObject({
    'content-type': 'application/pdf',
    etag: `"${notice.file!.sha256}"`,
    'content-length': String(notice.file!.size),
  });
  expect(whole.headers['content-disposition']).toContain(encodeURIComponent(notice.number));
  expect(whole.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  const part = await shop.get(address, { range: 'bytes=0-4' });
  expect([part.statusCode, part.body]).toEqual([206, '%PDF-']);
  expect((await shop.get(address, { 'if-none-match': `"${notice.file!.sha256}"` })).statusCode).toBe(304);
  expect((await window.get(address)).statusCode).toBe(200);
  for (const who of ['company', 'xihu-window', 'designer', 'audit-admin']) {
    const answer = await (await home.as(who)).get(address);
    expect([who, answer.statusCode]).toEqual([who, 404]);
  }
  expect((await home.anyone.get(address)).statusCode).toBe(401);
});

test('who has the query code learns that papers exist, and nothing of what they say', async () => {
  const { caseNumber, queryCode } = submitted;
  const answer = routes.cases.track.response.parse((await home.anyone.post('/api/track', { caseNumber, queryCode })).json());
  expect(answer.documents.map(({ kind }) => kind)).toEqual(['receipt', 'refusalNotice']);
  const numbers = (await listOf(shop)).map(({ number }) => number);
  for (const number of numbers) expect(JSON.stringify(answer)).not.toContain(number);
  // Which of two papers is issued first is the press's affair.
  const issued = answer.case.timeline.filter(({ type }) => type === 'document.issued').map(({ params }) => params.kind);
  expect(new Set(issued)).toEqual(new Set(['receipt', 'refusalNotice']));
  expect(issued).toHaveLength(2);
});

test('an issued paper is not made again; one that is not issued is tried at once, under its number', async () => {
  const supervisor = await home.as('yuelu-supervisor');
  const [receipt] = await issuedOf(shop);
  const again = await supervisor.post(`/api/documents/${receipt!.id}/retry`);
  expect(again.json()).toMatchObject({ code: 'document-issued', status: 409 });
  const [row] = await home.db.select().from(documents).where(eq(documents.id, receipt!.id));
  const waiting = {
    ...row!,
    id: `${row!.caseNumber}.9.0`,
    number: '试字〔2026〕第000009号',
    sequence: 9,
    state: 'failed' as const,
    sha256: null,
    failureCode: 'document-disk-full',
  };
  await home.db.insert(documents).values({ ...waiting, retryAt: new Date(Date.now() + 3_600_000) });
  const shown = async (visitor: Visitor) => (await listOf(visitor)).find(({ id }) => id === waiting.id);
  expect(await shown(shop)).toMatchObject({ state: 'pending', failure: null, file: null });
  expect(await shown(supervisor)).toMatchObject({ state: 'failed', failure: { code: 'document-disk-full' } });
  expect((await shop.get(`/api/documents/${waiting.id}/content`)).json()).toMatchObject({ code: 'document-not-issued' });
  expect((await supervisor.post(`/api/documents/${waiting.id}/retry`)).statusCode).toBe(200);
  await until(
    () => shown(shop),
    (one) => one?.state === 'issued',
  );
  expect(await shown(shop)).toMatchObject({ number: waiting.number });
});

test('bytes of a document are no left-overs, however old', async () => {
  const all = await listOf(shop);
  const later = new Date(Date.now() + 400 * 24 * 3_600_000);
  await cleanUp({ ...home.services, now: () => later }, async () => undefined);
  shop = await home.as('bookshop');
  designer = await home.as('designer');
  expect((await shop.get(`/api/documents/${all[0]!.id}/content`)).statusCode).toBe(200);
});

const withText = (text: string): Template => ({ ...denial, blocks: [...denial.blocks, { type: 'paragraph', text }] });

test('a template with an unknown field is refused when it is saved, by field and place', async () => {
  const answer = await designer.put(`${at}/draft`, { content: withText('{nobody}'), revision: 0 });
  expect(answer.json()).toMatchObject({
    code: 'template-refused',
    errors: [{ path: `blocks[${denial.blocks.length}].text`, code: 'unknown-field', message: expect.stringContaining('nobody') as string }],
  });
  const silent = { ...denial, blocks: denial.blocks.filter((block) => block.type !== 'paragraph') };
  const refused = (await designer.put(`${at}/draft`, { content: silent, revision: 0 })).json<{ errors: { code: string }[] }>();
  expect(refused.errors.map(({ code }) => code)).toContain('must-state');
});

test('a template is saved, previewed by the worker, and published; papers numbered before keep theirs', async () => {
  const saved = await designer.put(`${at}/draft`, { content: withText('特此通知。'), revision: 0 });
  expect(saved.json()).toMatchObject({ revision: 1, base: 1 });
  expect((await designer.put(`${at}/draft`, { content: denial, revision: 0 })).json()).toMatchObject({ code: 'template-draft-stale' });

  const asked = await designer.post(`${at}/preview`, { content: withText('预览可见的一句话。') });
  const { previewId } = routes.documents.preview.response.parse(asked.json());
  const drawn = routes.documents.previewResult.response.parse((await designer.get(`/api/document-previews/${previewId}`)).json());
  expect(drawn).toMatchObject({ state: 'drawn', failure: null });
  expect(drawn.svg).toContain('<svg');
  const pdf = await designer.get(`/api/document-previews/${previewId}/content`);
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  const other = await home.as('hunan-supervisor');
  expect((await other.get(`/api/document-previews/${previewId}/content`)).statusCode).toBe(403);

  const bad = await designer.post(`${at}/preview`, { content: withText('没有字形：\u{2A6D6}') });
  const { previewId: badId } = routes.documents.preview.response.parse(bad.json());
  const failed = routes.documents.previewResult.response.parse((await designer.get(`/api/document-previews/${badId}`)).json());
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'document-character' } });

  const published = await designer.post(`${at}/publish`, { revision: 1, note: '加一句', effectiveAt: null });
  expect(published.json()).toMatchObject({ version: 2, inForce: true });
  const next = await submit(home, shop, 'publication-retail', 'yuelu');
  await decide(await home.as('yuelu-window'), next.caseNumber, 'refuse', { opinion: '不属本机关职权范围', agency: null });
  const of = (caseNumber: string) => home.db.select().from(documents).where(eq(documents.caseNumber, caseNumber));
  const template = async (caseNumber: string) => (await of(caseNumber)).find(({ kind }) => kind === 'refusalNotice')!.templateId;
  expect(await template(submitted.caseNumber)).toBe('refusalNotice..1');
  expect(await template(next.caseNumber)).toBe('refusalNotice..2');
});

test('an item may have a template of its own', async () => {
  const draft = (await designer.get(`${at}/draft?itemId=publication-wholesale`)).json<{ base: number; content: Template }>();
  expect(draft.base).toBe(0);
  await designer.put(`${at}/draft?itemId=publication-wholesale`, { content: draft.content, revision: 0 });
  await designer.post(`${at}/publish?itemId=publication-wholesale`, { revision: 1, note: '批发', effectiveAt: null });
  const list = routes.documents.templates.response.parse((await designer.get('/api/document-templates')).json());
  expect(list.map(({ kind }) => kind).toSorted()).toEqual([...documentKindIds].toSorted());
  expect(list.find(({ kind }) => kind === 'refusalNotice')).toMatchObject({ ownItems: [{ itemId: 'publication-wholesale', version: 1 }] });
  expect((await designer.get(`${at}/draft?itemId=nothing`)).statusCode).toBe(404);
});
