import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readNumberedCalendar } from '../../schema/db/calendar.ts';
import { calendarDays, calendarMeta, calendarRevisions } from '../../schema/db/tables/index.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { FactsSource } from '../record/facts-source.ts';
import { compareAll } from '../rebuild/compare.ts';
import { openHome } from '../test-support/home.ts';
import type { Home } from '../test-support/home.ts';
import { TestCase } from '../test-support/test-case.ts';
import { recompute } from './recompute.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('real');
});
afterAll(() => home?.close());

const text = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The calendar with the next `n` weekdays after tomorrow off, put in force as the API does. */
async function applyNext(n: number): Promise<{ revision: number; after: Calendar }> {
  const { calendar: before, revision: last } = await readNumberedCalendar(home.db);
  const days: string[] = [];
  for (let ms = Date.now() + 2 * 86_400_000; days.length < n; ms += 86_400_000) {
    const day = text(ms);
    if (![0, 6].includes(new Date(ms).getUTCDay()) && !before.daysOff.includes(day)) days.push(day);
  }
  const after = { ...before, daysOff: [...before.daysOff, ...days].toSorted() };
  const revision = last + 1;
  await home.db.transaction(async (tx) => {
    await tx.insert(calendarDays).values(days.map((day) => ({ day, worked: false, name: '放假' })));
    await tx.update(calendarMeta).set({ revision }).where(eq(calendarMeta.id, 'CN'));
    const row = { revision, document: '国办发明电〔2026〕7号（示例）', appliedBy: 'system', appliedByName: '系统管理员', before, after };
    await tx.insert(calendarRevisions).values({ ...row, appliedAt: new Date() });
  });
  return { revision, after };
}

const now = () => new Date();
const patient = { timeout: 30_000 };
const noted = async (one: TestCase) => (await one.entries()).filter(({ type }) => type === 'clock.recomputed');
const revisionOf = async (revision: number) =>
  (await home.db.select().from(calendarRevisions).where(eq(calendarRevisions.revision, revision)))[0]!;

test('live cases count anew by a calendar that has been extended: due days, tasks, the timer of the law, and a note of what moved and why', async () => {
  const received = await TestCase.started(home, 'publication-retail', 1);
  const accepted = await TestCase.started(home, 'internal-material-permit', 2);
  await accepted.complete('Receive', 'accept');
  const before = [await received.row(), await accepted.row()];
  const [task] = await received.open();
  const { revision } = await applyNext(2);
  expect(await recompute(home.client, home.db, revision, now)).toBe(true);

  const moved = await received.until(({ dueAt }) => dueAt!.getTime() > before[0]!.dueAt!.getTime());
  await expect.poll(async () => (await accepted.row()).step, patient).toBe(before[1]!.step + 1);
  expect((await received.open())[0]!.dueAt!.getTime()).toBeGreaterThan(task!.dueAt!.getTime());
  const [note] = await noted(received);
  expect(note!.data).toMatchObject({ revision, calendar: '国办发明电〔2026〕7号（示例）' });
  expect(note!.data.moved).toContainEqual(
    expect.objectContaining({ clock: 'receive', to: expect.stringContaining(text(moved.dueAt!.getTime())) }),
  );
  // The other one's limits are in calendar days: only the step that is open there is due later.
  expect(await revisionOf(revision)).toMatchObject({ told: 2, moved: 1 });
  expect((await revisionOf(revision)).finishedAt).not.toBeNull();

  // Told again, as after a crash before the position was written: nothing is done twice.
  await home.db.update(calendarRevisions).set({ finishedAt: null, position: '' }).where(eq(calendarRevisions.revision, revision));
  expect(await recompute(home.client, home.db, revision, now)).toBe(true);
  await received.complete('Receive', 'accept');
  expect(await noted(received)).toHaveLength(1);
  for await (const { differences } of compareAll(home.db, new FactsSource(), false)) expect(differences).toEqual([]);

  // A worker that knows nothing of all this decides the same from the history.
  await home.restartWorker();
  expect(await received.complete('Review', 'pass', { opinion: '通过' })).toMatchObject({ state: 'DECISION' });
});

test('it goes on from where it was, also when the run before came to an end of its time', async () => {
  const cases = [await TestCase.started(home, 'publication-retail', 11), await TestCase.started(home, 'publication-retail', 12)];
  const { revision } = await applyNext(1);
  const [first, second] = cases.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  await home.db.update(calendarRevisions).set({ position: first!.number, told: 1 }).where(eq(calendarRevisions.revision, revision));
  expect(await recompute(home.client, home.db, revision, now)).toBe(true);
  await expect.poll(async () => (await noted(second!)).length, patient).toBe(1);
  expect(await noted(first!)).toEqual([]);
  // Whoever was passed over then is told by the next calendar of all that has changed since.
  const next = await applyNext(1);
  expect(await recompute(home.client, home.db, next.revision, now)).toBe(true);
  await expect.poll(async () => (await noted(first!)).length, patient).toBe(1);
});
