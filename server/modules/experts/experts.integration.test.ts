import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { queueExpertClock } from '../../../schema/db/experts.ts';
import { firstBreak } from '../../../schema/db/ledger.ts';
import { absences, expertPool, ledger, recusals } from '../../../schema/db/tables/index.ts';
import { candidateText, drawOrder } from '../../../schema/rules/expert-draw.ts';
import { opinionText } from '../../../schema/rules/experts.ts';
import { dayOf } from '../../../schema/rules/stand-in.ts';
import { decide, nothingMore, openCaseHome, openTask, submit, until } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
let [company, window, reviewer, decider, supervisor]: Visitor[] = [];
beforeAll(async () => {
  home = await openCaseHome();
  [company, window, reviewer, decider, supervisor] = await Promise.all(
    ['company', 'hunan-window', 'hunan-reviewer', 'hunan-decider', 'hunan-supervisor'].map((login) => home.as(login)),
  );
});
afterAll(() => home?.close());

/** A film accepted, with the reviewer's task claimed. */
async function filmUnderReview(): Promise<{ caseNumber: string; taskId: string }> {
  const { caseNumber } = await submit(home, company!, 'film-public-screening', 'hunan');
  await decide(window!, caseNumber, 'accept');
  const { id } = await openTask(reviewer!, caseNumber);
  return { caseNumber, taskId: id };
}
const review = async (visitor: Visitor, caseNumber: string) =>
  routes.experts.ofCase.response.parse((await visitor.get(`/api/cases/${caseNumber}/experts`)).json());
const draw = (visitor: Visitor, taskId: string, count = 5) => visitor.post(`/api/tasks/${taskId}/expert-draw`, { count });
const send = (taskId: string) =>
  reviewer!.post(`/api/tasks/${taskId}/complete`, { ...nothingMore, decision: 'pass', opinion: '请评审', step: 3 });
const look = async (visitor: Visitor, taskId: string) =>
  routes.tasks.get.response.parse((await visitor.get(`/api/tasks/${taskId}`)).json());
const vote = async (login: string, caseNumber: string, decision: string, more: object = {}) => {
  const expert = await home.as(login);
  const { id } = await openTask(expert, caseNumber);
  const signedName = (await expert.get('/api/session')).json<{ user: { name: string } }>().user.name;
  const answer = await expert.post(`/api/tasks/${id}/complete`, {
    ...nothingMore,
    decision,
    opinion: `${login} 的意见`,
    signedName,
    step: 4,
    ...more,
  });
  return { answer, taskId: id, signedName };
};
const begin = async (caseNumber: string, basis = 'expertReview') => {
  const procedure = { basis, law: '《电影产业促进法》第十八条', mode: 'suspend', days: 15, reason: '组织评审' };
  const answer = await reviewer!.post(`/api/cases/${caseNumber}/procedures`, procedure);
  expect(answer.statusCode, answer.body).toBe(200);
};
const running = async (caseNumber: string) =>
  routes.procedures.get.response.parse((await reviewer!.get(`/api/cases/${caseNumber}/procedures`)).json()).running;
/** Until the worker has looked whether the vote is over. */
const lookedAt = (caseNumber: string) =>
  until(
    () =>
      home.db.execute(sql`select 1 from graphile_worker.jobs where key = ${`experts:${caseNumber}`} and run_at <= now() + interval '5 s'`),
    (jobs) => jobs.length === 0,
  );
const entriesOf = (caseNumber: string) => home.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq);

