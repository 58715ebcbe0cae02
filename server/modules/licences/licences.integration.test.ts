import { createHash } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { compactVerify, createLocalJWKSet } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import type { LicenceView } from '../../../schema/contracts/licences.ts';
import { firstBreak } from '../../../schema/db/ledger.ts';
import { audit, cases, incidents, items, ledger, licenceChecks, licences } from '../../../schema/db/tables/index.ts';
import { decide, openCaseHome, openTask, submit, until } from '../../test-support/case-home.ts';
import { sampleAnswers, samplePdf } from '../../test-support/sample.ts';
import { upload } from '../../test-support/upload.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
let shop: Visitor;
let other: Visitor;
let window: Visitor;
let reviewer: Visitor;
let decider: Visitor;
beforeAll(async () => {
  home = await openCaseHome();
  [shop, other, window, reviewer, decider] = (await Promise.all(
    ['bookshop', 'company', 'yuelu-window', 'yuelu-reviewer', 'yuelu-decider'].map((id) => home.as(id)),
  )) as [Visitor, Visitor, Visitor, Visitor, Visitor];
});
afterAll(() => home?.close());

const said = { opinion: '同意' };

/** Takes an application of the retail kind through to its licence. */
async function grant(caseNumber: string): Promise<void> {
  await decide(window, caseNumber, 'accept');
  await decide(reviewer, caseNumber, 'pass', said);
  await decide(decider, caseNumber, 'grant', said);
}

const read = async (visitor: Visitor, number: string): Promise<LicenceView> =>
  routes.licences.get.response.parse((await visitor.get(`/api/licences/${number}`)).json());

/** A licence whose paper is there. */
async function licensed(): Promise<LicenceView> {
  const { caseNumber } = await submit(home, shop, 'publication-retail', 'yuelu');
  await grant(caseNumber);
  const [row] = await home.db.select().from(licences).where(eq(licences.caseNumber, caseNumber));
  return issued(row!.number);
}

const issued = (number: string): Promise<LicenceView> =>
  until(
    () => read(shop, number),
    ({ versions }) => versions[0]!.document !== null,
  );
const codeIn = ({ verifyUrl }: LicenceView): string => verifyUrl!.slice(verifyUrl!.indexOf('/v/') + 3);
const check = async (body: Record<string, unknown>) =>
  routes.licenceChecks.check.response.parse((await home.anyone.post('/api/licence-checks', body)).json());

/** Fills in what is missing of a draft about a licence, and hands it in. */
async function handIn(draft: { id: string; itemId: string; revision: number; answers: Record<string, unknown> }): Promise<string> {
  const [item] = await home.db.select().from(items).where(eq(items.id, draft.itemId));
  for (const { code } of item!.guide.materials)
    await upload(shop, { target: `draft:${draft.id}`, materialCode: code, filename: `${code}.pdf`, bytes: samplePdf(code) });
  const answers = { ...sampleAnswers(item!.form), ...draft.answers };
  await shop.patch(`/api/drafts/${draft.id}`, { revision: draft.revision, answers });
  const answer = await shop.post(`/api/drafts/${draft.id}/submit`, { revision: draft.revision + 1, declaration: true });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ caseNumber: string }>().caseNumber;
}

