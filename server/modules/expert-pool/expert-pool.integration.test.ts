import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { seedPeople } from '../../../schema/db/seed/organisations.ts';
import { audit, expertPool, experts, posts, users } from '../../../schema/db/tables/index.ts';
import { decide, nothingMore, openCaseHome, openTask, submit, until } from '../../test-support/case-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
let [national, hunan, yuelu, reviewer]: Visitor[] = [];
beforeAll(async () => {
  home = await openCaseHome();
  [national, hunan, yuelu, reviewer] = await Promise.all(
    ['national-supervisor', 'hunan-supervisor', 'yuelu-supervisor', 'hunan-reviewer'].map((login) => home.as(login)),
  );
});
afterAll(() => home?.close());

const pool = async (who: Visitor, query = '') => routes.expertPool.list.response.parse((await who.get(`/api/experts?${query}`)).json());
const find = async (login: string) => (await pool(national!, `query=${login}&limit=100`)).rows.find((one) => one.login === login)!;
const changes = async (id: string) => routes.expertPool.changes.response.parse((await national!.get(`/api/experts/${id}/changes`)).json());
const retire = async (login: string, retired = true) => {
  const state = retired ? 'active' : 'retired';
  const found = (await pool(national!, `query=${login}&state=${state}`)).rows.find((one) => one.login === login)!;
  const body = { retired, reason: '任期届满', revision: found.revision };
  return national!.send('PUT', `/api/experts/${found.id}/state`, { body });
};
const factsOf = async (login: string) => {
  const { organisationId, fields, workplace, ties, revision } = await find(login);
  return { organisationId, fields, workplace, ties, revision, reason: '核对' };
};
const newcomer = {
  login: 'film-scholar',
  name: '沈从周',
  organisationId: 'hunan',
  fields: ['film'],
  workplace: '示例大学电影学院',
  ties: [],
  reason: '遴选入库',
};

test('an expert is added by the account they sign in with, once, by who supervises the body; the list is paged and searched', async () => {
  for (const who of [reviewer!, await home.as('company'), await home.as('hunan-expert1'), await home.as('system-admin')]) {
    expect((await who.get('/api/experts')).json()).toMatchObject({ code: 'not-allowed' });
    expect((await who.post('/api/experts', newcomer)).json()).toMatchObject({ code: 'not-allowed' });
  }
  expect((await yuelu!.post('/api/experts', newcomer)).json()).toMatchObject({ code: 'not-allowed' });
  expect((await hunan!.post('/api/experts', { ...newcomer, fields: [] })).json()).toMatchObject({ code: 'bad-request' });
  const wrong = { ...newcomer, ties: [{ kind: 'kin', name: 'x', code: '11430104900071271A' }] };
  expect((await hunan!.post('/api/experts', wrong)).json()).toMatchObject({ code: 'bad-request' });
  for (const taken of [{ login: 'company' }, { login: 'hunan-reviewer', name: '别人' }])
    expect((await hunan!.post('/api/experts', { ...newcomer, ...taken })).json()).toMatchObject({ code: 'expert-login-taken' });

  const added = await hunan!.post('/api/experts', newcomer, 'one-newcomer');
  expect(added.statusCode, added.body).toBe(200);
  expect((await hunan!.post('/api/experts', newcomer, 'one-newcomer')).json()).toEqual(added.json());
  expect((await hunan!.post('/api/experts', newcomer)).json()).toMatchObject({ code: 'expert-known', status: 409 });
  const { id } = added.json<{ id: string }>();
  const [account] = await home.db.select().from(users).where(eq(users.id, id));
  expect(account).toMatchObject({ kind: 'staff', login: 'film-scholar', issuer: null });
  expect(await home.db.select().from(posts).where(eq(posts.userId, id))).toMatchObject([{ role: 'expert', organisationId: 'hunan' }]);
  expect((await changes(id)).rows).toMatchObject([{ kind: 'added', reason: '遴选入库', changed: [] }]);
  const written = await until(
    () =>
      home.db
        .select()
        .from(audit)
        .where(and(eq(audit.action, 'expert-pool.write'), eq(audit.userId, 'hunan-supervisor'))),
    (rows) => rows.some(({ outcome }) => outcome === 'done'),
  );
  expect(written.map(({ outcome }) => outcome)).toContain('expert-login-taken');

  // Page by page everybody comes once; a province sees its own and those below.
  const seen: string[] = [];
  let next: string | null = null;
  do {
    const page = await pool(national!, `limit=5${next === null ? '' : `&cursor=${next}`}`);
    seen.push(...page.rows.map((one) => one.login));
    next = page.next;
  } while (next !== null);
  expect(seen[0]).toBe('film-scholar');
  expect(seen.length).toBe(new Set(seen).size);
  expect(seen.length).toBe((await home.db.select().from(experts)).length);
  const ofHunan = (await pool(hunan!, 'limit=100')).rows;
  expect(ofHunan.map(({ organisationId }) => organisationId)).toEqual(ofHunan.map(() => 'hunan'));
  expect((await pool(yuelu!)).rows).toEqual([]);
  expect((await pool(national!, 'query=示例大学')).rows.map((one) => one.login)).toEqual(['film-scholar']);
  expect((await pool(national!, 'field=publishing')).rows.map((one) => one.login)).toEqual(['national-expert6']);
  expect((await pool(national!, 'query=100%25')).rows).toEqual([]);
});

