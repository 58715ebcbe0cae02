import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import type { InspectionView } from '../../../schema/contracts/inspections.ts';
import { firstBreak } from '../../../schema/db/ledger.ts';
import { cases, ledger, recusals } from '../../../schema/db/tables/index.ts';
import { decide, openCaseHome, openTask, submit } from '../../test-support/case-home.ts';
import { samplePdf } from '../../test-support/sample.ts';
import { upload } from '../../test-support/upload.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: Awaited<ReturnType<typeof openCaseHome>>;
let [applicant, window, reviewer, colleague, decider, stranger]: Visitor[] = [];
beforeAll(async () => {
  home = await openCaseHome();
  const logins = ['bookshop', 'yuelu-window', 'yuelu-reviewer', 'yuelu-reviewer2', 'yuelu-decider', 'xihu-reviewer'];
  [applicant, window, reviewer, colleague, decider, stranger] = await Promise.all(logins.map((login) => home.as(login)));
});
afterAll(() => home?.close());

/** The smallest PNG there is, and another of other bytes behind its end. */
const png = (end = ''): Buffer =>
  Buffer.concat([
    Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
    Buffer.from(end),
  ]);
const order = (visitor: Visitor, caseNumber: string, more: object = {}) =>
  visitor.post(`/api/cases/${caseNumber}/inspections`, {
    kind: 'siteVisit',
    officers: ['yuelu-reviewer', 'yuelu-reviewer2'],
    place: '麓山路1号',
    points: ['经营场所', '面积'],
    law: null,
    note: '核对经营场所',
    ...more,
  });
const ofCase = async (visitor: Visitor, caseNumber: string) =>
  routes.inspections.ofCase.response.parse((await visitor.get(`/api/cases/${caseNumber}/inspections`)).json());
const read = async (visitor: Visitor, id: string) =>
  routes.inspections.get.response.parse((await visitor.get(`/api/inspections/${id}`)).json());
const nameOf = async (visitor: Visitor) => (await visitor.get('/api/session')).json<{ user: { name: string } }>().user.name;
const write = (visitor: Visitor, { id, revision, photos }: InspectionView, more: object = {}) =>
  visitor.put(`/api/inspections/${id}/record`, {
    revision,
    findings: ['经营场所', '面积'].map((point) => ({ point, finding: `${point}与申请一致`, meets: true })),
    conclusion: '现场与申请材料一致',
    result: 'meets',
    photos: photos.map((one) => ({ id: one.id, takenAt: '2026-11-27T09:30:00+08:00', takenWhere: '门面', caption: '正门' })),
    ...more,
  });
const sign = async (visitor: Visitor, { id, revision }: InspectionView, more: object = {}) =>
  visitor.post(`/api/inspections/${id}/signatures`, { revision, signedName: await nameOf(visitor), ...more });
const typesOf = async (caseNumber: string) => {
  const entries = await home.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq);
  expect(firstBreak(entries)).toBeNull();
  return entries.filter(({ type }) => type.startsWith('inspection.'));
};

