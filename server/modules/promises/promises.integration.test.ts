import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { cases, documents, items, licences, promises } from '../../../schema/db/tables/index.ts';
import { decide, openCaseHome, openTask, until } from '../../test-support/case-home.ts';
import { sampleAnswers, samplePdf } from '../../test-support/sample.ts';
import { upload } from '../../test-support/upload.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
const people = new Map<string, Visitor>();
const as = (login: string): Visitor => people.get(login)!;
beforeAll(async () => {
  home = await openCaseHome();
  for (const login of ['bookshop', 'company', 'yuelu-window', 'yuelu-reviewer', 'yuelu-decider', 'yuelu-supervisor'])
    people.set(login, await home.as(login));
});
afterAll(() => home?.close());

const itemId = 'publication-retail';
const code = 'premises';

/** A retail application without its proof of premises; with the promise where that is asked for. */
async function draftWithout(): Promise<string> {
  const shop = as('bookshop');
  const { id } = (await shop.post('/api/drafts', { itemId, organisationId: 'yuelu' })).json<{ id: string }>();
  const [item] = await home.db.select().from(items).where(eq(items.id, itemId));
  for (const material of item!.guide.materials.filter((one) => one.code !== code)) {
    const filename = `${material.code}.pdf`;
    await upload(shop, { target: `draft:${id}`, materialCode: material.code, filename, bytes: samplePdf(material.code) });
  }
  await shop.patch(`/api/drafts/${id}`, { revision: 1, answers: sampleAnswers(item!.form) });
  return id;
}
const submitted = async (id: string) => as('bookshop').post(`/api/drafts/${id}/submit`, { revision: 2, declaration: true });
const ofCase = async (login: string, caseNumber: string) =>
  routes.promises.ofCase.response.parse((await as(login).get(`/api/cases/${caseNumber}/promises`)).json());
const types = async (login: string, caseNumber: string) =>
  routes.cases.get.response
    .parse((await as(login).get(`/api/cases/${caseNumber}`)).json())
    .timeline.map(({ type }) => type)
    .filter((type) => type.startsWith('promise.'));

test('a material is promised, accepted with the gap, reminded of, handed in late, checked, and only then the case can be granted', async () => {
  const id = await draftWithout();
  expect((await submitted(id)).json()).toMatchObject({ code: 'materials-missing' });
  expect((await as('company').put(`/api/drafts/${id}/promises/${code}`, { agreed: true })).statusCode).toBe(404);
  expect((await as('bookshop').put(`/api/drafts/${id}/promises/identity`, { agreed: true })).json()).toMatchObject({
    code: 'promise-not-offered',
  });
  const signed = await as('bookshop').put(`/api/drafts/${id}/promises/${code}`, { agreed: true });
  const { offers, promises: mine } = routes.promises.sign.response.parse(signed.json());
  expect(mine).toMatchObject([
    { materialCode: code, kind: 'commit', statement: offers[0]!.statement, dueOn: offers[0]!.dueOn, state: 'open' },
  ]);
  expect((await as('bookshop').remove(`/api/drafts/${id}/promises/${code}`)).json()).toMatchObject({ promises: [] });
  expect((await submitted(id)).json()).toMatchObject({ code: 'materials-missing' });
  await as('bookshop').put(`/api/drafts/${id}/promises/${code}`, { agreed: true });
  const answer = await submitted(id);
  expect(answer.statusCode, answer.body).toBe(200);
  const { caseNumber } = answer.json<{ caseNumber: string }>();
  expect((await as('bookshop').put(`/api/drafts/${id}/promises/${code}`, { agreed: true })).json()).toMatchObject({
    code: 'draft-submitted',
  });

  expect(await ofCase('yuelu-window', caseNumber)).toMatchObject({ promises: [{ state: 'open' }], mayHandIn: false, mayConfirm: true });
  await decide(as('yuelu-window'), caseNumber, 'accept');
  const notice = await until(
    () => home.db.select().from(documents).where(eq(documents.caseNumber, caseNumber)),
    (rows) => rows.some(({ kind }) => kind === 'acceptanceNotice'),
  );
  expect(notice.find(({ kind }) => kind === 'acceptanceNotice')!.fields).toMatchObject({
    promises: [{ name: '经营场所使用证明', way: '告知承诺', by: expect.stringMatching(/年\d+月\d+日$/) }],
  });
  await decide(as('yuelu-reviewer'), caseNumber, 'pass', { opinion: '其余材料齐全' });

  // Before its day a promise stands for the proof; three days before it the applicant is reminded, once.
  const [promise] = await home.db.select().from(promises).where(eq(promises.caseNumber, caseNumber));
  const day = 24 * 60 * 60_000;
  const dueIn = (days: number) =>
    home.db
      .update(promises)
      .set({ dueAt: new Date(Date.now() + days * day) })
      .where(eq(promises.id, promise!.id));
  /** The worker's own sweep, now and not at its minute; waits until the applicant reads of it. */
  const swept = async (type: string) => {
    await home.db.execute(sql`select graphile_worker.add_job('sweep', '{}'::json)`);
    await until(
      () => types('bookshop', caseNumber),
      (told) => told.includes(type),
    );
  };
  await dueIn(2);
  await swept('promise.reminded');
  await swept('promise.reminded');
  const { id: taskId } = await openTask(as('yuelu-decider'), caseNumber);
  await as('yuelu-decider').post(`/api/tasks/${taskId}/claim`);
  const offered = async () => {
    const view = routes.tasks.get.response.parse((await as('yuelu-decider').get(`/api/tasks/${taskId}`)).json());
    return { step: view.case.step, grant: view.decisions.find(({ value }) => value === 'grant')!, deny: view.decisions.at(-1)! };
  };
  expect((await offered()).grant).toMatchObject({ enabled: true });

  // Its day passes in vain.
  await dueIn(-1);
  await swept('promise.overdue');
  await swept('promise.overdue');
  const { step, grant, deny } = await offered();
  expect(grant).toMatchObject({ enabled: false, reason: 'promiseOverdue' });
  expect(deny.enabled).toBe(true);
  const body = { decision: 'grant', opinion: '准予', marks: [], agency: null, step };
  expect((await as('yuelu-decider').post(`/api/tasks/${taskId}/complete`, body)).json()).toMatchObject({
    code: 'promise-holds-grant',
    params: { reason: 'promiseOverdue' },
  });

  // It comes late, does not do, comes again, and is confirmed.
  const handIn = () => as('bookshop').post(`/api/cases/${caseNumber}/promises/${promise!.id}/handing-in`);
  const check = (login: string, kept: boolean, remark: string) =>
    as(login).post(`/api/cases/${caseNumber}/promises/${promise!.id}/check`, { kept, remark });
  expect((await handIn()).json()).toMatchObject({ code: 'promise-without-file' });
  const file = (name: string) => ({ target: `case:${caseNumber}`, materialCode: code, filename: `${name}.pdf`, bytes: samplePdf(name) });
  const other = await upload(as('bookshop'), { ...file('x'), materialCode: 'identity' });
  expect(other.json()).toMatchObject({ code: 'not-in-correction' });
  expect((await check('yuelu-reviewer', true, '')).json()).toMatchObject({ code: 'promise-not-handed-in' });
  await upload(as('bookshop'), file('a'));
  expect((await handIn()).statusCode).toBe(200);
  expect((await offered()).grant).toMatchObject({ enabled: true });
  expect((await check('yuelu-supervisor', true, '')).json()).toMatchObject({ code: 'not-allowed' });
  expect((await check('yuelu-reviewer', false, ' ')).json()).toMatchObject({ code: 'opinion-required' });
  expect((await check('yuelu-reviewer', false, '看不清')).statusCode).toBe(200);
  expect((await handIn()).json()).toMatchObject({ code: 'promise-without-file' });
  expect((await ofCase('bookshop', caseNumber)).promises).toMatchObject([{ state: 'open', overdue: true, remark: '看不清' }]);
  await upload(as('bookshop'), file('b'));
  expect((await handIn()).statusCode).toBe(200);
  expect((await check('yuelu-reviewer', true, '')).json()).toMatchObject({ promises: [{ state: 'kept', overdue: false }] });
  const granted = await as('yuelu-decider').post(`/api/tasks/${taskId}/complete`, { ...body, step: (await offered()).step });
  expect(granted.statusCode, granted.body).toBe(200);
  const story = ['signed', 'reminded', 'overdue', 'handedIn', 'returned', 'handedIn', 'kept'].map((one) => `promise.${one}`);
  expect(await types('bookshop', caseNumber)).toEqual(story);
  expect(await types('yuelu-supervisor', caseNumber)).toEqual(story);
});

