import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CaseService, ServedPaper } from '../../../schema/contracts/service.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { createDocument } from '../../../schema/db/documents.ts';
import { firstBreak } from '../../../schema/db/ledger.ts';
import { planService } from '../../../schema/db/service.ts';
import { cases, documents, incidents, ledger, serviceChoices, services } from '../../../schema/db/tables/index.ts';
import { sampleFields } from '../../../schema/documents/fill-template.ts';
import { ContentStore } from '../../../schema/files/content-store.ts';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import { storeCase } from '../../test-support/stored-case.ts';
import type { Visitor } from '../../test-support/visitor.ts';

let home: ApiHome;
let shop: Visitor;
let window: Visitor;
let clock = new Date('2026-11-27T10:00:00+08:00');
let caseNumber: string;
let paper: string;
let sequence = 100;

beforeAll(async () => {
  home = await openApi({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'service@example.cn' }, { now: () => clock });
  [shop, window] = (await Promise.all(['bookshop', 'yuelu-window'].map((login) => home.as(login)))) as [Visitor, Visitor];
});
afterAll(() => home?.close());

/** A denial of a new case, issued as the worker leaves it. */
beforeEach(async () => {
  clock = new Date();
  caseNumber = (await storeCase(home.db, 'bookshop', 'yuelu', ++sequence)).caseNumber;
  paper = await issue();
});

async function issue(kind: 'denialDecision' | 'acceptanceNotice' = 'denialDecision', step = 4): Promise<string> {
  const id = `${caseNumber}.${step}.0`;
  const asked = { kind, caseNumber, itemId: 'publication-retail', organisationId: 'yuelu', element: 'Deny' } as const;
  const bytes = Buffer.from(`%PDF-1.4 ${id}`);
  const sha256 = await new ContentStore(home.env.DATA_DIR).put(bytes);
  await home.db.transaction(async (tx) => {
    await createDocument(tx, { ...asked, id, at: clock.toISOString(), fields: sampleFields(kind) });
    const file = { state: 'issued', issuedAt: clock, retryAt: null, name: `${id}.pdf`, sha256, size: bytes.length, pages: 1 } as const;
    const [document] = await tx.update(documents).set(file).where(eq(documents.id, id)).returning();
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber));
    await planService(tx, row!, document!, clock);
  });
  return id;
}

const serviceOf = async (visitor: Visitor): Promise<CaseService> =>
  routes.service.ofCase.response.parse((await visitor.get(`/api/cases/${caseNumber}/service`)).json());
const paperOf = async (visitor: Visitor): Promise<ServedPaper> =>
  (await serviceOf(visitor)).papers.find((one) => one.documentId === paper)!;
const serviceIn = async (channel: string) => (await paperOf(window)).services.find((one) => one.channel === channel)!;
const consent = (channels: string[] = ['portal']) =>
  shop.put(`/api/cases/${caseNumber}/service-choice`, { channels, electronic: true, email: null, phone: null, postalAddress: null });
const further = (way: Record<string, unknown>, visitor = window, recipient = { kind: 'applicant', name: '某某书店' }) =>
  visitor.post(`/api/documents/${paper}/services`, { recipient, way });
const act = (serviceId: string, body: Record<string, unknown>, visitor = window) => visitor.post(`/api/services/${serviceId}/acts`, body);
const received = { act: 'received', on: '2026-01-01', signedBy: '李四', taker: 'family', signature: null, confirmed: true };
const proofs = async () =>
  (await home.db.select().from(documents).where(eq(documents.caseNumber, caseNumber))).filter(({ kind }) => kind === 'deliveryReceipt');
const entries = () => home.db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(ledger.seq);
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(clock);

