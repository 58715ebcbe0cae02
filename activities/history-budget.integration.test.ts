import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

const answers = { applicantName: '某某书店', address: '湖南省长沙市岳麓区某某路 1 号', scope: '图书、报纸、期刊零售', staff: 4 };

/** What one human task may cost (design §3). */
const eventsPerTask = 8;
/** A whole case, its input included; the program alone would be several times that. */
const bytesPerCase = 12_000;

const describe = (one: TestCase) => home.client.workflow.getHandle(one.number).describe();

test('no human task costs more than its budget of history events, and a case stays small', async () => {
  const one = await TestCase.started(home, 'publication-retail', 1, answers);
  const tasks = [
    ['Receive', 'accept'],
    ['Review', 'pass'],
    ['Decide', 'grant'],
    ['Deliver', 'delivered'],
  ] as const;
  let before = 0;
  const cost: Record<string, number> = {};
  for (const [element, decision] of tasks) {
    await one.complete(element, decision, { opinion: '经审查，材料齐全，符合法定形式。' });
    const { historyLength } = await describe(one);
    cost[element] = historyLength - before;
    before = historyLength;
  }
  // The first one also carries the start of the case: its four events and its timer.
  const { Receive, ...rest } = cost;
  expect(Receive).toBeLessThanOrEqual(eventsPerTask + 6);
  for (const spent of Object.values(rest)) expect(spent).toBeLessThanOrEqual(eventsPerTask);
  const { typedSearchAttributes, historySize, historyLength } = await describe(one);
  // The whole case, its start and end included.
  expect(historyLength).toBeLessThanOrEqual(eventsPerTask * tasks.length);
  expect(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value])).toContainEqual([
    'ApprovalDefinition',
    'publication-retail.1',
  ]);
  expect(historySize).toBeLessThan(bytesPerCase);
});
