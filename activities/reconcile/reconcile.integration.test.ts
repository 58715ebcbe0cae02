import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstBreak } from '../../schema/db/ledger.ts';
import { stateSeal } from '../../schema/db/sealed.ts';
import { cases, incidents, positions, tasks } from '../../schema/db/tables/index.ts';
import { FactsSource } from '../record/facts-source.ts';
import { openHome } from '../test-support/home.ts';
import type { Home } from '../test-support/home.ts';
import { officer, TestCase } from '../test-support/test-case.ts';
import { reconcile } from './reconcile.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

const source = new FactsSource();
const sweep = (now = new Date()) => reconcile(home.db, home.client, source, stateSeal(home.env.SESSION_SECRET), now);

test('a projection that lost a step is brought up to its workflow, and the case goes on', async () => {
  const one = await TestCase.started(home, 'publication-retail', 1);
  await one.complete('Receive', 'accept');
  await one.complete('Review', 'pass', { opinion: '通过' });
  expect((await sweep()).repaired).toEqual([]);
  const before = await one.row();

  // As a database restored from a backup taken before the last step: the ledger's own rows can't be taken away here.
  const [decide] = await one.open();
  await home.db.delete(tasks).where(eq(tasks.id, decide!.id));
  await home.db
    .update(tasks)
    .set({ open: true, closedAt: null })
    .where(and(eq(tasks.caseNumber, one.number), eq(tasks.element, 'Review')));
  await home.db
    .update(cases)
    .set({ step: before.step - 1, state: 'REVIEW' })
    .where(eq(cases.caseNumber, one.number));
  await home.db
    .update(positions)
    .set({ live: 1 })
    .where(and(eq(positions.caseNumber, one.number), eq(positions.element, 'Review')));

  // Its history has not grown since the last look; anything at all that happens in the case makes it worth another.
  await home.client.workflow.getHandle(one.number).signal('messageArrived', 'nobody-waits', {});
  await expect.poll(async () => (await sweep()).repaired, { timeout: 20_000 }).toEqual([one.number]);
  expect(await one.row()).toMatchObject({ step: before.step, state: 'DECISION', dueAt: before.dueAt });
  expect((await one.open()).map((task) => task.element)).toEqual(['Decide']);
  const live = await home.db
    .select()
    .from(positions)
    .where(and(eq(positions.caseNumber, one.number), eq(positions.live, 1)));
  expect(live.map((position) => position.element)).toEqual(['Decide']);
  expect(await one.complete('Decide', 'grant', { opinion: '同意' })).toMatchObject({ state: 'CERTIFYING' });
  expect(firstBreak(await one.entries())).toBeNull();
});

test('what is kept of a case that is over goes once its workflow has ended, too, and nobody asks any more', async () => {
  const one = await TestCase.started(home, 'publication-retail', 3);
  await one.act({ kind: 'message', name: 'withdraw', actor: officer, variables: {}, reason: null }, 'withdrawn');
  await home.client.workflow.getHandle(one.number).result();
  await sweep();
  expect(await one.hasDone('withdrawn')).toBe(true);
  await sweep(new Date(Date.now() + 11 * 60_000));
  expect(await one.hasDone('withdrawn')).toBe(false);
});

test('a case whose workflow is gone is an incident, told once', async () => {
  const one = await TestCase.started(home, 'publication-retail', 2);
  await home.client.workflow.getHandle(one.number).terminate('lost');
  await sweep();
  await sweep();
  const told = await home.db.select().from(incidents).where(eq(incidents.caseNumber, one.number));
  expect(told).toMatchObject([{ code: 'workflow-failed', resolvedAt: null }]);
});