test('two of the staff are sent, record what they find with photos, and both sign; nothing is decided before', async () => {
  const { caseNumber } = await submit(home, applicant!, 'publication-retail', 'yuelu');
  await openTask(window!, caseNumber);
  expect((await order(reviewer!, caseNumber)).json()).toMatchObject({ code: 'not-accepted' });
  await decide(window!, caseNumber, 'accept');

  expect((await order(reviewer!, caseNumber, { officers: ['yuelu-reviewer', 'yuelu-reviewer'] })).json()).toMatchObject({
    code: 'inspectors-too-few',
    status: 422,
    params: { least: 2 },
  });
  expect((await order(reviewer!, caseNumber, { officers: ['yuelu-reviewer', 'xihu-reviewer'] })).json()).toMatchObject({
    code: 'inspector-unknown',
  });
  expect((await order(reviewer!, caseNumber, { kind: 'testing' })).json()).toMatchObject({ code: 'no-legal-basis' });
  expect((await order(window!, caseNumber)).json()).toMatchObject({ code: 'not-allowed' });
  expect((await order(stranger!, caseNumber)).statusCode).toBe(404);
  const out = { caseNumber, kind: 'declared' as const, state: 'upheld' as const, personId: 'yuelu-reviewer2', organisationId: 'yuelu' };
  await home.db.insert(recusals).values({ id: 'kin', ...out, reason: 'x', askedBy: 'yuelu-reviewer2', askedAt: new Date() });
  expect((await order(reviewer!, caseNumber)).json()).toMatchObject({
    code: 'person-avoids',
    params: { reasons: { 'yuelu-reviewer2': 'recused' } },
  });
  await home.db.update(recusals).set({ state: 'rejected' }).where(eq(recusals.id, 'kin'));
  const before = await reviewer!.get(`/api/cases/${caseNumber}`);
  const ordered = await order(reviewer!, caseNumber);
  expect(ordered.statusCode, ordered.body).toBe(200);
  // A site visit stops no clock.
  expect((await reviewer!.get(`/api/cases/${caseNumber}`)).json()).toMatchObject({ dueAt: before.json<{ dueAt: string }>().dueAt });
  const [{ id }] = (await ofCase(reviewer!, caseNumber)).inspections as [InspectionView];
  const mine = routes.inspections.mine.response.parse((await colleague!.get('/api/inspections')).json());
  expect(mine.rows).toMatchObject([{ id, isMine: true, signs: true, lacks: ['findings', 'photos', 'conclusion'] }]);

  // The process goes on, but not past the decision.
  await decide(reviewer!, caseNumber, 'pass', { opinion: '待核查后决定' });
  const { id: taskId } = await openTask(decider!, caseNumber);
  await decider!.post(`/api/tasks/${taskId}/claim`);
  const desk = routes.tasks.get.response.parse((await decider!.get(`/api/tasks/${taskId}`)).json());
  expect(desk.decisions.map(({ value, enabled, reason }) => [value, enabled, reason])).toEqual([
    ['grant', false, 'inspectionOpen'],
    ['deny', false, 'inspectionOpen'],
    ['back', true, null],
  ]);
  const grant = () =>
    decider!.post(`/api/tasks/${taskId}/complete`, { decision: 'grant', opinion: '准予', marks: [], agency: null, step: desk.case.step });
  const refused = await grant();
  expect(refused.json()).toMatchObject({ code: 'inspection-open', status: 409 });
  expect(refused.json<{ detail: string }>().detail).toContain('核查检验还没有结束');

  // Photos: what they are is seen from their bytes, and only the inspectors hand them in.
  const send = (visitor: Visitor, filename: string, bytes: Buffer) =>
    upload(visitor, { target: `inspection:${id}`, materialCode: 'photo', filename, bytes });
  expect((await send(decider!, '门面.png', png())).statusCode).toBe(404);
  expect((await send(applicant!, '门面.png', png())).statusCode).toBe(404);
  expect((await send(reviewer!, '门面.png', samplePdf())).json()).toMatchObject({ code: 'file-type-disguised' });
  expect((await send(reviewer!, '说明.pdf', samplePdf())).json()).toMatchObject({ code: 'file-type-refused' });
  const sent = await send(reviewer!, '门面.png', png());
  expect(sent.statusCode, sent.body).toBe(200);
  await send(reviewer!, '门面.png', png());
  let seen = await read(reviewer!, id);
  expect(seen.photos).toMatchObject([{ name: '门面.png', caption: '', takenAt: null }]);
  const bytes = await decider!.get(`/api/inspection-photos/${seen.photos[0]!.id}`);
  expect(bytes.headers['content-type']).toBe('image/png');
  expect(bytes.rawPayload.equals(png())).toBe(true);
  expect((await applicant!.get(`/api/inspection-photos/${seen.photos[0]!.id}`)).statusCode).toBe(403);

  expect((await write(decider!, seen)).json()).toMatchObject({ code: 'not-allowed', params: { reason: 'notInspector' } });
  expect((await sign(reviewer!, seen)).json()).toMatchObject({
    code: 'inspection-incomplete',
    params: { lacks: ['findings', 'conclusion'] },
  });
  const written = await write(reviewer!, seen);
  expect(written.statusCode, written.body).toBe(200);
  expect((await write(colleague!, seen)).json()).toMatchObject({ code: 'inspection-changed' });
  seen = await read(colleague!, id);
  expect(seen).toMatchObject({ lacks: [], photos: [{ takenAt: '2026-11-27T01:30:00.000Z', takenWhere: '门面' }] });

  // The first signs; the second finds something and changes the record: the first signature is void.
  expect((await sign(reviewer!, seen, { signedName: '别人' })).json()).toMatchObject({ code: 'signature-wrong' });
  expect((await sign(reviewer!, seen)).json()).toMatchObject({ state: 'open', signs: false });
  expect((await write(colleague!, seen, { conclusion: '现场与申请材料一致，面积为 118 平方米' })).statusCode).toBe(200);
  const changed = await read(reviewer!, id);
  expect(changed).toMatchObject({ signs: true, officers: [{ signedAt: null }, { signedAt: null }] });
  expect((await sign(reviewer!, seen)).json()).toMatchObject({ code: 'inspection-changed' });
  expect((await grant()).json()).toMatchObject({ code: 'inspection-open' });
  await sign(reviewer!, changed);
  await send(colleague!, '门面2.png', png('2'));
  const last = await read(colleague!, id);
  expect(last.officers.every(({ signedAt }) => signedAt === null)).toBe(true);
  await sign(reviewer!, last);
  const closed = await sign(colleague!, last);
  expect(closed.json(), closed.body).toMatchObject({ state: 'closed', isIntact: true, result: 'meets' });
  expect((await write(colleague!, await read(colleague!, id))).json()).toMatchObject({ code: 'inspection-over' });
  expect((await send(colleague!, '门面3.png', png('3'))).json()).toMatchObject({ code: 'inspection-over' });

  const entries = await typesOf(caseNumber);
  expect(entries.map(({ type }) => type.slice('inspection.'.length))).toEqual([
    'ordered',
    'photoAdded',
    'recorded',
    'signed',
    'recorded',
    'signed',
    'photoAdded',
    'signed',
    'signed',
    'closed',
  ]);
  expect(entries.filter(({ data }) => data.why === 'voids').map(({ data }) => data.users)).toEqual([
    ['yuelu-reviewer'],
    ['yuelu-reviewer'],
  ]);
  expect(entries.at(-1)!.data).toMatchObject({ hash: (await read(decider!, id)).recordHash, result: 'meets' });
  expect((await grant()).statusCode).toBe(200);
  // The applicant reads that an inspection was made and what came of it, and nobody's name.
  const told = (await applicant!.get(`/api/cases/${caseNumber}`)).body;
  expect(told).toContain('inspection.ordered');
  expect(told).not.toContain('inspection.signed');
  expect(told).not.toContain(await nameOf(colleague!));
});

