import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { correctionMarks, ledger, posts, recusals } from '../../../schema/db/tables/index.ts';
import { decide, nothingMore, openCaseHome, openTask, submit, until } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
const people = new Map<string, Visitor>();
const as = (login: string): Visitor => people.get(login)!;
beforeAll(async () => {
  home = await openCaseHome();
  await home.db.insert(posts).values({ userId: 'yuelu-reviewer2', role: 'window', organisationId: 'yuelu', department: '' });
  const logins = ['bookshop', 'yuelu-window', 'yuelu-reviewer', 'yuelu-reviewer2', 'yuelu-supervisor', 'hunan-reviewer', 'xihu-window'];
  for (const login of logins) people.set(login, await home.as(login));
});
afterAll(() => home?.close());

const item = 'internal-material-permit';
const received = async () => {
  const { caseNumber } = await submit(home, as('bookshop'), item, 'yuelu');
  const { id } = await openTask(as('yuelu-window'), caseNumber);
  await as('yuelu-window').post(`/api/tasks/${id}/claim`);
  return { caseNumber, taskId: id };
};
const draft = async (login: string, caseNumber: string) =>
  routes.corrections.draft.response.parse((await as(login).get(`/api/cases/${caseNumber}/marks`)).json());
const mark = (login: string, caseNumber: string, path: string, message: string) =>
  as(login).put(`/api/cases/${caseNumber}/marks`, { target: 'field', path, message });
const view = async (login: string, caseNumber: string) =>
  routes.cases.get.response.parse((await as(login).get(`/api/cases/${caseNumber}`)).json());
const send = async (caseNumber: string, taskId: string, more: object) =>
  as('yuelu-window').post(`/api/tasks/${taskId}/complete`, {
    ...nothingMore,
    decision: 'correct',
    opinion: '请一次性补正',
    step: (await view('yuelu-window', caseNumber)).step,
    ...more,
  });
const entriesOf = (caseNumber: string, type: string) =>
  home.db
    .select()
    .from(ledger)
    .where(and(eq(ledger.caseNumber, caseNumber), eq(ledger.type, type)));

test('what several colleagues mark goes out as one notice: one item a target, every sentence, and nothing that the sender has not seen', async () => {
  const { caseNumber, taskId } = await received();
  expect((await mark('hunan-reviewer', caseNumber, 'applicantName', 'x')).json()).toMatchObject({ code: 'not-allowed' });
  expect((await mark('xihu-window', caseNumber, 'applicantName', 'x')).json()).toMatchObject({ code: 'case-not-found' });
  expect((await as('bookshop').get(`/api/cases/${caseNumber}/marks`)).statusCode).toBe(403);
  const asked = { operation: 'consult', users: ['hunan-reviewer'], reason: '请看名称' };
  expect((await as('yuelu-window').post(`/api/tasks/${taskId}/operations`, asked)).statusCode).toBe(200);

  expect((await mark('yuelu-window', caseNumber, 'applicantName', '请与执照一致')).statusCode).toBe(200);
  expect((await mark('yuelu-reviewer', caseNumber, 'applicantName', '名称应为全称')).statusCode).toBe(200);
  expect((await mark('yuelu-reviewer2', caseNumber, 'applicantName', '请与执照一致')).statusCode).toBe(200);
  const seen = await draft('yuelu-window', caseNumber);
  expect(seen).toMatchObject({ sent: 0, before: [], mayMark: true, sends: true });
  expect(seen.items.map(({ path, isNew, remarks }) => ({ path, isNew, of: remarks.map(({ mine }) => mine) }))).toEqual([
    { path: 'applicantName', isNew: false, of: [true, false, false] },
  ]);
  expect(await draft('yuelu-reviewer', caseNumber)).toMatchObject({ sends: false, mayMark: true });
  expect(await draft('yuelu-supervisor', caseNumber)).toMatchObject({ mayMark: false, reason: 'notAllowed' });

  // A colleague of the province was asked, and may mark as well.
  expect((await mark('hunan-reviewer', caseNumber, 'content', '请写明内容')).statusCode).toBe(200);
  const unseen = await send(caseNumber, taskId, { marksSeen: seen.revision });
  expect(unseen.json()).toMatchObject({ code: 'marks-changed', status: 409 });

  // One's own words can be changed and taken back, a colleague's only by who sends the notice.
  await mark('yuelu-reviewer2', caseNumber, 'content', '多余');
  const all = await draft('yuelu-window', caseNumber);
  const needless = all.items.flatMap(({ remarks }) => remarks).find(({ message }) => message === '多余')!;
  expect((await as('yuelu-reviewer').remove(`/api/cases/${caseNumber}/marks/${needless.id}`)).json()).toMatchObject({
    code: 'not-allowed',
  });
  expect((await as('yuelu-window').remove(`/api/cases/${caseNumber}/marks/${needless.id}`)).statusCode).toBe(200);
  const { revision } = await draft('yuelu-window', caseNumber);
  const sent = await send(caseNumber, taskId, { marksSeen: revision });
  expect(sent.statusCode, sent.body).toBe(200);

  expect((await view('bookshop', caseNumber)).correction).toMatchObject({
    round: 1,
    marks: [
      { path: 'applicantName', message: '请与执照一致\n名称应为全称' },
      { path: 'content', message: '请写明内容' },
    ],
  });
  expect((await mark('yuelu-reviewer', caseNumber, 'x', 'late')).json()).toMatchObject({ code: 'marks-closed' });
  expect((await entriesOf(caseNumber, 'correction.marked')).map(({ actorId, step }) => ({ actorId, step }))).toEqual([
    { actorId: 'yuelu-window', step: null },
    { actorId: 'yuelu-reviewer', step: null },
    { actorId: 'yuelu-reviewer2', step: null },
    { actorId: 'hunan-reviewer', step: null },
    { actorId: 'yuelu-reviewer2', step: null },
  ]);
  const kept = await home.db.select().from(correctionMarks).where(eq(correctionMarks.caseNumber, caseNumber));
  expect(kept.map(({ round }) => round)).toEqual([1, 1, 1, 1]);
  expect((await view('bookshop', caseNumber)).timeline.some(({ type }) => type.startsWith('correction.'))).toBe(false);
});

