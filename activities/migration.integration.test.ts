import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstBreak } from '../schema/db/ledger.ts';
import { stateSeal } from '../schema/db/sealed.ts';
import { caseStates, migrationUndos, positions } from '../schema/db/tables/index.ts';
import type { State } from '../workflows/engine/types.ts';
import { migrateUpdateName } from '../workflows/messages.ts';
import type { ActResult, Migration } from '../workflows/messages.ts';
import { compareAll } from './rebuild/compare.ts';
import { FactsSource } from './record/facts-source.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';
import { definitionOf, edited, publish, withSecondLook, type Definition } from './test-support/publish.ts';
import { TestCase } from './test-support/test-case.ts';

const itemId = 'publication-retail';
const designer = { id: 'designer', name: '设计员', organisationId: 'national' };

let home: Home;
let first: Definition;
let second: Definition;
let renamed: Definition;
beforeAll(async () => {
  home = await openHome('real');
  first = await definitionOf(home, itemId, 1);
  second = await publish(home, itemId, 2, edited(first.bpmn, withSecondLook));
  renamed = await publish(home, itemId, 3, edited(first.bpmn, [['"Review"', '"Examine"']]));
});
afterAll(() => home?.close());

/** Asks the case itself to go over, as a batch does. */
const ask = (
  one: TestCase,
  from: Definition,
  to: Definition,
  more: Partial<Migration> = {},
  id: string = randomUUID(),
): Promise<ActResult> =>
  home.client.workflow.getHandle(one.number).executeUpdate<ActResult, [Migration]>(migrateUpdateName, {
    args: [
      {
        program: to.program,
        definition: { id: to.id, version: to.version },
        from: from.hash,
        mapping: {},
        actor: designer,
        reason: '流程修订',
        batch: null,
        ...more,
      },
    ],
    updateId: id,
  });

const stateOf = async (one: TestCase) => {
  const [kept] = await home.db.select().from(caseStates).where(eq(caseStates.caseNumber, one.number));
  return kept?.endedAt === null ? { step: kept.step, state: stateSeal(home.env.SESSION_SECRET).open(kept.state) as State } : undefined;
};
const undoOf = async (one: TestCase) => (await home.db.select().from(migrationUndos).where(eq(migrationUndos.caseNumber, one.number)))[0];
const elements = async (one: TestCase) => (await one.open()).map(({ element }) => element);
const describe = (one: TestCase) => home.client.workflow.getHandle(one.number).describe();
const differences = async () => {
  const found = [];
  for await (const one of compareAll(home.db, new FactsSource(), false)) found.push(...one.differences);
  return found;
};

test('a case goes over in one step, goes on in a new run by the new version, and its ledger says so', async () => {
  const one = await TestCase.started(home, itemId, 1);
  await one.complete('Receive', 'accept');
  const { runId, historyLength } = await describe(one);
  expect(await ask(one, first, second)).toMatchObject({ step: 3, state: 'REVIEW' });
  await expect.poll(async () => (await describe(one)).runId, { timeout: 20_000 }).not.toBe(runId);
  const after = await describe(one);
  expect(after.historyLength).toBeLessThan(10);
  expect(after.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value])).toContainEqual(['ApprovalDefinition', second.id]);
  // The Update, its record and the way into the next run.
  const old = await home.client.workflow.getHandle(one.number, runId).describe();
  expect(old.historyLength - historyLength).toBeLessThanOrEqual(14);

  expect((await one.row()).definitionId).toBe(second.id);
  expect(await elements(one)).toEqual(['Review']);
  const entry = (await one.entries()).find(({ type }) => type === 'case.migrated');
  expect(entry).toMatchObject({
    actorId: 'designer',
    step: 3,
    data: { from: first.hash, to: second.hash, reason: '流程修订', version: 2 },
  });
  await one.complete('Review', 'pass', { opinion: '通过' });
  expect(await elements(one)).toEqual(['Verify']);
  await one.complete('Verify', null);
  await one.complete('Decide', 'grant', { opinion: '同意' });
  expect(await one.complete('Deliver', 'delivered')).toMatchObject({ state: 'DELIVERED' });
  expect(firstBreak(await one.entries())).toBeNull();
  expect(await stateOf(one)).toBeUndefined();
});