test('inspectors named later than five working days after acceptance are flagged; an inspection can be called off', async () => {
  const { caseNumber } = await submit(home, applicant!, 'publication-retail', 'yuelu');
  await decide(window!, caseNumber, 'accept');
  const testing = { kind: 'testing', law: '《印刷业管理条例》第九条（示例）', points: ['样品'] };
  await order(reviewer!, caseNumber, testing);
  const early = (await ofCase(reviewer!, caseNumber)).inspections[0]!;
  expect(early).toMatchObject({ isLate: false, basis: { zh: expect.stringContaining('第五十五条') } });
  expect(early.assignBy! > new Date().toISOString()).toBe(true);
  expect((await colleague!.post(`/api/inspections/${early.id}/cancellation`, { reason: '' })).statusCode).toBe(400);
  expect((await window!.post(`/api/inspections/${early.id}/cancellation`, { reason: '改日' })).json()).toMatchObject({
    code: 'not-allowed',
  });
  expect((await reviewer!.post(`/api/inspections/${early.id}/cancellation`, { reason: '改日' })).json()).toMatchObject({
    state: 'cancelled',
  });
  const monthAgo = new Date(Date.now() - 30 * 24 * 60 * 60_000);
  await home.db.update(cases).set({ acceptedAt: monthAgo }).where(eq(cases.caseNumber, caseNumber));
  await order(reviewer!, caseNumber, testing);
  expect((await ofCase(decider!, caseNumber)).inspections[1]).toMatchObject({ isLate: true, state: 'open', mayCancel: true });
  const broken = async (visitor: Visitor) =>
    routes.cases.get.response.parse((await visitor.get(`/api/cases/${caseNumber}`)).json()).violations;
  expect((await broken(decider!)).map(({ kind, law }) => [kind, law])).toEqual([['lateInspection', '第五十五条']]);
  expect(await broken(applicant!)).toEqual([]);
  expect((await typesOf(caseNumber)).map(({ type }) => type)).toEqual([
    'inspection.ordered',
    'inspection.cancelled',
    'inspection.orderedLate',
  ]);
});
