import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import type { HearingOffer } from '../../../schema/contracts/hearings.ts';
import { documents, hearings, services } from '../../../schema/db/tables/index.ts';
import { decide, openCaseHome, openTask, submit, until } from '../../test-support/case-home.ts';
import { samplePdf } from '../../test-support/sample.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
const people = new Map<string, Visitor>();
const as = (login: string): Visitor => people.get(login)!;
const logins = [
  'bookshop',
  'yuelu-window',
  'yuelu-reviewer',
  'yuelu-reviewer2',
  'yuelu-decider',
  'yuelu-supervisor',
  'changsha-supervisor',
];
beforeAll(async () => {
  home = await openCaseHome();
  for (const login of logins) people.set(login, await home.as(login));
});
afterAll(() => home?.close());

const dayMs = 24 * 60 * 60_000;
const ahead = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();
const hearing = async (login: string, caseNumber: string) =>
  routes.hearings.ofCase.response.parse((await as(login).get(`/api/cases/${caseNumber}/hearing`)).json());
const offer = async (login: string, caseNumber: string, name: HearingOffer['name']) =>
  (await hearing(login, caseNumber)).offers.find((one) => one.name === name);
const view = async (login: string, caseNumber: string) =>
  routes.cases.get.response.parse((await as(login).get(`/api/cases/${caseNumber}`)).json());
const decisionClock = async (caseNumber: string) => (await view('bookshop', caseNumber)).clocks.find(({ name }) => name === 'decision')!;

/** A retail case at the desk of its decider, reviewed by `yuelu-reviewer`. */
async function reviewed(): Promise<string> {
  const { caseNumber } = await submit(home, as('bookshop'), 'publication-retail', 'yuelu');
  await decide(as('yuelu-window'), caseNumber, 'accept');
  return caseNumber;
}

const issued = (caseNumber: string, kind: string) =>
  until(
    () => home.db.select().from(documents).where(eq(documents.caseNumber, caseNumber)),
    (rows) => {
      const ofKind = rows.filter((one) => one.kind === kind);
      return ofKind.length > 0 && ofKind.every(({ state }) => state === 'issued');
    },
  ).then((rows) => rows.filter((one) => one.kind === kind));

const confirm = async (caseNumber: string, kind: string) => {
  const [paper] = (await issued(caseNumber, kind)).filter(({ partyId }) => partyId === null).toReversed();
  const answer = await as('bookshop').post(`/api/documents/${paper!.id}/receipt`);
  expect(answer.statusCode, answer.body).toBe(200);
};

/** The notices of the date were served so many days ago, and the hour has come: time is moved where it is kept. */
async function moveTime(caseNumber: string, noticedDaysAgo: number): Promise<void> {
  const notices = await home.db
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.caseNumber, caseNumber), eq(documents.kind, 'hearingNotice')));
  for (const { id } of notices) {
    const served = and(eq(services.documentId, id), eq(services.state, 'delivered'));
    await home.db
      .update(services)
      .set({ deliveredAt: new Date(Date.now() - noticedDaysAgo * dayMs) })
      .where(served);
  }
  await home.db
    .update(hearings)
    .set({ heldAt: new Date(Date.now() - 60_000) })
    .where(eq(hearings.caseNumber, caseNumber));
}

const record = {
  recorder: '赵六',
  participants: [
    { name: '某某书店', role: '申请人' },
    { name: '隔壁茶馆', role: '利害关系人' },
  ],
  statements: [{ speaker: '隔壁茶馆', words: '消防通道被占用。' }],
};