test('opening a paper in the portal is its receipt, once, for who agreed to that; the remedies run from it', async () => {
  await consent();
  paper = await issue('denialDecision', 5);
  expect((await paperOf(shop)).remedies).toEqual([]);
  clock = new Date('2026-11-27T10:00:00+08:00');
  shop = await home.as('bookshop');
  expect((await shop.get(`/api/documents/${paper}/content`, { 'sec-purpose': 'prefetch' })).statusCode).toBe(200);
  expect(await paperOf(shop)).toMatchObject({ served: null });
  for (let n = 0; n < 3; n++) expect((await shop.get(`/api/documents/${paper}/content`)).statusCode).toBe(200);
  const seen = await paperOf(shop);
  expect(seen).toMatchObject({ served: { on: '2026-11-27', channel: 'portal' }, mayConfirm: false });
  // 2027-01-26 is the sixtieth day, 2027-05-27 the day of the sixth month; neither year is published yet.
  expect(seen.remedies).toEqual([
    { kind: 'reconsideration', until: '2027-01-26', moved: false, provisional: true, body: '示例市人民政府', isOver: false },
    { kind: 'litigation', until: '2027-05-27', moved: false, provisional: true, body: '示例市人民法院', isOver: false },
  ]);
  expect((await entries()).filter(({ type }) => type === 'delivery.received')).toHaveLength(1);
  expect(await proofs()).toHaveLength(1);
  expect((await proofs())[0]!.fields).toMatchObject({ way: '电子送达（政务服务网站）', deliveredOn: '2026-11-27' });
  expect(firstBreak(await entries())).toBeNull();
});

test('who has not agreed to electronic service is served by confirming, not by looking; staff who look serve nobody', async () => {
  await shop.get(`/api/documents/${paper}/content`);
  await window.get(`/api/documents/${paper}/content`);
  expect(await paperOf(shop)).toMatchObject({ served: null, mayConfirm: true });
  const confirm = (visitor: Visitor) => visitor.post(`/api/documents/${paper}/receipt`);
  expect((await confirm(window)).json()).toMatchObject({ code: 'not-allowed' });
  expect((await confirm(await home.as('company'))).json()).toMatchObject({ code: 'not-found' });
  expect((await confirm(shop)).statusCode).toBe(200);
  expect((await confirm(shop)).statusCode).toBe(200);
  expect(await paperOf(shop)).toMatchObject({ served: { on: today(), channel: 'portal' }, mayConfirm: false });
  expect(await proofs()).toHaveLength(1);
});

test('at the window: a drawn signature is kept for who handles the case, or a typed name that was confirmed', async () => {
  expect((await further({ channel: 'window' })).statusCode).toBe(200);
  const { id, acts } = await serviceIn('window');
  expect(acts).toEqual(['received', 'refused', 'failed']);
  const drawn = (base64: string) => act(id, { ...received, signature: `data:image/png;base64,${base64}` });
  expect((await drawn(Buffer.from('no picture at all, whatever it says').toString('base64'))).json()).toMatchObject({
    code: 'signature-unreadable',
  });
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  expect((await drawn(png)).statusCode).toBe(200);
  const signed = await serviceIn('window');
  expect(signed).toMatchObject({ state: 'delivered', isDrawn: true, acts: [], receipt: { signedBy: '李四', taker: 'family' } });
  const picture = await window.get(`/api/services/${id}/signature`);
  expect(picture.headers['content-type']).toBe('image/png');
  expect(picture.rawPayload.toString('base64')).toBe(png);
  for (const who of [shop, await home.as('xihu-window')]) expect((await who.get(`/api/services/${id}/signature`)).statusCode).toBe(404);
  expect((await proofs())[0]!.fields).toMatchObject({ way: '直接送达（窗口）', takenBy: '李四（同住成年家属）', deliveredOn: today() });
  expect((await act(id, received)).json()).toMatchObject({ code: 'service-act-refused' });
});

