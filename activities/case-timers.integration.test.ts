import { afterAll, beforeAll, expect, test } from 'vitest';
import { addWorkdays } from '../workflows/clock/workdays.ts';
import { readCalendar } from '../schema/db/calendar.ts';
import { TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('skipping');
});
afterAll(() => home?.close());

/** Lets time pass to just after the end of the n-th working day from `from`. */
async function passWorkdays(from: Date, n: number): Promise<void> {
  const due = addWorkdays(await readCalendar(home.db), from.toISOString(), n);
  await home.temporal.sleep(new Date(due).getTime() - (await home.temporal.currentTimeMs()) + 2_000);
}

test('five working days without a word are an acceptance by law, counted from the day of receipt', async () => {
  const one = await TestCase.started(home, 'publication-retail', 1);
  const { submittedAt } = await one.row();
  await passWorkdays(submittedAt, 5);
  const row = await one.until((now) => now.state !== 'SUBMITTED');
  expect(row).toMatchObject({ state: 'REVIEW', acceptedAt: submittedAt });
  const decision = row.clocks.decision!;
  expect(new Date(decision.start)).toEqual(submittedAt);
  expect(row.dueAt).toEqual(new Date(addWorkdays(await readCalendar(home.db), submittedAt.toISOString(), decision.limit.n)));
  const entries = await one.entries();
  expect(entries.find((entry) => entry.type === 'timer.fired')).toMatchObject({ element: 'DeemAccepted' });
  expect(entries.find((entry) => entry.type === 'effect.accept')!.data).toMatchObject({
    deemed: true,
    law: expect.stringContaining('第三十二条'),
  });
  // The window is late: it is told so, and nothing is changed.
  await expect(one.act({ ...(await one.completion('Review', 'pass')), task: 1 } as never)).rejects.toMatchObject({
    cause: { type: 'not-open' },
  });
});

test('an applicant who does not come back with the correction ends the case, not the law in their favour', async () => {
  const one = await TestCase.started(home, 'publication-retail', 2);
  await one.complete('Receive', 'correct', { marks: [{ target: 'material', path: 'lease', message: '请补交' }] });
  const asked = (await one.open())[0]!;
  await passWorkdays(asked.openedAt, 30);
  const row = await one.until((now) => now.endedAt !== null);
  expect(row).toMatchObject({ state: 'LAPSED', conclusion: { kind: 'lapse' } });
  expect(await one.open()).toEqual([]);
});

test('an item whose law says so is granted when its time runs out undecided', async () => {
  const one = await TestCase.started(home, 'internal-material-permit', 3);
  await one.complete('Receive', 'accept');
  const { dueAt } = await one.row();
  await home.temporal.sleep(dueAt!.getTime() - (await home.temporal.currentTimeMs()) + 2_000);
  const row = await one.until((now) => now.licenceNumber !== null);
  expect((await one.entries()).find((entry) => entry.type === 'effect.grant')!.data).toMatchObject({ deemed: true });
  expect(row.conclusion).toMatchObject({ kind: 'grant' });
});