test('from the notice of the right to a decision that cites the record: clock, officer, seven days, challenge, third party', async () => {
  const caseNumber = await reviewed();
  const at = `/api/cases/${caseNumber}`;
  const reviewer = as('yuelu-reviewer');

  // A third party is told (art. 36), once.
  const named = { name: '隔壁茶馆', interest: '共用消防通道', email: null, phone: null };
  expect((await as('yuelu-supervisor').post(`${at}/parties`, named)).json()).toMatchObject({ code: 'not-allowed' });
  expect((await reviewer.post(`${at}/parties`, named)).statusCode).toBe(200);
  expect((await reviewer.post(`${at}/parties`, named)).json()).toMatchObject({ code: 'party-named' });
  const [notice] = await issued(caseNumber, 'partyNotice');
  const code = String(notice!.fields.accessCode);
  expect(code).toMatch(/^\d{8}$/);
  // It is between them and the authority.
  expect((await as('bookshop').get(`${at}/documents`)).body).not.toContain('partyNotice');
  expect((await as('bookshop').get(`/api/documents/${notice!.id}/content`)).statusCode).toBe(404);
  expect((await as('bookshop').get(at)).body).not.toMatch(/隔壁茶馆|partyNotice/);
  expect((await hearing('bookshop', caseNumber)).parties).toEqual([]);

  const party = (body: object) => home.anyone.post('/api/party', { caseNumber, code, ...body });
  const act = (body: object, key?: string) => home.anyone.post('/api/party/acts', { caseNumber, code, act: body }, key);
  expect((await party({ code: '00000000' })).json()).toMatchObject({ code: 'party-code-wrong' });
  const page = await party({});
  const read = routes.hearings.party.response.parse(page.json());
  expect(read).toMatchObject({ itemName: { zh: '出版物零售业务经营许可' }, interest: '共用消防通道', dueAt: null, hearing: null });
  // Nothing of the application, its materials or its query code.
  for (const secret of ['answers', 'materials', 'premises', 'creditCode', 'queryCode', samplePdf('x').toString('latin1').slice(0, 8)])
    expect(page.body).not.toContain(secret);

  // The right to a hearing is told to both.
  expect(await offer('yuelu-reviewer', caseNumber, 'schedule')).toMatchObject({ enabled: false, reason: 'hearing-not-asked' });
  const tell = { basis: 'request', proposal: '不予许可', reasons: '经营场所占用消防通道' };
  expect((await reviewer.post(`${at}/hearing`, tell)).statusCode).toBe(200);
  expect((await reviewer.post(`${at}/hearing`, tell)).json()).toMatchObject({ code: 'hearing-open' });
  await decide(reviewer, caseNumber, 'fail', { opinion: '建议不予许可' });

  // Nothing is decided while the days run: the button says so, the API refuses.
  const { id: taskId } = await openTask(as('yuelu-decider'), caseNumber);
  await as('yuelu-decider').post(`/api/tasks/${taskId}/claim`);
  const desk = async () => routes.tasks.get.response.parse((await as('yuelu-decider').get(`/api/tasks/${taskId}`)).json());
  const complete = async (decision: string) => {
    const body = { decision, opinion: '不符合条件', marks: [], agency: null, step: (await desk()).case.step };
    return as('yuelu-decider').post(`/api/tasks/${taskId}/complete`, body);
  };
  expect((await desk()).decisions.find(({ value }) => value === 'deny')).toMatchObject({ enabled: false, reason: 'hearing-unserved' });
  expect((await desk()).decisions.find(({ value }) => value === 'back')).toMatchObject({ enabled: true });
  expect((await complete('deny')).json()).toMatchObject({ code: 'hearing-unserved' });
  await confirm(caseNumber, 'hearingRightsNotice');
  const rights = (await issued(caseNumber, 'hearingRightsNotice')).find(({ partyId }) => partyId !== null)!;
  expect((await act({ kind: 'receipt', documentId: (await issued(caseNumber, 'acceptanceNotice'))[0]!.id })).json()).toMatchObject({
    code: 'not-found',
  });
  await until(
    async () => (await party({})).json<{ papers: object[] }>().papers,
    (papers) => papers.length === 2,
  );
  for (const { id } of [notice!, rights]) expect((await act({ kind: 'receipt', documentId: id })).statusCode).toBe(200);
  const running = (await complete('deny')).json<{ code: string; detail: string; params: { untilDay: string } }>();
  expect(running.code).toBe('hearing-running');
  expect(running.detail).toContain(running.params.untilDay);

  // Their opinion is kept, once, and read at the desk.
  const words = { kind: 'state', words: '请先恢复消防通道。' };
  expect((await act(words, 'the-same-key')).statusCode).toBe(200);
  expect((await act(words, 'the-same-key')).headers['content-type']).toContain('json');
  await act(words);
  const [told] = (await hearing('yuelu-decider', caseNumber)).parties;
  expect(told).toMatchObject({ name: '隔壁茶馆', statements: [{ words: words.words }], heardAt: expect.any(String) });

  // The applicant asks; asked twice it is one request, and the limit stands still for it.
  expect((await as('bookshop').post(`${at}/hearing/answer`, { answer: 'request', reason: '愿意整改' })).statusCode).toBe(200);
  expect((await as('bookshop').post(`${at}/hearing/answer`, { answer: 'request', reason: '愿意整改' })).statusCode).toBe(200);
  expect((await view('bookshop', caseNumber)).timeline.filter(({ type }) => type === 'hearing.requested')).toHaveLength(1);
  await until(
    () => decisionClock(caseNumber),
    ({ state }) => state === 'stopped',
  );
  expect((await decisionClock(caseNumber)).explanation.map(({ zh }) => zh).join('')).toContain('因听证');
  await until(
    () => hearing('yuelu-reviewer', caseNumber),
    ({ hearing: one }) => one!.stopsLimit,
  );
  expect((await complete('deny')).json()).toMatchObject({ code: 'hearing-awaited' });
  expect((await as('yuelu-reviewer').post(`${at}/procedures/end`, { reason: '不等了' })).json()).toMatchObject({ code: 'hearing-open' });
  expect((await act({ kind: 'waive', reason: '' })).statusCode).toBe(200);

  // Date and officer (art. 48).
  const officers = (await reviewer.get(`${at}/hearing/officers`)).json<{ id: string; reason: string | null }[]>();
  expect(officers.find(({ id }) => id === 'yuelu-reviewer')).toMatchObject({ reason: 'handledCase' });
  expect(officers.find(({ id }) => id === 'yuelu-reviewer2')).toMatchObject({ reason: null });
  const date = { heldAt: ahead(10), place: '三楼听证室', officerId: 'yuelu-reviewer2' };
  const schedule = (more: object) => reviewer.post(`${at}/hearing/date`, { ...date, ...more });
  // A day that does not exist is refused by its field, and no date is set.
  const impossible = await schedule({ heldAt: '2027-02-30T09:00:00+08:00' });
  expect(impossible.statusCode).toBe(400);
  expect(impossible.json()).toMatchObject({ code: 'bad-request', errors: [{ path: 'heldAt', code: 'invalid_format' }] });
  expect((await schedule({ heldAt: ahead(6) })).json()).toMatchObject({
    code: 'hearing-notice-short',
    params: { earliest: expect.any(String) },
  });
  expect((await schedule({ officerId: 'yuelu-reviewer' })).json()).toMatchObject({
    code: 'officer-refused',
    params: { reason: 'handledCase' },
  });
  expect((await schedule({ officerId: 'xihu-window' })).json()).toMatchObject({ code: 'officer-refused' });
  expect((await schedule({})).json(), 'scheduled').toMatchObject({ hearing: { state: 'scheduled', officer: '康桂英' } });
  const coming = () => home.anyone.get('/api/hearings').then((answer) => routes.hearings.coming.response.parse(answer.json()).rows);
  expect(await coming()).toMatchObject([
    { place: '三楼听证室', basis: 'request', matter: null, itemName: { zh: '出版物零售业务经营许可' } },
  ]);
  expect(JSON.stringify(await coming())).not.toMatch(/某某书店|隔壁茶馆/);
  await confirm(caseNumber, 'hearingNotice');
  const toParty = (await issued(caseNumber, 'hearingNotice')).find(({ partyId }) => partyId !== null)!;
  await until(
    async () => (await party({})).json<{ papers: object[] }>().papers,
    (papers) => papers.length === 3,
  );
  await act({ kind: 'receipt', documentId: toParty.id });
  expect((await reviewer.put(`${at}/hearing/record`, record)).json()).toMatchObject({ code: 'hearing-not-yet' });

  // The third party challenges the officer: until it is decided nothing is recorded, then another has to be named.
  expect((await act({ kind: 'challenge', reason: '与申请人是亲属' })).statusCode).toBe(200);
  expect((await act({ kind: 'challenge', reason: '与申请人是亲属' })).json()).toMatchObject({ code: 'recusal-pending' });
  await moveTime(caseNumber, 8);
  expect((await reviewer.put(`${at}/hearing/record`, record)).json()).toMatchObject({ code: 'officer-refused' });
  const asked = routes.recusals.list.response.parse((await as('yuelu-supervisor').get('/api/recusals')).json()).rows[0]!;
  expect(asked).toMatchObject({ askedBy: '隔壁茶馆', person: { id: 'yuelu-reviewer2' } });
  expect((await as('bookshop').get(`${at}/recusals`)).json()).toMatchObject({ rows: [] });
  expect((await as('yuelu-supervisor').post(`/api/recusals/${asked.id}/decision`, { uphold: true, reason: '属实' })).statusCode).toBe(200);
  expect((await hearing('yuelu-reviewer', caseNumber)).hearing).toMatchObject({ state: 'scheduled', officer: null });
  expect((await reviewer.put(`${at}/hearing/record`, record)).json()).toMatchObject({ code: 'hearing-without-officer' });
  expect((await reviewer.put(`${at}/hearing/officer`, { officerId: 'yuelu-reviewer2' })).json()).toMatchObject({ code: 'officer-refused' });
  expect((await reviewer.put(`${at}/hearing/officer`, { officerId: 'yuelu-supervisor' })).statusCode).toBe(200);

  // Held: the officer writes the record; too short a notice is no notice.
  await moveTime(caseNumber, 3);
  expect((await as('yuelu-supervisor').put(`${at}/hearing/record`, record)).json()).toMatchObject({ code: 'hearing-notice-late' });
  await moveTime(caseNumber, 8);
  expect((await as('yuelu-supervisor').put(`${at}/hearing/record`, record)).json()).toMatchObject({ hearing: { state: 'recorded' } });
  expect((await as('yuelu-supervisor').post(`${at}/hearing/closing`)).json()).toMatchObject({ code: 'hearing-unsigned' });
  expect((await as('bookshop').post(`${at}/hearing/signature`, { name: '李四', remark: '' })).statusCode).toBe(200);
  expect((await hearing('bookshop', caseNumber)).hearing!.people).toMatchObject([
    { isApplicant: true, signature: 'signed', signedName: '李四' },
  ]);
  // Written anew, it is signed anew.
  await as('yuelu-supervisor').put(`${at}/hearing/record`, { ...record, recorder: '钱七' });
  expect((await hearing('bookshop', caseNumber)).hearing!.people).toMatchObject([{ signature: null }]);
  await as('bookshop').post(`${at}/hearing/signature`, { name: '李四', remark: '' });
  const other = (await hearing('yuelu-supervisor', caseNumber)).hearing!.people.find(({ isApplicant }) => !isApplicant)!;
  const refused = { personId: other.id, outcome: 'refused', remark: '' };
  expect((await as('yuelu-supervisor').post(`${at}/hearing/signatures`, refused)).json()).toMatchObject({ code: 'opinion-required' });
  await as('yuelu-supervisor').post(`${at}/hearing/signatures`, { ...refused, remark: '认为记录不全' });
  expect((await complete('deny')).json()).toMatchObject({ code: 'hearing-awaited' });
  expect((await as('yuelu-supervisor').post(`${at}/hearing/closing`)).json()).toMatchObject({ hearing: { state: 'closed' }, hold: null });
  await until(
    () => decisionClock(caseNumber),
    ({ state }) => state === 'running',
  );

  // The decision rests on the record and says so.
  const [paper] = await issued(caseNumber, 'hearingRecord');
  expect(paper!.fields).toMatchObject({
    officer: '邱磊',
    signatures: [{ outcome: expect.stringContaining('李四') }, { outcome: expect.stringContaining('认为记录不全') }],
  });
  const denied = await complete('deny');
  expect(denied.statusCode, denied.body).toBe(200);
  const [decision] = await until(
    () =>
      home.db
        .select()
        .from(documents)
        .where(and(eq(documents.caseNumber, caseNumber), eq(documents.kind, 'denialDecision'))),
    (rows) => rows.length > 0,
  );
  expect(decision!.fields).toMatchObject({ hearingRecord: expect.stringContaining(paper!.number) });
  expect((await act({ kind: 'state', words: '太晚了' })).json()).toMatchObject({ code: 'hearing-not-now' });
  const story = (await view('yuelu-supervisor', caseNumber)).timeline
    .map(({ type }) => type)
    .filter((type) => /^(hearing|party)\./.test(type));
  expect(story).toEqual([
    'party.named',
    'hearing.told',
    'party.stated',
    'hearing.requested',
    'hearing.waived',
    'hearing.scheduled',
    'hearing.officerRemoved',
    'hearing.officerNamed',
    'hearing.recorded',
    'hearing.signed',
    'hearing.recordChanged',
    'hearing.signed',
    'hearing.signatureNoted',
    'hearing.closed',
  ]);
});

