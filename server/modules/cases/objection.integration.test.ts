import { and, eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseView } from '../../../schema/contracts/cases.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { firstBreak } from '../../../schema/db/ledger.ts';
import { cases, documents, ledger, licences, services } from '../../../schema/db/tables/index.ts';
import { decide, openCaseHome, openTask, submit, until } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
let company: Visitor;
let window: Visitor;
let reviewers: [Visitor, Visitor];
let deciders: [Visitor, Visitor];
beforeAll(async () => {
  home = await openCaseHome();
  const as = (ids: string[]) => Promise.all(ids.map((id) => home.as(id)));
  [company, window] = (await as(['company', 'hunan-window'])) as [Visitor, Visitor];
  reviewers = (await as(['hunan-reviewer', 'hunan-reviewer2'])) as [Visitor, Visitor];
  deciders = (await as(['hunan-decider', 'hunan-decider2'])) as [Visitor, Visitor];
});
afterAll(() => home?.close());

const because = { opinion: '内容不符合规定' };
const viewed = async (caseNumber: string, by = company): Promise<CaseView> =>
  routes.cases.get.response.parse((await by.get(`/api/cases/${caseNumber}`)).json());
const object = (caseNumber: string, by = company, reason = '影片已经按意见修改') =>
  by.post(`/api/cases/${caseNumber}/objection`, { reason });
const typesIn = async (caseNumber: string) => {
  const entries = await home.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq);
  expect(firstBreak(entries)).toBeNull();
  return entries.map(({ type }) => type);
};

/** A denied application, not served yet. */
async function denied(itemId: string): Promise<string> {
  const { caseNumber } = await submit(home, company, itemId, 'hunan');
  await decide(window, caseNumber, 'accept');
  await decide(reviewers[0], caseNumber, 'fail', because);
  await decide(deciders[0], caseNumber, 'deny', because);
  return caseNumber;
}

/** The applicant confirms that the denial has been received. */
async function serve(caseNumber: string): Promise<void> {
  const [paper] = await until(
    () =>
      home.db
        .select()
        .from(documents)
        .where(and(eq(documents.caseNumber, caseNumber), eq(documents.kind, 'denialDecision'), eq(documents.state, 'issued'))),
    (found) => found.length > 0,
  );
  const answer = await company.post(`/api/documents/${paper!.id}/receipt`);
  expect(answer.statusCode, answer.body).toBe(200);
}

test('a denial that was served is reviewed again, once, by other people, and revoked: the licence is what was applied for', async () => {
  const first = await denied('film-public-screening');
  expect((await viewed(first)).objection).toMatchObject({ state: 'notServed', until: null });
  expect((await object(first)).json()).toMatchObject({ code: 'objection-not-served' });
  await serve(first);
  const { objection } = await viewed(first);
  expect(objection).toMatchObject({ state: 'open', caseNumber: null });
  expect(Date.parse(objection!.until!) - Date.now()).toBeGreaterThan(29 * 86_400_000);
  // It is the applicant's alone, and staff are not offered it.
  expect((await object(first, await home.as('bookshop'))).json()).toMatchObject({ code: 'case-not-found' });
  expect((await object(first, reviewers[0])).json()).toMatchObject({ code: 'not-allowed' });
  expect((await viewed(first, reviewers[0])).objection).toBeNull();

  const raced = await Promise.all([object(first), object(first)]);
  expect(raced.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const { caseNumber } = raced.find(({ statusCode }) => statusCode === 200)!.json<{ caseNumber: string }>();
  expect((await object(first)).json()).toMatchObject({ code: 'objection-begun' });
  expect((await viewed(first)).objection).toMatchObject({ state: 'begun', caseNumber });

  const review = await until(
    () => viewed(caseNumber),
    ({ state }) => state === 'REVIEW',
  );
  expect(review).toMatchObject({ itemId: 'film-re-review', subjectCase: first, answers: { reason: '影片已经按意见修改' } });
  expect(review.clocks.find(({ name }) => name === 'decision')).toMatchObject({ total: 30, unit: 'calendarDay', state: 'running' });

  // Whoever had a part in the first stays away.
  const { id } = await openTask(reviewers[1], caseNumber);
  const away = await reviewers[0].post(`/api/tasks/${id}/claim`);
  expect(away.json()).toMatchObject({ code: 'must-avoid', params: { reason: 'formerCase' } });
  await decide(reviewers[1], caseNumber, 'pass', because);
  const decision = await openTask(deciders[1], caseNumber);
  expect((await deciders[0].post(`/api/tasks/${decision.id}/claim`)).json()).toMatchObject({
    code: 'must-avoid',
    params: { reason: 'formerCase' },
  });
  await decide(deciders[1], caseNumber, 'grant', because);

  const [licence] = await home.db.select().from(licences).where(eq(licences.caseNumber, caseNumber));
  expect(licence).toMatchObject({ itemId: 'film-public-screening', state: 'inForce' });
  expect(licence!.number).toMatch(/^000129013000-hunan-/);
  const papers = await home.db.select().from(documents).where(eq(documents.caseNumber, caseNumber));
  expect(papers.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['receipt', 'acceptanceNotice', 'grantDecision']));
  expect((await typesIn(first)).slice(-2)).toEqual(['objection.begun', 'objection.revoked']);
  expect(await viewed(first)).toMatchObject({ state: 'DENIED' });
});

