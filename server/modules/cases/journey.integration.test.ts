import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { decide, nothingMore, openCaseHome, openTask, submit, until } from '../../test-support/case-home.ts';
import type { Submitted } from '../../test-support/case-home.ts';
import { samplePdf } from '../../test-support/sample.ts';
import { fileOf, upload } from '../../test-support/upload.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
let shop: Visitor;
let window: Visitor;
let reviewer: Visitor;
let decider: Visitor;
beforeAll(async () => {
  home = await openCaseHome();
  [shop, window, reviewer, decider] = (await Promise.all(
    ['bookshop', 'yuelu-window', 'yuelu-reviewer', 'yuelu-decider'].map((login) => home.as(login)),
  )) as [Visitor, Visitor, Visitor, Visitor];
});
afterAll(() => home?.close());

const view = async (visitor: Visitor, caseNumber: string) =>
  routes.cases.get.response.parse((await visitor.get(`/api/cases/${caseNumber}`)).json());
const track = async ({ caseNumber, queryCode }: Submitted) =>
  routes.cases.track.response.parse((await home.anyone.post('/api/track', { caseNumber, queryCode })).json());

test('an application goes through correction, acceptance, review, decision, licence and delivery, each seen as each may see it', async () => {
  const submitted = await submit(home, shop, 'internal-material-permit', 'yuelu');
  const { caseNumber } = submitted;
  const mark = { target: 'field', path: 'applicantName', message: '请与执照一致' };
  await decide(window, caseNumber, 'correct', { opinion: '请补正', marks: [mark] });

  const toCorrect = await view(shop, caseNumber);
  expect(toCorrect).toMatchObject({
    relation: 'own',
    state: 'CORRECTION',
    correction: { marks: [mark], note: '请补正', round: 1 },
    canWithdraw: true,
  });
  expect(toCorrect.correction!.dueAt).not.toBeNull();
  expect(toCorrect.timeline.some((line) => line.actor !== null && line.actor !== '岳麓示例书店')).toBe(false);
  const asPublic = await track(submitted);
  expect(asPublic.case).toMatchObject({ relation: 'public', answers: null, form: null, files: [], correction: { marks: [], note: null } });
  expect(JSON.stringify(asPublic)).not.toContain('岳麓示例书店');
  expect(JSON.stringify(asPublic)).not.toContain('请与执照一致');

  const own = (await shop.get('/api/cases/mine')).json<{ rows: { caseNumber: string; needsMe: boolean }[] }>();
  expect(own.rows[0]).toMatchObject({ caseNumber, needsMe: true });
  const stale = await shop.post(`/api/cases/${caseNumber}/correction`, { step: 1, answers: toCorrect.answers! });
  expect(stale.json()).toMatchObject({ code: 'stale-revision' });
  const wrong = await shop.post(`/api/cases/${caseNumber}/correction`, { step: toCorrect.step, answers: {} });
  expect(wrong.json()).toMatchObject({ code: 'invalid-fields' });
  const sent = {
    target: `case:${caseNumber}`,
    materialCode: toCorrect.files[0]!.materialCode,
    filename: '补.pdf',
    bytes: samplePdf('new'),
  };
  const added = fileOf(await upload(shop, sent));
  expect((await shop.remove(`/api/files/${toCorrect.files[0]!.id}`)).statusCode).toBe(200);
  expect((await view(window, caseNumber)).files.map((file) => file.id)).toContain(added.id);
  expect((await window.get(`/api/files/${added.id}`)).statusCode).toBe(200);
  const stranger = await home.as('xihu-window');
  expect((await stranger.get(`/api/files/${added.id}`)).statusCode).toBe(404);
  const corrected = await shop.post(`/api/cases/${caseNumber}/correction`, { step: toCorrect.step, answers: toCorrect.answers! });
  expect(corrected.json(), corrected.body).toMatchObject({ state: 'SUBMITTED', correction: null });
  const again = await shop.post(`/api/cases/${caseNumber}/correction`, { step: toCorrect.step, answers: toCorrect.answers! });
  expect(again.json()).toMatchObject({ code: 'not-in-correction' });

  expect((await upload(shop, sent)).json()).toMatchObject({ code: 'not-in-correction' });
  expect((await shop.remove(`/api/files/${added.id}`)).json()).toMatchObject({ code: 'not-in-correction' });

  await decide(window, caseNumber, 'accept');
  await decide(reviewer, caseNumber, 'pass', { opinion: '材料齐全，同意' });
  const granted = await decide(decider, caseNumber, 'grant', { opinion: '准予' });
  expect(granted.caseNumber).toBe(caseNumber);
  await decide(window, caseNumber, 'delivered');
  const ended = await until(
    () => view(shop, caseNumber),
    (one) => one.endedAt !== null,
  );
  expect(ended).toMatchObject({ state: 'DELIVERED', canWithdraw: false, holder: null });
  expect(ended.licenceNumber).not.toBeNull();
  expect(JSON.stringify(ended)).not.toContain('材料齐全，同意');
  const staff = await view(reviewer, caseNumber);
  expect(staff.relation).toBe('handling');
  expect(staff.timeline.find((line) => line.opinion === '材料齐全，同意')?.actor).not.toBeNull();
  const { map } = await track(submitted);
  expect(map).toMatchObject({ current: [], ahead: [] });
  expect(map.visited.length).toBeGreaterThan(5);
});