test('what was granted on a promise that is not kept is brought to be revoked: once, as a task of the reviewer, and nothing by itself', async () => {
  const id = await draftWithout();
  await as('bookshop').put(`/api/drafts/${id}/promises/${code}`, { agreed: true });
  const { caseNumber } = (await submitted(id)).json<{ caseNumber: string }>();
  const yes = { opinion: '同意' };
  await decide(as('yuelu-window'), caseNumber, 'accept');
  await decide(as('yuelu-reviewer'), caseNumber, 'pass', yes);
  await decide(as('yuelu-decider'), caseNumber, 'grant', yes);
  const [licence] = await home.db.select().from(licences).where(eq(licences.caseNumber, caseNumber));
  expect(licence).toMatchObject({ state: 'inForce' });

  await home.db
    .update(promises)
    .set({ dueAt: new Date(Date.now() - 1_000) })
    .where(eq(promises.caseNumber, caseNumber));
  const sweep = () => home.db.execute(sql`select graphile_worker.add_job('sweep', '{}'::json)`);
  await sweep();
  const told = await until(
    () => types('bookshop', caseNumber),
    (story) => story.includes('promise.revocationBegun'),
  );
  expect(told.slice(-2)).toEqual(['promise.overdue', 'promise.revocationBegun']);
  await sweep();
  await sweep();
  const about = () => home.db.select().from(cases).where(eq(cases.subjectLicence, licence!.number));
  const [revocation] = await about();
  expect(revocation).toMatchObject({ itemId: 'licence-revocation', organisationId: 'yuelu', applicantId: 'bookshop' });
  const task = await openTask(as('yuelu-reviewer'), revocation!.caseNumber);
  expect(task).toMatchObject({ element: 'Investigate' });
  const view = routes.cases.get.response.parse((await as('yuelu-reviewer').get(`/api/cases/${revocation!.caseNumber}`)).json());
  expect(view.answers).toMatchObject({ licenceNumber: licence!.number, reason: expect.stringContaining('经营场所使用证明') });
  // The licence is in force until somebody decides otherwise.
  expect(await home.db.select().from(licences).where(eq(licences.number, licence!.number))).toMatchObject([{ state: 'inForce' }]);
  expect(await about()).toHaveLength(1);
  expect((await types('bookshop', caseNumber)).filter((type) => type === 'promise.overdue')).toHaveLength(1);
});