test('by post: tracked, received on the day of its receipt, and on no impossible day', async () => {
  await further({ channel: 'post', address: '长沙市岳麓区示例路1号' });
  const { id } = await serviceIn('post');
  expect((await act(id, received)).json()).toMatchObject({ code: 'service-act-refused' });
  expect((await act(id, { act: 'posted', carrier: '邮政特快', trackingNumber: 'EA123456789CN' })).statusCode).toBe(200);
  expect(await serviceIn('post')).toMatchObject({ state: 'sent', trackingNumber: 'EA123456789CN' });
  expect((await act(id, { ...received, on: '2020-01-01' })).json()).toMatchObject({ code: 'service-date-wrong' });
  const sentAt = new Date(clock.getTime() - 3 * 24 * 3_600_000);
  await home.db.update(services).set({ sentAt }).where(eq(services.id, id));
  const yesterday = new Date(clock.getTime() - 24 * 3_600_000);
  const on = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(yesterday);
  expect((await act(id, { ...received, taker: 'mailroom', on })).statusCode).toBe(200);
  expect(await paperOf(window)).toMatchObject({ served: { on, channel: 'post' } });
  expect((await proofs())[0]!.fields).toMatchObject({
    tracking: '邮政特快 EA123456789CN',
    takenBy: '李四（负责收件的人）',
    deliveredOn: on,
  });
});

test('leaving needs a refusal before and two witnesses; a public notice that other ways have failed', async () => {
  const witnesses = [
    { name: '王五', unit: '示例社区居委会' },
    { name: '赵六', unit: '示例社区居委会' },
  ];
  const left = { channel: 'leaving', on: today(), place: '经营场所', reason: '不认可决定', witnesses };
  expect((await further(left)).json()).toMatchObject({ code: 'service-not-refused' });
  expect((await further({ channel: 'notice', on: today(), where: '示例日报' })).json()).toMatchObject({ code: 'service-not-exhausted' });
  await further({ channel: 'window' });
  const { id } = await serviceIn('window');
  expect((await act(id, { act: 'refused', reason: '不认可决定' })).statusCode).toBe(200);
  expect((await paperOf(window)).offers.find(({ channel }) => channel === 'leaving')).toEqual({ channel: 'leaving', problem: null });
  expect((await further({ ...left, witnesses: witnesses.slice(1) })).json()).toMatchObject({ code: 'bad-request' });
  expect((await further(left)).statusCode).toBe(200);
  expect(await paperOf(window)).toMatchObject({ served: { on: today(), channel: 'leaving' } });
  expect((await proofs())[0]!.fields).toMatchObject({
    witnesses: '王五（示例社区居委会）、赵六（示例社区居委会）',
    remark: '拒收事由：不认可决定；留置于经营场所',
  });
});

test('a bounce takes a receipt back, is told, and another way settles it', async () => {
  await further({ channel: 'email', address: 'shop@example.cn' });
  const { id } = await serviceIn('email');
  await home.db.update(services).set({ state: 'delivered', deliveredAt: clock, retryAt: null }).where(eq(services.id, id));
  expect((await paperOf(window)).served).toMatchObject({ channel: 'email' });
  expect((await act(id, { act: 'failed', reason: '收到退信：邮箱已满' })).statusCode).toBe(200);
  expect(await paperOf(window)).toMatchObject({ served: null });
  const told = async () =>
    (
      await home.db
        .select()
        .from(incidents)
        .where(eq(incidents.id, `service:${paper}`))
    )[0];
  expect(await told()).toMatchObject({ code: 'delivery-failed', resolvedAt: null });
  const supervisor = await home.as('yuelu-supervisor');
  expect((await supervisor.post(`/api/incidents/${encodeURIComponent(`service:${paper}`)}/retry`, {})).statusCode).toBe(200);
  expect(await serviceIn('email')).toMatchObject({ state: 'planned' });
  await shop.post(`/api/documents/${paper}/receipt`);
  expect((await told())!.resolvedAt).not.toBeNull();
  expect(await paperOf(window)).toMatchObject({ served: { channel: 'portal' } });
});