test('a second click, a task taken by a colleague, and one closed meanwhile are each told as what they are', async () => {
  const { caseNumber } = await submit(home, shop, 'internal-material-permit', 'yuelu');
  await decide(window, caseNumber, 'accept');
  const colleague = await home.as('yuelu-reviewer2');
  const { id } = await openTask(reviewer, caseNumber);
  const unclaimed = routes.tasks.get.response.parse((await reviewer.get(`/api/tasks/${id}`)).json());
  expect(unclaimed.decisions.every((one) => !one.enabled && one.reason === 'claimFirst')).toBe(true);
  expect((await reviewer.post(`/api/tasks/${id}/claim`)).json()).toMatchObject({ assignee: { id: 'yuelu-reviewer' } });
  const taken = await colleague.post(`/api/tasks/${id}/claim`);
  expect(taken.statusCode).toBe(409);
  expect(taken.json()).toMatchObject({ code: 'task-taken', params: { by: expect.any(String) } });

  const draft = { decision: 'pass', opinion: '写了一半', marks: [], agency: null };
  expect((await reviewer.put(`/api/tasks/${id}/draft`, draft)).json()).toEqual(draft);
  expect((await reviewer.get(`/api/tasks/${id}`)).json()).toMatchObject({ draft });
  expect((await colleague.get(`/api/tasks/${id}`)).json()).toMatchObject({ draft: null });
  expect((await colleague.put(`/api/tasks/${id}/draft`, draft)).json()).toMatchObject({ code: 'task-taken' });

  const step = unclaimed.case.step;
  const bare = await reviewer.post(`/api/tasks/${id}/complete`, { ...nothingMore, decision: 'pass', step });
  expect(bare.json()).toMatchObject({ code: 'opinion-required' });
  const unknown = await reviewer.post(`/api/tasks/${id}/complete`, { ...nothingMore, decision: 'sing', step });
  expect(unknown.json()).toMatchObject({ code: 'decision-unknown' });
  const body = { ...nothingMore, decision: 'pass', opinion: '同意', step };
  const clicks = await Promise.all([1, 2, 3].map(() => reviewer.post(`/api/tasks/${id}/complete`, body, 'one-decision')));
  const answers = clicks.filter((one) => one.statusCode === 200).map((one) => one.json<unknown>());
  expect(answers.length).toBeGreaterThan(0);
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  const late = await colleague.post(`/api/tasks/${id}/complete`, body);
  expect(late.json()).toMatchObject({ code: 'task-not-open', params: { by: expect.any(String), decision: 'pass' } });
  const closed = routes.tasks.get.response.parse((await colleague.get(`/api/tasks/${id}`)).json());
  expect(closed).toMatchObject({ open: false, closedBy: { decision: { zh: '审查通过' } } });
  const timeline = (await view(reviewer, caseNumber)).timeline.filter(
    (line) => line.type === 'task.completed' && line.element === closed.task.element,
  );
  expect(timeline).toHaveLength(1);
});

test('a withdrawn case is over for everybody', async () => {
  const { caseNumber } = await submit(home, shop, 'internal-material-permit', 'yuelu');
  const { id } = await openTask(window, caseNumber);
  const answer = await shop.post(`/api/cases/${caseNumber}/withdrawal`, { reason: '不再办理' });
  expect(answer.json(), answer.body).toMatchObject({ state: 'WITHDRAWN', canWithdraw: false });
  expect(routes.cases.map.response.parse((await window.get(`/api/cases/${caseNumber}/map`)).json()).current).toEqual([]);
  const late = await window.post(`/api/tasks/${id}/complete`, { ...nothingMore, decision: 'accept', step: 2 });
  expect(late.json()).toMatchObject({ code: 'task-not-open' });
  const other = await home.as('company');
  expect((await other.post(`/api/cases/${caseNumber}/withdrawal`, { reason: '' })).json()).toMatchObject({ code: 'case-not-found' });
  expect((await window.post(`/api/cases/${caseNumber}/withdrawal`, { reason: '' })).json()).toMatchObject({ code: 'not-allowed' });
});

test('a wrong code and a wrong number are the same answer, and guessing ends', async () => {
  const submitted = await submit(home, shop, 'internal-material-permit', 'yuelu');
  const ask = (caseNumber: string, queryCode: string) => home.anyone.post('/api/track', { caseNumber, queryCode });
  const wrongCode = (await ask(submitted.caseNumber, '00000000')).json<Record<string, unknown>>();
  const wrongNumber = (await ask(`9${submitted.caseNumber.slice(1)}`, submitted.queryCode)).json<Record<string, unknown>>();
  expect(wrongCode.code).toBe('query-code-wrong');
  expect({ ...wrongNumber, requestId: '' }).toEqual({ ...wrongCode, requestId: '' });
  let last = 0;
  for (let i = 0; i < 40 && last !== 429; i++) last = (await ask(submitted.caseNumber, String(i).padStart(8, '0'))).statusCode;
  expect(last).toBe(429);
});
