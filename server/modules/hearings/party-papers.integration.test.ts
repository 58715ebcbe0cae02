import { createHash } from 'node:crypto';
import { and, asc, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { audit, caseParties, documents } from '../../../schema/db/tables/index.ts';
import { decide, openCaseHome, submit, until } from '../../test-support/case-home.ts';
import { partyLink } from './party-link.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
beforeAll(async () => {
  home = await openCaseHome();
});
afterAll(() => home?.close());

interface Party {
  caseNumber: string;
  id: string;
  code: string;
  documentId: string;
}

/** A case with a third party named, and the notice that was served on them. */
async function partyOf(name: string): Promise<Party> {
  const reviewer = await home.as('yuelu-reviewer');
  const { caseNumber } = await submit(home, await home.as('bookshop'), 'publication-retail', 'yuelu');
  await decide(await home.as('yuelu-window'), caseNumber, 'accept');
  const named = { name, interest: '共用消防通道', email: null, phone: null };
  expect((await reviewer.post(`/api/cases/${caseNumber}/parties`, named)).statusCode).toBe(200);
  const rows = await until(
    () =>
      home.db
        .select()
        .from(documents)
        .where(and(eq(documents.caseNumber, caseNumber), eq(documents.kind, 'partyNotice'))),
    (found) => found[0]?.state === 'issued',
  );
  const [party] = await home.db.select().from(caseParties).where(eq(caseParties.caseNumber, caseNumber));
  return { caseNumber, id: party!.id, code: String(rows[0]!.fields.accessCode), documentId: rows[0]!.id };
}

const pageOf = async ({ caseNumber, code }: Party) => {
  const answer = await home.anyone.post('/api/party', { caseNumber, code });
  return routes.hearings.party.response.parse(answer.json());
};
const linkOf = async (party: Party) =>
  (await until(
    async () => (await pageOf(party)).papers[0],
    (paper) => typeof paper?.link === 'string',
  ))!.link!;
const auditOf = (userId: string, count: number) =>
  until(
    () => home.db.select().from(audit).where(eq(audit.userId, userId)).orderBy(asc(audit.id)),
    (rows) => rows.length >= count,
  );

test('a third party opens the papers served on them and no others, for a while; all they do is audited', async () => {
  const [one, other] = [await partyOf('隔壁茶馆'), await partyOf('楼上诊所')];
  const link = await linkOf(one);
  const paper = await home.anyone.get(link);
  expect(paper.statusCode, paper.body).toBe(200);
  expect(paper.headers['content-type']).toBe('application/pdf');
  expect(paper.headers['content-disposition']).toContain('inline');
  expect(paper.headers['x-content-type-options']).toBe('nosniff');
  const [row] = await home.db.select().from(documents).where(eq(documents.id, one.documentId));
  expect(createHash('sha256').update(paper.rawPayload).digest('hex')).toBe(row!.sha256);

  const changed = (change: (url: URL) => void): string => {
    const url = new URL(link, 'http://x');
    change(url);
    return url.pathname + url.search;
  };
  const refused = async (address: string, code: string, status: number): Promise<void> => {
    const answer = await home.anyone.get(address);
    expect({ status: answer.statusCode, ...answer.json<object>() }).toMatchObject({ code, status });
  };
  const as = (party: string) => changed((url) => url.searchParams.set('party', party));
  const forPaper = (documentId: string) => changed((url) => (url.pathname = `/api/party/papers/${encodeURIComponent(documentId)}/content`));
  // Another party's name, another case's paper, another time, no mark at all.
  await refused(as(other.id), 'not-found', 404);
  await refused(forPaper(other.documentId), 'not-found', 404);
  await refused(
    changed((url) => url.searchParams.set('until', String(Date.now() + 86_400_000))),
    'not-found',
    404,
  );
  await refused(link.split('?')[0]!, 'not-found', 404);
  const [secret, now] = [home.services.env.SESSION_SECRET, new Date()];
  // Links that we would have given: an old one, one to another's paper, one to a paper of the applicant.
  await refused(
    partyLink(secret, { partyId: one.id, documentId: one.documentId }, new Date(now.getTime() - 11 * 60_000)),
    'party-link-expired',
    410,
  );
  await refused(partyLink(secret, { partyId: one.id, documentId: other.documentId }, now), 'not-found', 404);
  const [accepted] = await home.db
    .select()
    .from(documents)
    .where(and(eq(documents.caseNumber, one.caseNumber), eq(documents.kind, 'acceptanceNotice')));
  await refused(partyLink(secret, { partyId: one.id, documentId: accepted!.id }, now), 'not-found', 404);
  // Neither the other party nor the applicant reads it their own way.
  expect((await (await home.as('bookshop')).get(`/api/documents/${one.documentId}/content`)).statusCode).toBe(404);
  expect((await pageOf(other)).papers.map(({ documentId }) => documentId)).toEqual([other.documentId]);

  const act = (code: string, body: object) => home.anyone.post('/api/party/acts', { caseNumber: one.caseNumber, code, act: body });
  expect((await act(one.code, { kind: 'receipt', documentId: one.documentId })).statusCode).toBe(200);
  expect((await act(one.code, { kind: 'receipt', documentId: other.documentId })).json()).toMatchObject({ code: 'not-found' });
  expect((await act('00000000', { kind: 'state', words: 'x' })).json()).toMatchObject({ code: 'party-code-wrong' });

  const told = (await auditOf(`party:${one.id}`, 6)).map(({ action, object, outcome }) => ({ action, object, outcome }));
  const path = (documentId: string) => `/api/party/papers/${encodeURIComponent(documentId)}/content`;
  const done = `/api/party/acts/${one.caseNumber}/receipt`;
  for (const line of [
    { action: 'party.read', object: path(one.documentId), outcome: 'done' },
    { action: 'party.read', object: path(one.documentId), outcome: 'party-link-expired' },
    { action: 'party.read', object: path(other.documentId), outcome: 'not-found' },
    { action: 'party.read', object: path(accepted!.id), outcome: 'not-found' },
    { action: 'party.act', object: done, outcome: 'done' },
    { action: 'party.act', object: done, outcome: 'not-found' },
  ])
    expect(told).toContainEqual(line);
  // No mark and no code stands in the audit, and a wrong code is written down as nobody's.
  const lines = await until(
    () => home.db.select().from(audit).where(like(audit.action, 'party.%')),
    (rows) => rows.some(({ outcome }) => outcome === 'party-code-wrong'),
  );
  expect(lines.find(({ outcome }) => outcome === 'party-code-wrong')).toMatchObject({ userId: null, action: 'party.act' });
  expect(JSON.stringify(lines)).not.toMatch(new RegExp(`mark=|${one.code}`));
});