test('a licence is in its holder’s wallet, verifies by code and by name, and every verification is noted without who asked', async () => {
  const licence = await licensed();
  const mine = routes.licences.mine.response.parse((await shop.get('/api/licences/mine')).json());
  expect(mine.rows.map(({ number }) => number)).toContain(licence.number);
  expect((await other.get('/api/licences/mine')).json()).toMatchObject({ rows: [] });
  expect((await other.get(`/api/licences/${licence.number}`)).statusCode).toBe(404);

  // The published key verifies the code with a library that did not sign it.
  const jwks = (await home.anyone.get('/.well-known/licence-keys.json')).json<JSONWebKeySet>();
  const { payload } = await compactVerify(codeIn(licence), createLocalJWKSet(jwks));
  expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ h: licence.holderName });
  expect(JSON.stringify(jwks)).not.toMatch(/"d":/);

  const valid = await check({ code: codeIn(licence) });
  expect(valid).toMatchObject({ outcome: 'valid', licence: { identifier: licence.identifier, version: 1, latestVersion: 1 } });
  const { identifier, holderName } = licence;
  expect(
    await check({ identifier: identifier.toLowerCase().replace('1.2.156.3005.2.', ' '), holderName: ` ${holderName} ` }),
  ).toMatchObject({
    outcome: 'valid',
  });
  expect(await check({ identifier, holderName: '别的书店' })).toEqual({
    outcome: 'notFound',
    licence: null,
    checkedAt: expect.any(String) as string,
  });
  const [head, body, signature] = codeIn(licence).split('.');
  const forged = Buffer.from(body!, 'base64url').toString().replace(holderName, '伪造书店');
  expect(await check({ code: `${head}.${Buffer.from(forged).toString('base64url')}.${signature}` })).toMatchObject({
    outcome: 'notGenuine',
  });
  expect(await check({ code: 'anything' })).toMatchObject({ outcome: 'notGenuine', licence: null });

  const noted = await home.db.select().from(licenceChecks).orderBy(licenceChecks.id);
  expect(noted.map(({ means, outcome, number }) => [means, outcome, number])).toEqual([
    ['code', 'valid', licence.number],
    ['typed', 'valid', licence.number],
    ['typed', 'notFound', null],
    ['code', 'notGenuine', null],
    ['code', 'notGenuine', null],
  ]);
  expect(await home.db.select().from(audit).where(eq(audit.object, '/api/licence-checks'))).toEqual([]);

  const { document } = licence.versions[0]!;
  const bytes = (await shop.get(`/api/documents/${encodeURIComponent(document!.id)}/content`)).rawPayload;
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(document!.sha256);
});

test('a change is a case of its own, filled in from the licence: the licence gets version 2, and the old code says so', async () => {
  const before = await licensed();
  const change = { itemId: 'publication-licence-change' };
  const draft = routes.licences.apply.response.parse((await shop.post(`/api/licences/${before.number}/drafts`, change)).json());
  expect(draft).toMatchObject({ subjectLicence: before.number, answers: { licenceNumber: before.number, unitName: '示例内容' } });
  // Asked for again, it is the same draft.
  expect((await shop.post(`/api/licences/${before.number}/drafts`, change)).json()).toMatchObject({ id: draft.id });
  expect((await other.post(`/api/licences/${before.number}/drafts`, change)).statusCode).toBe(404);

  const caseNumber = await handIn({ ...draft, answers: { ...draft.answers, unitName: '新名书店' } });
  expect(await read(shop, before.number)).toMatchObject({
    openCase: caseNumber,
    offers: expect.arrayContaining([expect.objectContaining({ effect: 'change', reason: 'caseOpen' })]) as unknown,
  });
  const twice = await shop.post(`/api/licences/${before.number}/drafts`, { itemId: 'publication-licence-cancellation' });
  expect(twice.json()).toMatchObject({ code: 'licence-in-case', params: { caseNumber } });

  await grant(caseNumber);
  const after = await issued(before.number);
  expect(after).toMatchObject({ version: 2, state: 'valid', validTo: before.validTo, openCase: null });
  expect(after.identifier).toMatch(/\.002\.[0-9A-Z]$/);
  expect(after.versions.map(({ cause }) => cause)).toEqual(['change', 'issue']);
  expect(after.versions[0]!.data.details).toContainEqual(expect.objectContaining({ value: '新名书店' }));
  expect(await check({ code: codeIn(before) })).toMatchObject({ outcome: 'changed', licence: { version: 1, latestVersion: 2 } });
  expect(await check({ code: codeIn(after) })).toMatchObject({ outcome: 'valid' });
});