test('a third party’s service starts no period of the applicant’s, and is not theirs to see', async () => {
  await further({ channel: 'window' }, window, { kind: 'thirdParty', name: '隔壁书店' });
  const { id } = await serviceIn('window');
  await act(id, received);
  expect((await paperOf(window)).services.map(({ recipient }) => recipient.name)).toContain('隔壁书店');
  expect(await paperOf(shop)).toMatchObject({ served: null, remedies: [] });
  expect(JSON.stringify(await serviceOf(shop))).not.toContain('隔壁书店');
  const timelineOf = async (visitor: Visitor) => {
    const view = routes.cases.get.response.parse((await visitor.get(`/api/cases/${caseNumber}`)).json());
    return view.timeline.map(({ type }) => type);
  };
  expect(await timelineOf(window)).toContain('delivery.received');
  expect(await timelineOf(shop)).not.toContain('delivery.received');
});

test('a request that is repeated plans one service', async () => {
  const body = { recipient: { kind: 'applicant', name: '某某书店' }, way: { channel: 'window' } };
  for (let n = 0; n < 2; n++) await window.post(`/api/documents/${paper}/services`, body, 'the-same-key-twice');
  expect((await paperOf(window)).services.filter(({ channel }) => channel === 'window')).toHaveLength(1);
});

test('how to be reached is chosen with the draft, goes with the case, and is changed later; ways that are off say why', async () => {
  const { id } = (await shop.post('/api/drafts', { itemId: 'publication-retail', organisationId: 'yuelu' })).json<{ id: string }>();
  const at = `/api/drafts/${id}/service-choice`;
  const before = routes.service.choiceOfDraft.response.parse((await shop.get(at)).json());
  expect(before).toMatchObject({ said: false, choice: { channels: ['portal'], electronic: false } });
  expect(before.offers).toContainEqual({ channel: 'sms', problem: 'notSetUp' });
  expect(before.offers).toContainEqual({ channel: 'email', problem: null });
  const choice = { channels: ['portal', 'email'], electronic: true, email: 'shop@example.cn', phone: null, postalAddress: null };
  expect((await shop.put(at, { ...choice, email: '' })).json()).toMatchObject({ code: 'invalid-fields', errors: [{ path: 'email' }] });
  expect((await shop.put(at, { ...choice, electronic: false })).json()).toMatchObject({ errors: [{ path: 'electronic' }] });
  expect((await shop.put(at, { ...choice, channels: ['sms'] })).json()).toMatchObject({ code: 'service-channel-off' });
  expect((await shop.put(at, choice)).json()).toMatchObject({ said: true, choice });
  expect((await (await home.as('company')).get(at)).statusCode).toBe(404);
  expect((await shop.remove(`/api/drafts/${id}`)).statusCode).toBe(200);
  expect(await home.db.select().from(serviceChoices).where(eq(serviceChoices.draftId, id))).toEqual([]);

  const changed = { ...choice, email: 'other@example.cn' };
  expect((await shop.put(`/api/cases/${caseNumber}/service-choice`, changed)).json()).toMatchObject({ said: true, choice: changed });
  expect((await window.put(`/api/cases/${caseNumber}/service-choice`, changed)).json()).toMatchObject({ code: 'not-allowed' });
  const next = await issue('acceptanceNotice', 6);
  const planned = await home.db.select().from(services).where(eq(services.documentId, next));
  expect(Object.fromEntries(planned.map(({ channel, address }) => [channel, address]))).toEqual({
    email: 'other@example.cn',
    portal: null,
  });
});

test('who has nothing to do with a case neither reads nor writes its services', async () => {
  await further({ channel: 'window' });
  const { id } = await serviceIn('window');
  for (const login of ['xihu-window', 'company', 'designer', 'audit-admin']) {
    const stranger = await home.as(login);
    expect([403, 404], login).toContain((await stranger.get(`/api/cases/${caseNumber}/service`)).statusCode);
    expect([403, 404], login).toContain((await further({ channel: 'window' }, stranger)).statusCode);
    expect([403, 404], login).toContain((await act(id, received, stranger)).statusCode);
    expect([403, 404], login).toContain((await stranger.post(`/api/documents/${paper}/receipt`)).statusCode);
  }
  expect((await act(id, received, shop)).statusCode).toBe(403);
  expect((await serviceIn('window')).state).toBe('planned');
  expect((await home.anyone.get(`/api/cases/${caseNumber}/service`)).statusCode).toBe(401);
});