test('a panel is drawn once, from those of the field whom nothing keeps away, and anybody can draw it again', async () => {
  const { caseNumber, taskId } = await filmUnderReview();
  expect((await draw(reviewer!, taskId)).json()).toMatchObject({ code: 'task-not-claimed' });
  await reviewer!.post(`/api/tasks/${taskId}/claim`);
  expect((await send(taskId)).json()).toMatchObject({ code: 'experts-required' });
  const chosen = { ...nothingMore, experts: ['hunan-expert1', 'hunan-expert2', 'hunan-expert3', 'hunan-expert4', 'hunan-expert5'] };
  const byHand = await reviewer!.post(`/api/tasks/${taskId}/complete`, { ...chosen, decision: 'pass', opinion: '请评审', step: 3 });
  expect(byHand.json()).toMatchObject({ code: 'experts-required' });

  const at = new Date();
  const out = { caseNumber, kind: 'declared' as const, state: 'upheld' as const, organisationId: 'hunan', reason: 'x', askedAt: at };
  await home.db.insert(recusals).values({ id: 'out-1', ...out, personId: 'hunan-expert1', askedBy: 'hunan-expert1' });
  const day = dayOf(at);
  const away = { id: 'away-2', userId: 'hunan-expert2', standInId: null, from: day, through: day, roles: [], setBy: 'hunan-expert2' };
  await home.db.insert(absences).values({ ...away, setAt: at });

  expect((await draw(reviewer!, taskId, 4)).json()).toMatchObject({ code: 'experts-required', params: { least: 5 } });
  const few = await draw(reviewer!, taskId, 10);
  expect(few.json()).toMatchObject({ code: 'experts-too-few', status: 409, params: { count: 10, eligible: 9 } });
  expect(few.json<{ detail: string }>().detail).toContain('需要 10 名，只有 9 名');
  expect((await draw(window!, taskId)).json()).toMatchObject({ code: 'not-allowed' });
  const drawn = await draw(reviewer!, taskId);
  expect(drawn.statusCode, drawn.body).toBe(200);
  expect((await draw(reviewer!, taskId)).json()).toMatchObject({ code: 'experts-drawn' });

  const { panels, procedure } = await review(decider!, caseNumber);
  expect(procedure).toMatchObject({ mode: 'suspend', days: 15 });
  const [panel] = panels;
  const reasons = Object.fromEntries(panel!.candidates.map(({ id, reason }) => [id, reason]));
  // The sixth of the national experts is of another field.
  expect(reasons).not.toHaveProperty('national-expert6');
  expect(reasons).toMatchObject({ 'hunan-expert1': 'recused', 'hunan-expert2': 'away', 'hunan-expert3': null, 'national-expert1': null });
  const again = drawOrder(panel!.seed, panel!.candidates).slice(0, 5);
  expect(panel!.members.map(({ id }) => id)).toEqual(again);
  expect(createHash('sha256').update(candidateText(panel!.candidates)).digest('hex')).toBe(panel!.candidatesHash);
  const entries = await entriesOf(caseNumber);
  expect(entries.find(({ type }) => type === 'expert.drawn')?.data).toMatchObject({
    seed: panel!.seed,
    candidatesHash: panel!.candidatesHash,
    experts: again,
    excluded: [
      { id: 'hunan-expert1', reason: 'recused' },
      { id: 'hunan-expert2', reason: 'away' },
    ],
  });
  expect(firstBreak(entries)).toBeNull();
  // The applicant reads nothing of who sits on the panel.
  expect((await company!.get(`/api/cases/${caseNumber}/experts`)).statusCode).toBe(403);
  expect((await company!.get(`/api/cases/${caseNumber}`)).body).not.toContain('expert.drawn');
  await home.db.delete(absences).where(eq(absences.id, 'away-2'));

  // Somebody of the panel turns out to be a relative before it is asked: the next of the draw comes in.
  const [relative] = again;
  await home.db.insert(recusals).values({ id: 'out-3', ...out, personId: relative!, askedBy: relative! });
  expect((await send(taskId)).json()).toMatchObject({ code: 'person-avoids', params: { reasons: { [relative!]: 'recused' } } });
  const body = { expertId: relative!, why: 'challenged', reason: '亲属' };
  expect((await window!.post(`/api/cases/${caseNumber}/expert-replacements`, body)).json()).toMatchObject({ code: 'not-allowed' });
  const replaced = await reviewer!.post(`/api/cases/${caseNumber}/expert-replacements`, body);
  expect(replaced.statusCode, replaced.body).toBe(200);
  const next = drawOrder(panel!.seed, panel!.candidates)[5]!;
  expect(routes.experts.replace.response.parse(replaced.json()).panels[0]!.members.map(({ id }) => id)).toEqual([next, ...again.slice(1)]);
  expect((await send(taskId)).statusCode).toBe(200);
});