test('a renewal goes on where the term ends; giving it up ends it, and nothing can be begun any more', async () => {
  const before = await licensed();
  const renewal = await shop.post(`/api/licences/${before.number}/drafts`, { itemId: 'publication-licence-renewal' });
  await grant(await handIn(renewal.json()));
  const after = await issued(before.number);
  const years = (day: string | null): number => Number(day!.slice(0, 4));
  expect(years(after.validTo)).toBe(years(before.validTo) + 6);
  expect(after.validTo!.slice(4)).toBe(before.validTo!.slice(4));

  const draft = await shop.post(`/api/licences/${before.number}/drafts`, { itemId: 'publication-licence-cancellation' });
  const caseNumber = await handIn(draft.json());
  await grant(caseNumber);
  expect(await check({ code: codeIn(after) })).toMatchObject({ outcome: 'cancelled', licence: { endedAt: expect.any(String) as string } });
  expect(await check({ code: codeIn(before) })).toMatchObject({ outcome: 'cancelled' });
  const refused = await shop.post(`/api/licences/${before.number}/drafts`, { itemId: 'publication-licence-change' });
  expect(refused.json()).toMatchObject({ code: 'licence-not-valid', params: { state: 'cancelled' } });
  const papers = (await shop.get(`/api/cases/${caseNumber}/documents`)).json<{ kind: string }[]>();
  expect(papers.map(({ kind }) => kind)).toEqual(['receipt', 'acceptanceNotice', 'cancellationDecision']);
});

test('a revocation is begun ex officio with a reason, decided like any case, and reaches the register in the same step', async () => {
  const licence = await licensed();
  const body = { itemId: 'licence-revocation', reason: '以欺骗手段取得许可' };
  expect((await shop.post(`/api/licences/${licence.number}/cases`, body)).statusCode).toBe(403);
  expect((await window.post(`/api/licences/${licence.number}/cases`, body)).json()).toMatchObject({ code: 'not-allowed' });
  const begun = await reviewer.post(`/api/licences/${licence.number}/cases`, body);
  expect(begun.statusCode, begun.body).toBe(200);
  const { caseNumber } = begun.json<{ caseNumber: string }>();
  expect((await shop.get(`/api/cases/${caseNumber}`)).json()).toMatchObject({ relation: 'own', applicantName: licence.holderName });
  await decide(reviewer, caseNumber, 'propose', { opinion: '材料系伪造' });
  expect(await check({ code: codeIn(licence) })).toMatchObject({ outcome: 'valid' });
  const done = await decide(decider, caseNumber, 'revoke', { opinion: '材料系伪造，予以撤销' });
  expect(done).toMatchObject({ licenceNumber: licence.number });
  expect(await check({ code: codeIn(licence) })).toMatchObject({ outcome: 'revoked' });
  await decide(window, caseNumber, 'delivered');
  const [row] = await home.db.select().from(cases).where(eq(cases.caseNumber, caseNumber));
  expect(row).toMatchObject({ state: 'DELIVERED', subjectLicence: licence.number, licenceNumber: licence.number });
  const papers = (await shop.get(`/api/cases/${caseNumber}/documents`)).json<{ kind: string; number: string }[]>();
  expect(papers.map(({ kind }) => kind)).toEqual(['revocationDecision', 'deliveryReceipt']);
  expect(await home.db.select().from(incidents).where(eq(incidents.caseNumber, caseNumber))).toEqual([]);

  const entries = await home.db.select().from(ledger).where(eq(ledger.caseNumber, licence.number)).orderBy(ledger.seq);
  expect(entries.map(({ type }) => type)).toEqual(['licence.issued', 'licence.caseBegun', 'licence.revoked']);
  expect(firstBreak(entries)).toBeNull();
  const view = await read(shop, licence.number);
  expect(view.history.map(({ actor }) => actor).filter(Boolean)).toEqual([]);
});