test('of two who change an expert at once one is told; each change says what and why, and what was seeded once is not put back', async () => {
  const { id } = await find('hunan-expert6');
  const facts = await factsOf('hunan-expert6');
  const edit = (workplace: string) => national!.send('PUT', `/api/experts/${id}`, { body: { ...facts, fields: ['film'], workplace } });
  const answers = await Promise.all(['甲', '乙', '丙'].map(edit));
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
  const stale = answers.find(({ statusCode }) => statusCode === 412)!.json<{ code: string; detail: string }>();
  expect(stale.code).toBe('stale-revision');
  expect(stale.detail).toContain('已在别处更新');
  expect((await yuelu!.send('PUT', `/api/experts/${id}`, { body: facts })).json()).toMatchObject({ code: 'not-found' });
  // Another body: the national supervisor may, the province may not give an expert away to where it keeps none.
  const moved = { ...(await factsOf('hunan-expert6')), organisationId: 'zhejiang' };
  expect((await hunan!.send('PUT', `/api/experts/${id}`, { body: moved })).json()).toMatchObject({ code: 'not-allowed' });
  expect((await national!.send('PUT', `/api/experts/${id}`, { body: moved })).statusCode).toBe(200);
  expect((await changes(id)).rows).toMatchObject([
    { kind: 'changed', changed: ['organisation'] },
    { kind: 'changed', changed: ['fields', 'workplace'] },
  ]);
  await home.db.transaction((tx) => seedPeople(tx));
  expect(await find('hunan-expert6')).toMatchObject({ organisationId: 'zhejiang', fields: ['film'] });
  const held = await home.db.select().from(posts).where(eq(posts.userId, id));
  expect(held).toMatchObject([{ role: 'expert', organisationId: 'zhejiang' }]);
});

test('who has retired is drawn no more, and no stand-by either, but stays on the panel they were drawn for; a declared tie keeps away', async () => {
  const [company] = await home.db.select().from(users).where(eq(users.id, 'company'));
  const tied = await find('hunan-expert5');
  const body = { ...(await factsOf('hunan-expert5')), ties: [{ kind: 'partTime', name: company!.name, code: company!.code! }] };
  expect((await national!.send('PUT', `/api/experts/${tied.id}`, { body })).statusCode).toBe(200);
  expect((await retire('hunan-expert4')).statusCode).toBe(200);
  await home.db.transaction((tx) => seedPeople(tx));
  expect((await pool(national!, 'state=retired')).rows.map((one) => one.login)).toEqual(['hunan-expert4']);

  const { caseNumber } = await submit(home, await home.as('company'), 'film-public-screening', 'hunan');
  await decide(await home.as('hunan-window'), caseNumber, 'accept');
  const { id: taskId } = await openTask(reviewer!, caseNumber);
  await reviewer!.post(`/api/tasks/${taskId}/claim`);
  const drawn = await reviewer!.post(`/api/tasks/${taskId}/expert-draw`, { count: 5 });
  expect(drawn.statusCode, drawn.body).toBe(200);
  const read = async () =>
    routes.experts.ofCase.response.parse((await reviewer!.get(`/api/cases/${caseNumber}/experts`)).json()).panels[0]!;
  const panel = await read();
  const reasons = Object.fromEntries(panel.candidates.map((one) => [one.id, one.reason]));
  expect(reasons).not.toHaveProperty('hunan-expert4');
  expect(reasons).toMatchObject({ 'hunan-expert5': 'declaredTie', 'hunan-expert3': null });
  const inOrder = panel.candidates.filter(({ place }) => place !== null).toSorted((a, b) => a.place! - b.place!);
  const loginOf = async (id: string) => (await home.db.select().from(users).where(eq(users.id, id)))[0]!.login;

  // One of the panel and the first who stands by retire.
  const [member, leaving] = [panel.members[0]!.id, panel.members[1]!.id];
  const [first, second] = [inOrder[5]!.id, inOrder[6]!.id];
  for (const id of [member, first]) expect((await retire(await loginOf(id))).statusCode).toBe(200);
  expect((await read()).members.map(({ id }) => id)).toContain(member);
  const replacing = { expertId: leaving, why: 'unavailable', reason: '出差' };
  const replaced = await reviewer!.post(`/api/cases/${caseNumber}/expert-replacements`, replacing);
  expect(replaced.statusCode, replaced.body).toBe(200);
  expect((await read()).replacements).toMatchObject([{ in: { id: second } }]);
  const sent = await reviewer!.post(`/api/tasks/${taskId}/complete`, { ...nothingMore, decision: 'pass', opinion: '请评审', step: 3 });
  expect(sent.statusCode, sent.body).toBe(200);
  // Who has retired since they were drawn is still asked.
  const login = await loginOf(member);
  if (login !== 'film-scholar') expect((await openTask(await home.as(login), caseNumber)).id).toMatch(/./);
  expect((await retire('hunan-expert4', false)).json()).toMatchObject({ retiredAt: null });
  expect((await changes('hunan-expert4')).rows.map(({ kind }) => kind)).toEqual(['restored', 'retired']);
  expect(await home.db.select().from(expertPool).where(eq(expertPool.userId, 'hunan-expert4'))).not.toEqual([]);
});
