import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { cases, drafts, files, items } from '../../../schema/db/tables/index.ts';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import { sampleAnswers, samplePdf } from '../../test-support/sample.ts';
import { upload } from '../../test-support/upload.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: ApiHome;
let shop: Visitor;
beforeAll(async () => {
  home = await openApi();
  shop = await home.as('bookshop');
});
afterAll(() => home.close());

const itemId = 'publication-retail';
const begun = async (visitor = shop) => {
  const answer = await visitor.post('/api/drafts', { itemId, organisationId: 'yuelu' });
  return routes.drafts.create.response.parse(answer.json());
};

async function complete(): Promise<{ id: string; revision: number }> {
  const { id } = await begun();
  const [item] = await home.db.select().from(items).where(eq(items.id, itemId));
  for (const { code } of item!.guide.materials) {
    const answer = await upload(shop, { target: `draft:${id}`, materialCode: code, filename: `${code}.pdf`, bytes: samplePdf(code) });
    expect(answer.statusCode, answer.body).toBe(200);
  }
  const saved = await shop.patch(`/api/drafts/${id}`, { revision: 1, answers: sampleAnswers(item!.form) });
  expect(saved.statusCode, saved.body).toBe(200);
  return { id, revision: 2 };
}

test('a draft keeps whatever is typed, and a save from an older page is refused with nothing lost', async () => {
  const { id } = await begun();
  const first = await shop.patch(`/api/drafts/${id}`, { revision: 1, answers: { shopName: '未写完', unknown: 1 } });
  expect(first.json()).toMatchObject({ revision: 2, answers: { shopName: '未写完', unknown: 1 } });
  const stale = await shop.patch(`/api/drafts/${id}`, { revision: 1, answers: { shopName: '另一台设备' } });
  expect(stale.statusCode).toBe(412);
  expect(stale.json()).toMatchObject({ code: 'stale-revision', params: { revision: 2 } });
  expect((await shop.get(`/api/drafts/${id}`)).json()).toMatchObject({ answers: { shopName: '未写完' } });
});

test('somebody else’s draft is not there, for reading, writing or submitting', async () => {
  const { id } = await begun();
  const other = await home.as('company');
  for (const answer of [
    await other.get(`/api/drafts/${id}`),
    await other.patch(`/api/drafts/${id}`, { revision: 1, answers: {} }),
    await other.remove(`/api/drafts/${id}`),
    await other.post(`/api/drafts/${id}/submit`, { revision: 1, declaration: true }),
  ]) {
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'not-found' });
  }
});

test('what is missing is named field by field, then material by material', async () => {
  const { id } = await begun();
  const fields = await shop.post(`/api/drafts/${id}/submit`, { revision: 1, declaration: true });
  expect(fields.statusCode).toBe(422);
  expect(fields.json()).toMatchObject({ code: 'invalid-fields' });
  expect(fields.json<{ errors: unknown[] }>().errors.length).toBeGreaterThan(2);
  const [item] = await home.db.select().from(items).where(eq(items.id, itemId));
  await shop.patch(`/api/drafts/${id}`, { revision: 1, answers: sampleAnswers(item!.form) });
  const materials = await shop.post(`/api/drafts/${id}/submit`, { revision: 2, declaration: true });
  expect(materials.json()).toMatchObject({ code: 'materials-missing' });
});

test('with Temporal away a submission is taken once, however often it is sent, and gives the same receipt', async () => {
  const { id, revision } = await complete();
  const key = 'the-one-intention';
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => shop.post(`/api/drafts/${id}/submit`, { revision, declaration: true }, key)),
  );
  const done = answers.filter((answer) => answer.statusCode === 200);
  expect(done.length).toBeGreaterThan(0);
  for (const answer of answers.filter((one) => one.statusCode !== 200))
    expect(answer.json()).toMatchObject({ code: 'idempotency-in-progress' });
  const receipt = routes.drafts.submit.response.parse(done[0]!.json());
  const again = await shop.post(`/api/drafts/${id}/submit`, { revision, declaration: true }, key);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.json()).toEqual(receipt);
  const [stored] = await home.db.select().from(cases).where(eq(cases.caseNumber, receipt.caseNumber));
  expect(stored).toMatchObject({ state: 'SUBMITTED', started: false, applicantId: 'bookshop' });
  const moved = await home.db.select().from(files).where(eq(files.caseNumber, receipt.caseNumber));
  expect(moved.length).toBeGreaterThan(0);

  const other = await shop.post(`/api/drafts/${id}/submit`, { revision, declaration: true });
  expect(other.json()).toMatchObject({ code: 'draft-submitted', params: { caseNumber: receipt.caseNumber } });
  const changed = await shop.post(`/api/drafts/${id}/submit`, { revision: 99, declaration: true }, key);
  expect(changed.json()).toMatchObject({ code: 'idempotency-mismatch' });
});

test('an expired draft is told as such, and what was typed is still in the database', async () => {
  const { id } = await begun();
  await home.db
    .update(drafts)
    .set({ expiresAt: new Date(0) })
    .where(eq(drafts.id, id));
  for (const answer of [
    await shop.get(`/api/drafts/${id}`),
    await shop.patch(`/api/drafts/${id}`, { revision: 1, answers: { shopName: 'x' } }),
    await shop.post(`/api/drafts/${id}/submit`, { revision: 1, declaration: true }),
  ]) {
    expect(answer.statusCode).toBe(410);
    expect(answer.json()).toMatchObject({ code: 'draft-expired' });
  }
});

test('a form or a process that changed meanwhile is told, and submitted only after the applicant has looked again', async () => {
  const { id, revision } = await complete();
  await home.db.update(drafts).set({ definitionVersion: 0 }).where(eq(drafts.id, id));
  expect((await shop.get(`/api/drafts/${id}`)).json()).toMatchObject({ changed: true });
  const refused = await shop.post(`/api/drafts/${id}/submit`, { revision, declaration: true });
  expect(refused.json()).toMatchObject({ code: 'definition-changed' });
  await home.db.update(drafts).set({ formVersion: 0 }).where(eq(drafts.id, id));
  expect((await shop.post(`/api/drafts/${id}/submit`, { revision, declaration: true })).json()).toMatchObject({ code: 'form-changed' });
  const draft = (await shop.get(`/api/drafts/${id}`)).json<{ answers: object }>();
  const accepted = await shop.patch(`/api/drafts/${id}`, { revision, answers: draft.answers, acceptChanges: true } as never);
  expect(accepted.json()).toMatchObject({ changed: false });
  const done = await shop.post(`/api/drafts/${id}/submit`, { revision: revision + 1, declaration: true });
  expect(done.statusCode).toBe(200);
});

test('a write without token, key or session is refused by its own code', async () => {
  const body = { itemId, organisationId: 'yuelu' };
  const bare = { ...shop.headers };
  delete (bare as Record<string, string>)['x-csrf-token'];
  const send = (headers: Record<string, string>) => home.app.inject({ method: 'POST', url: '/api/drafts', headers, payload: body });
  expect((await send({ 'idempotency-key': 'some-key-1' })).json()).toMatchObject({ code: 'not-signed-in' });
  expect((await send({ ...bare, 'idempotency-key': 'some-key-1' })).json()).toMatchObject({ code: 'csrf-failed' });
  expect((await send(shop.headers)).json()).toMatchObject({ code: 'bad-request', errors: [{ path: 'idempotency-key' }] });
  const staff = await home.as('yuelu-window');
  expect((await staff.post('/api/drafts', body)).json()).toMatchObject({ code: 'not-allowed' });
});
