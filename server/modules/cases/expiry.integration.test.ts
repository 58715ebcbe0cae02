import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { dayAfter, daysUntilAhead, useCalendarLater } from '../../../schema/db/test-support/calendar-later.ts';
import { documents, documentTemplates, items, ledger, licences } from '../../../schema/db/tables/index.ts';
import { fillTemplate } from '../../../schema/documents/fill-template.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import { officialDate } from '../../../schema/documents/official-date.ts';
import { decide, openTask, submit, until } from '../../test-support/case-home.ts';
import type { Submitted } from '../../test-support/case-home.ts';
import { sampleAnswers, samplePdf } from '../../test-support/sample.ts';
import { openSkippingHome } from '../../test-support/skipping-home.ts';
import type { SkippingHome } from '../../test-support/skipping-home.ts';
import { upload } from '../../test-support/upload.ts';

/** The days are written as those of 2026; the test lives them so many weeks later, when all have the same day of the week. */
const later = daysUntilAhead('2026-02-11');
const at = (day: string, time = '10:00:00'): Date => new Date(`${dayAfter(day, later)}T${time}+08:00`);

let home: SkippingHome;
beforeAll(async () => {
  home = await openSkippingHome();
  await useCalendarLater(home.db, later);
});
afterAll(() => home?.close());

const view = async (caseNumber: string, login = 'bookshop') =>
  routes.cases.get.response.parse((await (await home.as(login)).get(`/api/cases/${caseNumber}`)).json());
const track = async ({ caseNumber, queryCode }: Submitted) =>
  routes.cases.track.response.parse((await home.anyone.post('/api/track', { caseNumber, queryCode })).json()).case;
const entriesOf = async (caseNumber: string, type: RegExp) =>
  (await home.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq)).filter((one) => type.test(one.type));

/** What a paper of a case says, once it is issued. */
async function wordsOf(caseNumber: string, kind: DocumentKindId): Promise<string> {
  const ofKind = and(eq(documents.caseNumber, caseNumber), eq(documents.kind, kind), eq(documents.state, 'issued'));
  const [paper] = await until(
    () => home.db.select().from(documents).where(ofKind),
    (found) => found.length > 0,
  );
  const [template] = await home.db.select().from(documentTemplates).where(eq(documentTemplates.id, paper!.templateId));
  return JSON.stringify(fillTemplate(template!.content, paper!.fields));
}

const accepted = async (): Promise<string> => {
  const { caseNumber } = await submit(home, await home.as('bookshop'), 'publication-retail', 'yuelu');
  await decide(await home.as('yuelu-window'), caseNumber, 'accept');
  return caseNumber;
};

test('inspectors are assigned in five working days from the acceptance: in the last moment of them it is in time, after it a violation', async () => {
  await home.passTo(at('2026-02-11'));
  const [inTime, late, visited] = [await accepted(), await accepted(), await accepted()];
  const end = at('2026-02-25', '23:59:59').toISOString();
  const order = async (caseNumber: string, kind: 'testing' | 'siteVisit') => {
    const body = { kind, officers: ['yuelu-reviewer', 'yuelu-reviewer2'], place: '麓山路1号', points: ['纸张'], note: '' };
    const law = kind === 'testing' ? '《产品质量法》第十五条（示例）' : null;
    const answer = await (await home.as('yuelu-reviewer')).post(`/api/cases/${caseNumber}/inspections`, { ...body, law });
    expect(answer.statusCode, answer.body).toBe(200);
    const seen = await (await home.as('yuelu-reviewer')).get(`/api/cases/${caseNumber}/inspections`);
    return routes.inspections.ofCase.response.parse(seen.json());
  };
  await home.passTo(at('2026-02-25', '23:59:50'));
  expect(await order(inTime, 'testing')).toMatchObject({ inspections: [{ assignBy: end, isLate: false }] });

  await home.passTo(at('2026-02-26', '00:00:01'));
  await home.sweep();
  expect(await order(late, 'testing')).toMatchObject({ inspections: [{ assignBy: end, isLate: true }] });
  // A site visit (art. 34) has no such limit.
  expect(await order(visited, 'siteVisit')).toMatchObject({ inspections: [{ assignBy: null, isLate: false }] });

  const violations = async (caseNumber: string) => (await view(caseNumber, 'yuelu-supervisor')).violations;
  expect([await violations(inTime), await violations(visited)]).toEqual([[], []]);
  expect(await violations(late)).toMatchObject([{ kind: 'lateInspection', at: end, law: '第五十五条' }]);
  const told = async (caseNumber: string) => (await entriesOf(caseNumber, /^inspection\./)).map(({ type }) => type);
  expect([await told(inTime), await told(late)]).toEqual([['inspection.ordered'], ['inspection.orderedLate']]);
  // None of them moves the limit of the decision.
  for (const one of [inTime, late, visited])
    expect((await view(one)).clocks.find(({ name }) => name === 'decision')).toMatchObject({
      due: `${dayAfter('2026-03-17', later)}T23:59:59+08:00`,
      state: 'running',
    });
});