test('a further notice asks for what is not corrected; something new on it needs a reason and is an anomaly that supervisors see', async () => {
  const { caseNumber, taskId } = await received();
  const own = { target: 'field', path: 'applicantName', message: '请与执照一致' };
  expect((await send(caseNumber, taskId, {})).json()).toMatchObject({ code: 'marks-required' });
  expect((await send(caseNumber, taskId, { marks: [own] })).statusCode).toBe(200);
  const answer = async () => {
    const { step, answers } = await view('bookshop', caseNumber);
    expect((await as('bookshop').post(`/api/cases/${caseNumber}/correction`, { step, answers: answers! })).statusCode).toBe(200);
    const { id } = await openTask(as('yuelu-window'), caseNumber);
    await as('yuelu-window').post(`/api/tasks/${id}/claim`);
    return id;
  };
  const again = await answer();
  await mark('yuelu-window', caseNumber, 'applicantName', '仍不一致');
  const repeated = await draft('yuelu-window', caseNumber);
  expect(repeated).toMatchObject({ sent: 1, before: [own], items: [{ isNew: false }] });
  expect((await send(caseNumber, again, { marksSeen: repeated.revision })).statusCode).toBe(200);
  expect((await view('yuelu-supervisor', caseNumber)).anomalies).toEqual([]);

  const third = await answer();
  await mark('yuelu-window', caseNumber, 'applicantName', '仍不一致');
  await mark('yuelu-window', caseNumber, 'content', '首次没有看到');
  const { revision, items } = await draft('yuelu-window', caseNumber);
  expect(items.map(({ isNew }) => isNew)).toEqual([false, true]);
  expect((await send(caseNumber, third, { marksSeen: revision, furtherReason: ' ' })).json()).toMatchObject({
    code: 'further-marks-reason',
    params: { count: 1 },
  });
  const sent = await send(caseNumber, third, { marksSeen: revision, furtherReason: '新标准当日施行' });
  expect(sent.statusCode, sent.body).toBe(200);

  const supervised = await view('yuelu-supervisor', caseNumber);
  expect(supervised.anomalies).toMatchObject([{ kind: 'secondCorrection', reason: '新标准当日施行', names: [{ zh: expect.any(String) }] }]);
  expect(supervised.timeline.find(({ type }) => type === 'anomaly.secondCorrection')).toMatchObject({
    params: { count: 1, reason: '新标准当日施行', law: expect.stringContaining('第三十二条') },
  });
  const listed = routes.cases.search.response.parse((await as('yuelu-supervisor').get(`/api/cases?query=${caseNumber}`)).json());
  expect(listed.rows).toMatchObject([{ anomalies: ['secondCorrection'] }]);
  // The applicant reads the notice, not what the authority answers for among itself.
  const applicants = await view('bookshop', caseNumber);
  expect(applicants).toMatchObject({ anomalies: [], correction: { round: 3 } });
  expect(JSON.stringify(applicants)).not.toContain('新标准当日施行');

  await answer();
  await decide(as('yuelu-window'), caseNumber, 'accept');
  await until(
    () => view('yuelu-supervisor', caseNumber),
    ({ acceptedAt }) => acceptedAt !== null,
  );
  // What was irregular stays known once the case goes on.
  expect((await view('yuelu-supervisor', caseNumber)).anomalies).toHaveLength(1);
});

test('who must stay away from a case marks nothing in it', async () => {
  const { caseNumber } = await received();
  const at = new Date();
  const about = { caseNumber, kind: 'declared' as const, state: 'upheld' as const, personId: 'yuelu-reviewer', organisationId: 'yuelu' };
  await home.db.insert(recusals).values({ id: `r-${caseNumber}`, ...about, reason: 'x', askedBy: 'yuelu-reviewer', askedAt: at });
  expect((await mark('yuelu-reviewer', caseNumber, 'content', 'x')).json()).toMatchObject({ code: 'must-avoid' });
  expect(await draft('yuelu-reviewer', caseNumber)).toMatchObject({ mayMark: false });
});