test('tasks, map and incidents carry the new names; a task that is held stays with its holder', async () => {
  const one = await TestCase.started(home, itemId, 2);
  await one.complete('Receive', 'accept');
  await one.complete('Review', 'pass', { opinion: '通过' });
  await one.complete('Decide', 'back', { opinion: '再审' });
  const before = await one.open();
  expect(before.map(({ element }) => element)).toEqual(['Review']);
  await ask(one, first, renamed, { mapping: { Review: 'Examine' } });
  const [task] = await one.open();
  expect(task).toMatchObject({ id: before[0]!.id, element: 'Examine', stage: 'review', dueAt: before[0]!.dueAt });
  const places = await home.db.select().from(positions).where(eq(positions.caseNumber, one.number));
  expect(places.find(({ element }) => element === 'Examine')).toMatchObject({ live: 1, count: 2 });
  expect(places.find(({ element }) => element === 'Review')).toBeUndefined();
  await one.complete('Examine', 'pass', { opinion: '通过' });
  expect(await elements(one)).toEqual(['Decide']);
});

test('what stands against it is told with every reason, costs no event, and changes nothing', async () => {
  const one = await TestCase.started(home, itemId, 3);
  await one.complete('Receive', 'accept');
  const { historyLength } = await describe(one);
  const refused = ask(one, first, renamed);
  await expect(refused).rejects.toMatchObject({
    cause: { type: 'cannot-migrate', details: [[{ element: 'Review', code: 'not-mapped', message: expect.stringContaining('Review') }]] },
  });
  await expect(ask(one, second, renamed)).rejects.toMatchObject({ cause: { type: 'other-version' } });
  expect((await describe(one)).historyLength).toBe(historyLength);
  expect((await one.row()).definitionId).toBe(first.id);
});

test('asked twice it is done once, also when the case has gone on in another run meanwhile', async () => {
  const one = await TestCase.started(home, itemId, 4);
  const { runId } = await describe(one);
  const done = await ask(one, first, second, {}, 'the-same-migration');
  await expect.poll(async () => (await describe(one)).runId, { timeout: 20_000 }).not.toBe(runId);
  expect(await ask(one, first, second, {}, 'the-same-migration')).toEqual(done);
  expect((await one.entries()).filter(({ type }) => type === 'case.migrated')).toHaveLength(1);
});

test('it is undone exactly while nobody has acted since: state, tasks, map and deadlines are as before', async () => {
  const one = await TestCase.started(home, itemId, 5);
  const [before, tasksBefore] = [await stateOf(one), await one.open()];
  await ask(one, first, second);
  const kept = await undoOf(one);
  expect(kept).toMatchObject({ step: 2, definitionId: first.id });
  const moved = await stateOf(one);
  expect(moved!.state.program).toBe(second.hash);
  expect((await one.open())[0]).toMatchObject({ name: '受理初审' });
  const back = stateSeal(home.env.SESSION_SECRET).open(kept!.state) as State;
  expect(back).toEqual(before!.state);
  await ask(one, second, first, { back, reason: '修订有误' });
  expect(await one.row()).toMatchObject({ step: 3, definitionId: first.id });
  expect(await one.open()).toEqual(tasksBefore);
  const { next: _next, at: _at, ...state } = (await stateOf(one))!.state;
  expect({ ...before!.state, next: 0, at: 0 }).toEqual({ ...state, next: 0, at: 0 });
  expect((await one.entries()).map(({ type }) => type)).toContain('case.migration-undone');
  expect(await one.complete('Receive', 'accept')).toMatchObject({ step: 4, state: 'REVIEW' });

  const other = await TestCase.started(home, itemId, 6);
  await ask(other, first, second);
  const early = stateSeal(home.env.SESSION_SECRET).open((await undoOf(other))!.state) as State;
  await other.complete('Receive', 'accept');
  await expect(ask(other, second, first, { back: early })).rejects.toMatchObject({ cause: { type: 'acted-since' } });
});

test('a worker that knows nothing of the case goes on with it by the new version', async () => {
  const one = await TestCase.started(home, itemId, 7);
  await one.complete('Receive', 'accept');
  await ask(one, first, second);
  await home.restartWorker();
  await one.complete('Review', 'pass', { opinion: '通过' });
  expect(await elements(one)).toEqual(['Verify']);
});

test('the ledger alone still gives every projection, migrations and undone ones included', async () => {
  expect(await differences()).toEqual([]);
});