test('who says nothing in time waives it: the decision is free, nothing stood still, and the sweep writes it down once', async () => {
  const caseNumber = await reviewed();
  const at = `/api/cases/${caseNumber}`;
  await decide(as('yuelu-reviewer'), caseNumber, 'pass', { opinion: '符合' });
  await as('yuelu-reviewer').post(`${at}/hearing`, { basis: 'request', proposal: '准予许可', reasons: '符合条件' });
  await confirm(caseNumber, 'hearingRightsNotice');
  const { hold } = await hearing('yuelu-decider', caseNumber);
  expect(hold).toMatchObject({ code: 'hearing-running', until: expect.any(String) });
  await home.db
    .update(services)
    .set({ deliveredAt: new Date(Date.now() - 30 * dayMs) })
    .where(and(eq(services.caseNumber, caseNumber), eq(services.state, 'delivered')));
  expect(await hearing('yuelu-decider', caseNumber)).toMatchObject({
    hold: null,
    hearing: { state: 'waived', people: [{ answer: 'expired' }] },
  });
  expect((await as('bookshop').post(`${at}/hearing/answer`, { answer: 'request', reason: '' })).json()).toMatchObject({
    code: 'hearing-request-late',
  });
  expect((await decisionClock(caseNumber)).state).toBe('running');
  const sweep = () => home.db.execute(`select graphile_worker.add_job('sweep', '{}'::json)`);
  await sweep();
  await until(
    () => view('yuelu-supervisor', caseNumber),
    ({ timeline }) => timeline.some(({ type }) => type === 'hearing.dropped'),
  );
  await sweep();
  expect((await decide(as('yuelu-decider'), caseNumber, 'grant', { opinion: '准予' })).state).not.toBe('DECISION');
  const types = (await view('yuelu-supervisor', caseNumber)).timeline.map(({ type }) => type);
  expect(types.filter((type) => type === 'hearing.lapsed' || type === 'hearing.dropped')).toEqual(['hearing.lapsed', 'hearing.dropped']);
  const [paper] = await issued(caseNumber, 'grantDecision');
  expect(paper!.fields).not.toHaveProperty('hearingRecord');
});