test('each expert signs an opinion of their own, reads nobody else’s before all have voted, and is replaced when they cannot', async () => {
  const { caseNumber, taskId } = await filmUnderReview();
  await reviewer!.post(`/api/tasks/${taskId}/claim`);
  await draw(reviewer!, taskId);
  await begin(caseNumber);
  const [panel] = (await review(reviewer!, caseNumber)).panels;
  const order = drawOrder(panel!.seed, panel!.candidates);
  const ids = panel!.members.map(({ id }) => id);
  expect((await send(taskId)).statusCode).toBe(200);

  // One declines: the next is asked in their place, and they see the case no more.
  const first = await home.as(ids[0]!);
  const { id: firstTask } = await openTask(first, caseNumber);
  const operated = (body: object) => first.post(`/api/tasks/${firstTask}/operations`, { ...body });
  expect((await operated({ operation: 'transfer', to: order.at(-1) })).json()).toMatchObject({
    code: 'not-allowed',
    params: { reason: 'drawnPanel' },
  });
  expect((await operated({ operation: 'return', to: 'Review' })).json()).toMatchObject({ code: 'not-allowed' });
  expect((await first.post(`/api/tasks/${firstTask}/expert-decline`, { reason: '' })).statusCode).toBe(400);
  const declined = await first.post(`/api/tasks/${firstTask}/expert-decline`, { reason: '与片方有合作' });
  expect(declined.statusCode, declined.body).toBe(200);
  expect((await first.get(`/api/cases/${caseNumber}/experts`)).json()).toMatchObject({ code: 'case-not-found' });
  const [, second, third, fourth, fifth] = ids as [string, string, string, string, string];
  const sixth = order[5]!;
  expect((await review(reviewer!, caseNumber)).panels[0]).toMatchObject({
    members: [{ id: sixth, state: 'asked' }, {}, {}, {}, {}],
    replacements: [{ out: { id: ids[0] }, in: { id: sixth }, why: 'declined', reason: '与片方有合作' }],
  });

  const asked = await home.as(second);
  const own = await openTask(asked, caseNumber);
  const desk = await look(asked, own.id);
  expect(desk.decisions.map(({ value, requires }) => [value, requires])).toEqual(
    ['approve', 'reject', 'abstain'].map((value) => [value, ['opinion', 'signature']]),
  );
  expect((await vote(second, caseNumber, 'approve', { opinion: ' ' })).answer.json()).toMatchObject({ code: 'opinion-required' });
  expect((await vote(second, caseNumber, 'approve', { signedName: '别人' })).answer.json()).toMatchObject({ code: 'signature-wrong' });
  const signed = await vote(second, caseNumber, 'reject');
  expect(signed.answer.statusCode, signed.answer.body).toBe(200);
  const opinion = `${second} 的意见`;
  const hash = createHash('sha256')
    .update(opinionText({ task: signed.taskId, expert: second, name: signed.signedName, decision: 'reject', opinion }))
    .digest('hex');
  const entry = (await entriesOf(caseNumber)).findLast(({ type }) => type === 'task.completed');
  expect(entry).toMatchObject({ actorId: second, data: { opinion, signature: { name: signed.signedName, hash } } });

  // The reviewer reads it; another expert does not, wherever they look.
  const seen = (await review(reviewer!, caseNumber)).panels[0]!.members.find(({ id }) => id === second);
  expect(seen).toMatchObject({ decision: 'reject', opinion, signature: { hash, isIntact: true } });
  const other = await home.as(third);
  const hidden = (await review(other, caseNumber)).panels[0]!;
  expect(hidden).toMatchObject({ tally: null, outcome: null, candidates: [], replacements: [] });
  expect(hidden.members.find(({ id }) => id === second)).toMatchObject({ state: 'voted', isHidden: true, decision: null, opinion: null });
  const theirs = await openTask(other, caseNumber);
  for (const path of [
    `/api/cases/${caseNumber}`,
    `/api/cases/${caseNumber}/experts`,
    `/api/tasks/${theirs.id}`,
    `/api/cases/${caseNumber}/map`,
  ]) {
    const { body } = await other.get(path);
    expect(body).not.toContain(opinion);
    expect(body).not.toContain(hash);
    expect(body).not.toContain('"decision":"reject"');
    expect(body).not.toContain('与片方有合作');
  }
  // Their own they read.
  expect((await asked.get(`/api/cases/${caseNumber}`)).body).toContain(opinion);

  const replace = (expertId: string) =>
    supervisor!.post(`/api/cases/${caseNumber}/expert-replacements`, { expertId, why: 'unavailable', reason: '病假' });
  expect((await replace(second)).json()).toMatchObject({ code: 'expert-voted' });
  expect((await replace('hunan-window')).json()).toMatchObject({ code: 'not-on-panel' });
  expect((await replace(third)).statusCode).toBe(200);
  expect((await other.get(`/api/tasks/${theirs.id}`)).statusCode).toBe(404);

  for (const login of [sixth, order[6]!]) expect((await vote(login, caseNumber, 'approve')).answer.statusCode).toBe(200);
  // While somebody is still asked the procedure goes on; with the last opinion it ends by itself, once, and the ledger says why.
  await queueExpertClock(home.db, caseNumber, true, new Date());
  await lookedAt(caseNumber);
  expect(await running(caseNumber)).toMatchObject({ basis: 'expertReview' });
  expect((await vote(fourth, caseNumber, 'approve')).answer.statusCode).toBe(200);
  await until(
    () => running(caseNumber),
    (one) => one === null,
  );
  await queueExpertClock(home.db, caseNumber, true, new Date());
  await lookedAt(caseNumber);
  const ends = (await entriesOf(caseNumber)).filter(({ type }) => type === 'clock.endProcedure');
  expect(ends).toMatchObject([{ actorId: 'system', data: { why: 'experts', reason: '专家评审已经完成' } }]);
  const end = (await review(decider!, caseNumber)).panels[0]!;
  expect(end).toMatchObject({ outcome: 'approved', tally: { approve: 3, reject: 1, abstain: 0 } });
  expect(end.members.find(({ id }) => id === fifth)).toMatchObject({ state: 'closed' });
  // The vote is over: now they read each other's.
  expect((await asked.get(`/api/cases/${caseNumber}/experts`)).body).toContain(`${sixth} 的意见`);
  expect((await replace(fifth)).json()).toMatchObject({ code: 'not-on-panel' });

  const back = await decide(decider!, caseNumber, 'back', { opinion: '再审' });
  expect(back.caseNumber).toBe(caseNumber);
  const { id: later } = await openTask(reviewer!, caseNumber);
  await reviewer!.post(`/api/tasks/${later}/claim`);
  expect((await draw(reviewer!, later, 7)).statusCode).toBe(200);
  expect((await review(reviewer!, caseNumber)).panels.map(({ count }) => count)).toEqual([5, 7]);
  // A procedure for the next panel, or for something else, is not ended by a vote that was over before it began.
  await begin(caseNumber);
  await queueExpertClock(home.db, caseNumber, true, new Date());
  await lookedAt(caseNumber);
  expect(await running(caseNumber)).toMatchObject({ basis: 'expertReview' });
});

test('where the draw has nobody left, an expert cannot leave, and the refusal says so', async () => {
  const { caseNumber, taskId } = await filmUnderReview();
  await reviewer!.post(`/api/tasks/${taskId}/claim`);
  await home.db.delete(expertPool).where(eq(expertPool.userId, 'national-expert5'));
  await draw(reviewer!, taskId, 10);
  expect((await send(taskId)).statusCode).toBe(200);
  const expert = await home.as('hunan-expert3');
  const { id } = await openTask(expert, caseNumber);
  const answer = await expert.post(`/api/tasks/${id}/expert-decline`, { reason: '出差' });
  expect(answer.json()).toMatchObject({ code: 'experts-too-few', status: 409 });
  expect((await look(expert, id)).open).toBe(true);
  await home.db.insert(expertPool).values({ userId: 'national-expert5', field: 'film' });
});