test('a denial that is upheld has a paper of its own from which the remedies run, and is not objected to again', async () => {
  const first = await denied('tv-drama-distribution');
  await serve(first);
  const { caseNumber } = (await object(first)).json<{ caseNumber: string }>();
  await decide(reviewers[1], caseNumber, 'fail', because);
  // Whoever has the first case open is told that its re-review is decided.
  const told: string[] = [];
  const listening = postgres(home.env.DATABASE_URL, { max: 1 });
  await listening.listen('case_step', (payload) => told.push((JSON.parse(payload) as { caseNumber: string }).caseNumber));
  await decide(deciders[1], caseNumber, 'deny', because);
  await until(
    async () => told,
    (numbers) => numbers.includes(first),
  );
  await listening.end();
  expect(await viewed(caseNumber)).toMatchObject({
    state: 'DENIED',
    objection: null,
    conclusion: { kind: 'deny', reason: because.opinion },
  });
  expect((await typesIn(first)).at(-1)).toBe('objection.upheld');
  await serve(caseNumber);
  const { papers } = routes.service.ofCase.response.parse((await company.get(`/api/cases/${caseNumber}/service`)).json());
  expect(papers.find(({ kind }) => kind === 'denialDecision')!.remedies.map(({ kind }) => kind)).toEqual(['reconsideration', 'litigation']);
  expect((await object(caseNumber)).json()).toMatchObject({ code: 'objection-not-possible' });
});

test('after the item’s days it is too late, and what is left is said; other items and undecided cases have none', async () => {
  const first = await denied('film-public-screening');
  await serve(first);
  // As it stands 31 days later: the day of service lies so far back.
  const before = new Date(Date.now() - 45 * 86_400_000);
  await home.db.update(services).set({ deliveredAt: before }).where(eq(services.caseNumber, first));
  expect((await viewed(first)).objection).toMatchObject({ state: 'over' });
  const refused = await company.post(`/api/cases/${first}/objection`, { reason: '晚了' });
  expect(refused.json()).toMatchObject({ code: 'objection-too-late', detail: expect.stringMatching(/行政复议|reconsideration/) });
  expect(await home.db.$count(cases, eq(cases.subjectCase, first))).toBe(0);

  const { caseNumber } = await submit(home, await home.as('bookshop'), 'publication-retail', 'yuelu');
  expect((await object(caseNumber, await home.as('bookshop'))).json()).toMatchObject({ code: 'objection-not-possible' });
});

test('a re-review is begun by an objection alone: it is in no catalogue, and no draft of it can be made', async () => {
  const answer = await company.post('/api/drafts', { itemId: 'film-re-review', organisationId: 'hunan' });
  expect(answer.json()).toMatchObject({ code: 'item-not-for-licence' });
  expect((await home.anyone.get('/api/items?query=复核')).body).not.toContain('film-re-review');
});