test('one called ex officio stops the limit at once; a request taken back lets it go on', async () => {
  const called = await reviewed();
  await as('yuelu-reviewer').post(`/api/cases/${called}/hearing`, { basis: 'public', proposal: '涉及公共利益', reasons: '周边居民较多' });
  await until(
    () => decisionClock(called),
    ({ state }) => state === 'stopped',
  );
  expect((await as('bookshop').post(`/api/cases/${called}/hearing/answer`, { answer: 'waive', reason: '' })).json()).toMatchObject({
    code: 'hearing-not-asked',
  });

  const caseNumber = await reviewed();
  const at = `/api/cases/${caseNumber}`;
  await as('yuelu-reviewer').post(`${at}/hearing`, { basis: 'request', proposal: '不予许可', reasons: '场所不符' });
  for (const answer of ['request', 'waive'] as const) {
    expect((await as('bookshop').post(`${at}/hearing/answer`, { answer, reason: '' })).statusCode).toBe(200);
    await until(
      () => decisionClock(caseNumber),
      ({ state }) => state === (answer === 'request' ? 'stopped' : 'running'),
    );
  }
  expect(await hearing('bookshop', caseNumber)).toMatchObject({ hearing: { state: 'waived' } });

  // One whose case is withdrawn has nothing to hear.
  expect((await as('bookshop').post(`/api/cases/${called}/withdrawal`, { reason: '不办了' })).statusCode).toBe(200);
  await home.db.execute(`select graphile_worker.add_job('sweep', '{}'::json)`);
  await until(
    () => hearing('yuelu-reviewer', called),
    (one) => one.hearing!.state === 'waived' && !one.hearing!.stopsLimit,
  );
});