test('a licence serves as a material of another application, at trust level A; one that has ended is refused with the reason', async () => {
  const licence = await licensed();
  const draft = (await shop.post('/api/drafts', { itemId: 'publication-retail', organisationId: 'yuelu' })).json<{ id: string }>();
  const use = (visitor: Visitor, number: string) =>
    visitor.post(`/api/drafts/${draft.id}/licence-materials`, { materialCode: 'business-licence', number });
  const used = routes.licences.reuse.response.parse((await use(shop, licence.number)).json());
  expect(used.files).toMatchObject([
    { materialCode: 'business-licence', trust: 'A', licenceIdentifier: licence.identifier, type: 'application/pdf' },
  ]);
  expect((await shop.get(`/api/files/${used.files[0]!.id}`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await use(shop, licence.number)).json<{ files: unknown[] }>().files).toHaveLength(1);
  expect((await use(other, licence.number)).statusCode).toBe(404);

  await home.db.update(licences).set({ state: 'withdrawn' }).where(eq(licences.number, licence.number));
  expect((await use(shop, licence.number)).json()).toMatchObject({ code: 'licence-not-valid', params: { state: 'withdrawn' } });
});

test('a reprint says which it is, keeps who and why, and carries the same code', async () => {
  const licence = await licensed();
  expect((await reviewer.post(`/api/licences/${licence.number}/reprints`, { reason: 'x' })).json()).toMatchObject({ code: 'not-allowed' });
  const answer = await window.post(`/api/licences/${licence.number}/reprints`, { reason: '原件遗失' });
  expect(answer.json()).toMatchObject({ reprints: 1, verifyUrl: licence.verifyUrl });
  const history = (await read(window, licence.number)).history;
  expect(history[0]).toMatchObject({
    type: 'licence.reprinted',
    actor: expect.any(String) as string,
    params: { reprint: 1, reason: '原件遗失' },
  });
  const papers = await until(
    async () =>
      (await shop.get(`/api/cases/${licence.versions[0]!.caseNumber}/documents`)).json<{ kind: string; state: string; id: string }[]>(),
    (all) => all.filter(({ kind, state }) => kind === 'licence' && state === 'issued').length === 2,
  );
  expect(papers.at(-1)!.id).toMatch(/\.reprint\.1$/);
});

test('many licences are handed out at once; a task that can’t be is refused alone', async () => {
  const numbers = await Promise.all(
    [1, 2, 3].map(async () => {
      const { caseNumber } = await submit(home, shop, 'publication-retail', 'yuelu');
      await grant(caseNumber);
      return caseNumber;
    }),
  );
  const early = (await submit(home, shop, 'publication-retail', 'yuelu')).caseNumber;
  const open = await Promise.all([...numbers, early].map((number) => openTask(window, number)));
  const taskIds = open.map(({ id }) => id);
  const answer = await window.post('/api/tasks/issues', { taskIds: [...taskIds, 'none'] }, 'many-at-once');
  const { results } = routes.tasks.issueMany.response.parse(answer.json());
  expect(results.map(({ caseNumber, refusal }) => caseNumber ?? refusal)).toEqual([...numbers, 'decision-unknown', 'not-found']);
  const rows = await home.db.select({ state: cases.state }).from(cases).where(inArray(cases.caseNumber, numbers));
  expect(rows.map(({ state }) => state)).toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED']);
  const [waiting] = await home.db.select().from(cases).where(eq(cases.caseNumber, early));
  expect(waiting).toMatchObject({ state: 'SUBMITTED' });
});

test('the register is searched by holder, number and state, as far as one’s organisation goes', async () => {
  const licence = await licensed();
  const search = async (visitor: Visitor, query: string) =>
    routes.licences.search.response.parse((await visitor.get(`/api/licences?${query}`)).json()).rows.map(({ number }) => number);
  expect(await search(window, `query=${encodeURIComponent(licence.holderName)}&limit=100`)).toContain(licence.number);
  expect(await search(window, `query=${licence.number}`)).toEqual([licence.number]);
  expect(await search(window, `query=${licence.identifier}&state=valid`)).toEqual([licence.number]);
  expect(await search(window, `query=${licence.number}&state=revoked`)).toEqual([]);
  expect(await search(await home.as('xihu-window'), `query=${licence.number}`)).toEqual([]);
  expect(await search(await home.as('hunan-supervisor'), `query=${licence.number}`)).toEqual([licence.number]);
  const first = routes.licences.search.response.parse((await window.get('/api/licences?limit=2')).json());
  const second = await window.get(`/api/licences?limit=2&cursor=${first.next}`);
  const numbers = [...first.rows, ...routes.licences.search.response.parse(second.json()).rows].map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('verification is limited by address, with the time to wait', async () => {
  const answers = await Promise.all(Array.from({ length: 61 }, () => home.anyone.post('/api/licence-checks', { code: 'anything' })));
  const refused = answers.find(({ statusCode }) => statusCode === 429);
  expect(refused!.json()).toMatchObject({ code: 'too-many-requests', params: { seconds: expect.any(Number) as number } });
});

test('a code is read by its own page only: a body that is neither a code nor a name is refused', async () => {
  const answer = await home.app.inject({
    method: 'POST',
    url: '/api/licence-checks',
    payload: { identifier: 'x' },
    remoteAddress: '192.0.2.9',
  });
  expect(answer.statusCode).toBe(400);
});
