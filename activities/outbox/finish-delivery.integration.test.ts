import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordDelivered, withService } from '../../schema/db/service.ts';
import { documents, services } from '../../schema/db/tables/index.ts';
import { openHome } from '../test-support/home.ts';
import type { Home } from '../test-support/home.ts';
import { TestCase } from '../test-support/test-case.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

/** A case at the step of delivery, whose decision has been issued and planned. */
async function granted(sequence: number, answers: Record<string, unknown>) {
  const one = await TestCase.started(home, 'publication-retail', sequence, answers);
  await one.complete('Receive', 'accept');
  await one.complete('Review', 'pass', { opinion: '材料齐全' });
  await one.complete('Decide', 'grant', { opinion: '同意' });
  const ofDecision = and(eq(documents.caseNumber, one.number), eq(documents.kind, 'grantDecision'), eq(documents.state, 'issued'));
  const find = async () => (await home.db.select().from(documents).where(ofDecision))[0];
  await expect.poll(find, { timeout: 30_000 }).toBeDefined();
  return { one, decision: (await find())! };
}

const receive = (serviceId: string) =>
  withService(home.db, serviceId, (tx, held) =>
    recordDelivered(tx, held, { at: new Date(), receipt: { signedBy: '李四', taker: 'self' }, actor: null, now: new Date() }),
  );
const proofsOf = (one: TestCase) =>
  home.db
    .select()
    .from(documents)
    .where(and(eq(documents.caseNumber, one.number), eq(documents.kind, 'deliveryReceipt')))
    .orderBy(documents.sequence);

test('a decision that its applicant has received online ends the step of delivery by itself, and its proof says how', async () => {
  const { one, decision } = await granted(1, { deliveryWay: 'portal' });
  await receive(`${decision.id}.portal`);
  await one.until((row) => row.state === 'DELIVERED' && row.endedAt !== null);
  const closing = (await one.entries()).findLast(({ type }) => type === 'task.completed');
  expect(closing).toMatchObject({ element: 'Deliver', actorId: 'system', actorName: '系统' });
  const [ofPaper, ofCase] = await proofsOf(one);
  expect(ofPaper!.fields).toMatchObject({ way: '电子送达（政务服务网站）', takenBy: '李四（本人）' });
  expect(ofCase!.fields).toMatchObject({ way: '电子送达（政务服务网站）', takenBy: '李四' });
});

test('a result that goes by post is delivered when it is signed for, not when the decision is looked at', async () => {
  const address = { province: '湖南省', city: '长沙市', district: '岳麓区', detail: '示例路1号' };
  const { one, decision } = await granted(2, { deliveryWay: 'post', postAddress: address });
  const planned = await home.db.select().from(services).where(eq(services.documentId, decision.id));
  expect(planned.map(({ channel, state }) => `${channel} ${state}`).toSorted()).toEqual(['portal sent', 'post planned']);
  expect(planned.find(({ channel }) => channel === 'post')).toMatchObject({ address: '湖南省长沙市岳麓区示例路1号' });
  await receive(`${decision.id}.portal`);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect((await one.open()).map(({ element }) => element)).toEqual(['Deliver']);
  // The window's word that it went out and came is a record of its own, for a decision that has none.
  await one.complete('Deliver', 'delivered');
  await one.until((row) => row.state === 'DELIVERED');
});

test('where nothing is recorded, the window’s word that the step is done is the record', async () => {
  const { one, decision } = await granted(3, { deliveryWay: 'window' });
  await one.complete('Deliver', 'delivered');
  const [service] = await home.db
    .select()
    .from(services)
    .where(eq(services.id, `${decision.id}.window`));
  expect(service).toMatchObject({ state: 'delivered', recordedBy: 'officer' });
  expect((await proofsOf(one)).map(({ fields }) => fields.way)).toEqual(['直接送达（窗口）']);
});
