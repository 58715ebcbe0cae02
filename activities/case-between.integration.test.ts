import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliveries, subscriptions } from '../schema/db/tables/index.ts';
import { deliver } from './outbox/deliver.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';
import { flow, publishBody } from './test-support/publish.ts';
import { TestCase } from './test-support/test-case.ts';

let home: Home;
let waits: string;
let throws: string;

const roots = `<signal id="Sig" name="plan-published"/><message id="Msg" name="premises-checked"/>
  <correlationProperty id="cp" name="place"><correlationPropertyRetrievalExpression messageRef="Msg"><messagePath>form.place</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
  <collaboration id="co"><participant id="pa" processRef="P"/><correlationKey id="ck"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration>`;
const correlated =
  '<correlationSubscription id="cs" correlationKeyRef="ck"><correlationPropertyBinding correlationPropertyRef="cp"><dataPath>form.place</dataPath></correlationPropertyBinding></correlationSubscription>';

beforeAll(async () => {
  home = await openHome('real');
  waits = await publishBody(
    home,
    20,
    `${correlated}<startEvent id="S"/><parallelGateway id="F"/><intermediateCatchEvent id="OnSignal"><signalEventDefinition id="sd" signalRef="Sig"/></intermediateCatchEvent><userTask id="AfterSignal"/><endEvent id="E1"/>
     <intermediateCatchEvent id="OnMessage"><messageEventDefinition id="md" messageRef="Msg"/></intermediateCatchEvent><userTask id="AfterMessage"/><endEvent id="E2"/>
     ${flow('a', 'S', 'F')}${flow('b', 'F', 'OnSignal')}${flow('c', 'OnSignal', 'AfterSignal')}${flow('d', 'AfterSignal', 'E1')}${flow('e', 'F', 'OnMessage')}${flow('f', 'OnMessage', 'AfterMessage')}${flow('g', 'AfterMessage', 'E2')}`,
    roots,
  );
  throws = await publishBody(
    home,
    21,
    `<startEvent id="S"/><userTask id="Go"/><intermediateThrowEvent id="Signal"><signalEventDefinition id="sd" signalRef="Sig"/></intermediateThrowEvent>
     <intermediateThrowEvent id="Message"><messageEventDefinition id="md" messageRef="Msg"/></intermediateThrowEvent><endEvent id="E"/>
     ${flow('a', 'S', 'Go')}${flow('b', 'Go', 'Signal')}${flow('c', 'Signal', 'Message')}${flow('d', 'Message', 'E')}`,
    roots,
  );
});
afterAll(() => home?.close());

const waiting = (sequence: number, place: string) => TestCase.started(home, 'publication-retail', sequence, { place }, waits);
const opened = async (one: TestCase): Promise<string[]> => (await one.open()).map((task) => task.element).toSorted();
const received = async (one: TestCase): Promise<string[]> =>
  (await one.entries()).map((entry) => entry.type).filter((type) => type.endsWith('.received'));

test('a signal reaches every case that waits; a message the one that has waited longest for its key', async () => {
  const cases = [await waiting(201, 'A'), await waiting(202, 'A'), await waiting(203, 'B')];
  expect(await home.db.select().from(subscriptions)).toHaveLength(6);
  const thrower = await TestCase.started(home, 'publication-retail', 204, { place: 'A' }, throws);
  await thrower.complete('Go', null);

  for (const one of cases) await expect.poll(() => opened(one), { timeout: 20_000 }).toContain('AfterSignal');
  await expect.poll(() => opened(cases[0]!), { timeout: 20_000 }).toEqual(['AfterMessage', 'AfterSignal']);
  expect(await opened(cases[1]!)).toEqual(['AfterSignal']);
  expect(await opened(cases[2]!)).toEqual(['AfterSignal']);
  expect(await received(cases[0]!)).toEqual(['signal.received', 'message.received']);
  expect((await thrower.entries()).map((entry) => entry.type)).toEqual(expect.arrayContaining(['signal.thrown', 'message.thrown']));
  // What has come is waited for no more; the others wait on.
  const left = await home.db.select().from(subscriptions);
  expect(left.map((one) => [one.caseNumber, one.kind])).toEqual(
    expect.arrayContaining([
      [cases[1]!.number, 'message'],
      [cases[2]!.number, 'message'],
    ]),
  );
  expect(left).toHaveLength(2);
});

test('a sending repeated after a crash goes to the same case, and is taken there once', async () => {
  const [first, second] = [await waiting(211, 'C'), await waiting(212, 'C')];
  const id = 'elsewhere.1.0';
  const thrown = { id, caseNumber: 'elsewhere', what: 'message' as const, name: 'premises-checked', key: 'C', variables: {} };
  await deliver(home.client, home.db, thrown);
  // As after a crash between the sending and its note.
  await home.db.update(deliveries).set({ status: 'open' }).where(eq(deliveries.thrown, id));
  await deliver(home.client, home.db, thrown);
  expect(await received(first)).toEqual(['message.received']);
  expect(await received(second)).toEqual([]);
  // The next message finds the next case, and the one after that nobody: it is lost, not kept.
  await deliver(home.client, home.db, { ...thrown, id: 'elsewhere.2.0' });
  expect(await received(second)).toEqual(['message.received']);
  await deliver(home.client, home.db, { ...thrown, id: 'elsewhere.3.0' });
  expect(await home.db.select().from(deliveries).where(eq(deliveries.thrown, 'elsewhere.3.0'))).toEqual([]);
});

test('a receiver that has stopped waiting passes the message on to the next', async () => {
  const [first, second] = [await waiting(221, 'D'), await waiting(222, 'D')];
  const thrown = {
    id: 'elsewhere.4.0',
    caseNumber: 'elsewhere',
    what: 'message' as const,
    name: 'premises-checked',
    key: 'D',
    variables: {},
  };
  // Chosen, but it got another one before this one came.
  await home.db.insert(deliveries).values({ thrown: thrown.id, receiver: first.number, status: 'open', place: 0 });
  await deliver(home.client, home.db, { ...thrown, id: 'elsewhere.5.0' });
  await deliver(home.client, home.db, thrown);
  expect(await received(first)).toEqual(['message.received']);
  expect(await received(second)).toEqual(['message.received']);
  const tried = await home.db.select().from(deliveries).where(eq(deliveries.thrown, thrown.id)).orderBy(deliveries.place);
  expect(tried.map(({ status }) => status)).toEqual(['refused', 'done']);
});
