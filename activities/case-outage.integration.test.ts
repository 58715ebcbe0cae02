import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstBreak } from '../schema/db/ledger.ts';
import { TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

const eventTypes = async (one: TestCase) => {
  const { events } = await home.client.workflow.getHandle(one.number).fetchHistory();
  return (events ?? []).map((event) => event.eventType);
};
/** EVENT_TYPE_ACTIVITY_TASK_SCHEDULED of Temporal's API. */
const activityScheduled = 10;

test('an act during a database outage waits as an ordinary activity, and is recorded once when the database is back', async () => {
  const one = await TestCase.started(home, 'publication-retail', 1);
  const act = await one.completion('Receive', 'accept');
  home.wire.cut();
  const pending = one.act(act);
  await expect.poll(() => eventTypes(one), { timeout: 20_000 }).toContain(activityScheduled);
  home.wire.mend();
  expect(await pending).toMatchObject({ step: 2, state: 'REVIEW' });
  expect(await one.complete('Review', 'pass', { opinion: '通过' })).toMatchObject({ step: 3 });
  const entries = await one.entries();
  expect(entries.filter((entry) => entry.type === 'effect.accept')).toHaveLength(1);
  expect(firstBreak(entries)).toBeNull();
});

test('a case submitted while the worker has no database starts when it is back', async () => {
  home.wire.cut();
  const one = await TestCase.submit(home, 'publication-retail', 2);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await one.row()).started).toBe(false);
  home.wire.mend();
  await one.until((row) => row.started);
});