test('past its limit a case is neither stopped nor extended, and is told so in a sentence; nothing of it is changed', async () => {
  await home.passTo(at('2026-03-18', '10:00:00'));
  const [caseNumber] = (await (await home.as('bookshop')).get('/api/cases/mine'))
    .json<{ rows: { caseNumber: string }[] }>()
    .rows.map((row) => row.caseNumber) as [string];
  const before = await view(caseNumber, 'yuelu-decider');
  const post = async (login: string, url: string, body: object) =>
    (await home.as(login)).post(`/api/cases/${caseNumber}/${url}`, body as Record<string, unknown>);
  const extended = await post('yuelu-decider', 'extension', { days: 10, reason: '案情复杂' });
  const stop = { basis: 'appraisal', law: '《行政许可法》第四十五条', days: 5, mode: 'suspend', reason: '需要鉴定' };
  const stopped = await post('yuelu-reviewer', 'procedures', stop);
  for (const answer of [extended, stopped]) {
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: 'limit-passed', detail: expect.stringMatching(/[期限]/) as string });
  }
  expect((await view(caseNumber, 'yuelu-decider')).step).toBe(before.step);
});

test('an application that is not corrected in time lapses at the end of its last day: the notice had said so, and the page says why', async () => {
  await home.passTo(at('2026-04-07'));
  const submitted = await submit(home, await home.as('bookshop'), 'publication-retail', 'yuelu');
  const { caseNumber } = submitted;
  const mark = { target: 'field', path: 'applicantName', message: '请与执照一致' };
  await decide(await home.as('yuelu-window'), caseNumber, 'correct', { opinion: '请补正', marks: [mark] });
  // Thirty working days, Labour Day and its make-up Saturday (05-09) among them.
  const last = '2026-05-21';
  const asked = await view(caseNumber);
  expect(asked).toMatchObject({ state: 'CORRECTION', correction: { dueAt: at(last, '23:59:59').toISOString() } });
  const notice = await wordsOf(caseNumber, 'correctionNotice');
  expect(notice).toContain(`请于${officialDate(dayAfter(last, later))}前补正。逾期未补正的，本次申请按补正不来办结`);

  await home.passTo(at(last, '23:59:50'));
  expect(await view(caseNumber)).toMatchObject({ state: 'CORRECTION', endedAt: null });
  await home.passTo(at('2026-05-22', '00:00:01'));
  const ended = await until(
    () => view(caseNumber),
    ({ endedAt }) => endedAt !== null,
  );
  expect(ended).toMatchObject({ state: 'LAPSED', correction: null, canWithdraw: false, holder: null, licenceNumber: null });
  expect(ended.conclusion).toMatchObject({ kind: 'lapse', reason: expect.stringContaining('补正不来办结') as string });
  expect(Date.parse(ended.endedAt!) - at(last, '23:59:59').getTime()).toBeLessThan(60_000);
  expect(ended.timeline.filter(({ type }) => type === 'effect.lapse')).toMatchObject([{ params: { law: expect.any(String) as string } }]);
  // Time asks nobody: no acceptance, no decision, and no second paper about it.
  expect(await entriesOf(caseNumber, /^effect\.(accept|grant|deny|lapse)$/)).toHaveLength(1);
  expect(await track(submitted)).toMatchObject({ relation: 'public', state: 'LAPSED' });
  const answer = await (
    await home.as('bookshop')
  ).post(`/api/cases/${caseNumber}/correction`, { step: asked.step, answers: asked.answers! });
  expect(answer.json()).toMatchObject({ code: 'not-in-correction' });
  // What has lapsed stands in nobody's way: it can be applied for again.
  expect(await submit(home, await home.as('bookshop'), 'publication-retail', 'yuelu')).toMatchObject({
    caseNumber: expect.any(String) as string,
  });
});

