import { eq } from 'drizzle-orm';
import { calendarDays, calendarMeta, calendarRevisions, items } from '../../schema/db/tables/index.ts';
import type { ItemGuide } from '../../schema/catalog/item.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import cn from '../../schema/rules/calendar/cn.json' with { type: 'json' };
import { readNumberedCalendar } from '../../schema/db/calendar.ts';
import type { Home } from './home.ts';

const dayMs = 86_400_000;

/** Lets the test server's time pass to a moment; one that lies behind is passed already. */
export async function passTo(home: Home, moment: Date): Promise<void> {
  const left = moment.getTime() - (await home.temporal.currentTimeMs());
  if (left > 0) await home.temporal.sleep(left);
}

/** The test server's time. */
export const timeIn = async (home: Home): Promise<Date> => new Date(await home.temporal.currentTimeMs());

export interface Moment {
  at: Date;
  run: () => Promise<unknown>;
}

/** Lives through moments in the order of their time, whatever order they are written in: what several cases do lies between one another. */
export async function live(home: Home, moments: Moment[]): Promise<void> {
  for (const { at, run } of moments.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    await passTo(home, at);
    await run();
  }
}

/** A day some days on: `2026-02-11` by 364 is `2027-02-10`, the same day of the week. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/**
 * Puts the seeded calendar in force as if it were that of so many days later. The test server's time cannot go back, so a spring festival
 * that is over is lived through again, in whole weeks: 364 days later every day is the same day of the week.
 */
export async function useCalendarLater(home: Home, days: number): Promise<void> {
  const later = (list: string[]): string[] => list.map((day) => dayAfter(day, days));
  const after: Calendar = {
    daysOff: later(cn.daysOff),
    weekendsWorked: later(cn.weekendsWorked),
    publishedThrough: dayAfter(cn.publishedThrough, days),
  };
  const { calendar: before, revision: last } = await readNumberedCalendar(home.db);
  const revision = last + 1;
  const rows = [
    ...after.daysOff.map((day) => ({ day, worked: false, name: '放假' })),
    ...after.weekendsWorked.map((day) => ({ day, worked: true, name: '调休上班' })),
  ];
  await home.db.transaction(async (tx) => {
    await tx.delete(calendarDays);
    await tx.insert(calendarDays).values(rows);
    await tx.update(calendarMeta).set({ revision, publishedThrough: after.publishedThrough }).where(eq(calendarMeta.id, 'CN'));
    const row = { revision, document: '国办发明电〔2026〕7号（示例）', appliedBy: 'system', appliedByName: '系统管理员', before, after };
    await tx.insert(calendarRevisions).values({ ...row, appliedAt: new Date(), finishedAt: new Date() });
  });
}

/** Changes an item's guide before any of its cases: a limit of its own, joint handling. */
export async function withGuide(home: Home, itemId: string, changes: Partial<ItemGuide>): Promise<void> {
  const [item] = await home.db.select({ guide: items.guide }).from(items).where(eq(items.id, itemId));
  await home.db
    .update(items)
    .set({ guide: { ...item!.guide, ...changes } })
    .where(eq(items.id, itemId));
}
