import { expect, test } from '@playwright/test';
import { startProduct } from '../run/product.ts';
import { elements, RetailOffice } from '../run/retail-case.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Takes the case's next task to its decision; the task may take a moment to open. */
async function decide(office: RetailOffice, caseNumber: string, element: (typeof elements)[number]): Promise<void> {
  await expect.poll(() => office.find(caseNumber, element).catch(() => null), { timeout: 60_000 }).not.toBeNull();
  const taskId = await office.find(caseNumber, element);
  await office.claim(element, taskId!);
  await office.complete(element, taskId!);
}

test('an open case goes on after everything was stopped, and after everything was killed', async () => {
  test.setTimeout(300_000);
  const first = await startProduct();
  const office = await RetailOffice.open(first.url);
  const { caseNumber } = await office.submit();
  await decide(office, caseNumber, 'Receive');
  await first.stop(true);

  const second = await startProduct({ dataDir: first.dataDir });
  await decide(await RetailOffice.open(second.url), caseNumber, 'Review');
  const { supervisor, parts } = await second.status();
  process.kill(supervisor, 'SIGKILL');
  // Nothing the supervisor started outlives it.
  const pids = Object.values(parts).filter((pid): pid is number => pid !== null);
  expect(pids).toHaveLength(5);
  await expect.poll(() => pids.filter(isAlive), { timeout: 60_000 }).toEqual([]);

  const third = await startProduct({ dataDir: first.dataDir });
  const again = await RetailOffice.open(third.url);
  await decide(again, caseNumber, 'Decide');
  await decide(again, caseNumber, 'Deliver');
  await third.stop();
});