test('a renewal that the authority leaves undecided is deemed granted as its licence ends; its holder reads so on the page, the paper and the licence', async () => {
  const caseNumber = await accepted();
  const [reviewer, decider] = [await home.as('yuelu-reviewer'), await home.as('yuelu-decider')];
  await decide(reviewer, caseNumber, 'pass', { opinion: '同意' });
  await decide(decider, caseNumber, 'grant', { opinion: '准予' });
  const [issued] = await home.db.select().from(licences).where(eq(licences.caseNumber, caseNumber));
  const { number, validTo } = issued!;
  const licence = async () => routes.licences.get.response.parse((await (await home.as('bookshop')).get(`/api/licences/${number}`)).json());
  expect(await licence()).toMatchObject({ version: 1, state: 'valid' });

  await home.passTo(new Date(validTo!.getTime() - 60 * 86_400_000));
  const shop = await home.as('bookshop');
  const draft = (await shop.post(`/api/licences/${number}/drafts`, { itemId: 'publication-licence-renewal' })).json<{
    id: string;
    revision: number;
    answers: Record<string, unknown>;
  }>();
  const [item] = await home.db.select().from(items).where(eq(items.id, 'publication-licence-renewal'));
  for (const { code } of item!.guide.materials)
    await upload(shop, { target: `draft:${draft.id}`, materialCode: code, filename: `${code}.pdf`, bytes: samplePdf(code) });
  const answers = { ...sampleAnswers(item!.form), ...draft.answers };
  const { revision } = (await shop.patch(`/api/drafts/${draft.id}`, { revision: draft.revision, answers })).json<{ revision: number }>();
  const handedIn = await shop.post(`/api/drafts/${draft.id}/submit`, { revision, declaration: true });
  expect(handedIn.statusCode, handedIn.body).toBe(200);
  const renewal = handedIn.json<Submitted>();
  await decide(await home.as('yuelu-window'), renewal.caseNumber, 'accept');
  // Its twenty working days pass without a word: overdue, and nothing is decided by that.
  await home.passTo(new Date(validTo!.getTime() - 5_000));
  expect(await view(renewal.caseNumber)).toMatchObject({ state: 'REVIEW', conclusion: null, light: 'red' });
  expect(await licence()).toMatchObject({ version: 1, state: 'valid' });

  await home.passTo(new Date(validTo!.getTime() + 2_000));
  const granted = await until(
    () => view(renewal.caseNumber),
    ({ licenceNumber }) => licenceNumber !== null,
  );
  expect(granted).toMatchObject({
    licenceNumber: number,
    conclusion: { kind: 'grant', reason: expect.stringContaining('第五十条') as string },
  });
  expect(granted.timeline.filter(({ type }) => type === 'effect.grant')).toMatchObject([
    { actor: null, params: { deemed: true, law: expect.stringContaining('第五十条') as string } },
  ]);
  expect(await wordsOf(renewal.caseNumber, 'grantDecision')).toMatch(
    /本机关未在法定期限内作出决定。依照[^"]*第五十条[^"]*的规定，视为准予/,
  );
  const renewed = await until(licence, ({ version, versions }) => version === 2 && versions[0]!.document !== null);
  expect(renewed).toMatchObject({ state: 'valid', versions: [{ cause: 'renew' }, { cause: 'issue' }] });
  expect(Date.parse(renewed.validTo!)).toBeGreaterThan(validTo!.getTime());
  // Delivered by hand as any other; who would still deny it finds nothing to decide.
  expect((await openTask(await home.as('yuelu-window'), renewal.caseNumber)).element).toBe('Deliver');
  expect(await entriesOf(renewal.caseNumber, /^effect\.(grant|deny)$/)).toHaveLength(1);
});
