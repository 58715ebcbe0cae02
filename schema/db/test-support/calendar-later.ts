import { eq } from 'drizzle-orm';
import type { Calendar } from '../../rules/calendar/calendar.ts';
import cn from '../../rules/calendar/cn.json' with { type: 'json' };
import { readNumberedCalendar } from '../calendar.ts';
import type { Database } from '../connect.ts';
import { calendarDays, calendarMeta, calendarRevisions } from '../tables/index.ts';

const dayMs = 86_400_000;
/** 52 weeks. */
const year = 364;

/** A day some days on: `2026-02-11` by 364 is `2027-02-10`, the same day of the week. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/**
 * By how many days a calendar has to be moved for `first` to lie in the future, in whole years of 52 weeks: every day is then the same day of
 * the week, and the test is lived through in the same way whenever it is run.
 */
export const daysUntilAhead = (first: string): number =>
  Math.max(0, Math.ceil((Date.now() + dayMs - Date.parse(first)) / (year * dayMs))) * year;

/**
 * Puts the seeded calendar in force as if it were that of so many days later. The test server's time cannot go back, so a spring festival
 * that is over is lived through again.
 */
export async function useCalendarLater(db: Database, days: number): Promise<void> {
  const later = (list: string[]): string[] => list.map((day) => dayAfter(day, days));
  const after: Calendar = {
    daysOff: later(cn.daysOff),
    weekendsWorked: later(cn.weekendsWorked),
    publishedThrough: dayAfter(cn.publishedThrough, days),
  };
  const { calendar: before, revision: last } = await readNumberedCalendar(db);
  const revision = last + 1;
  const rows = [
    ...after.daysOff.map((day) => ({ day, worked: false, name: '放假' })),
    ...after.weekendsWorked.map((day) => ({ day, worked: true, name: '调休上班' })),
  ];
  await db.transaction(async (tx) => {
    await tx.delete(calendarDays);
    await tx.insert(calendarDays).values(rows);
    await tx.update(calendarMeta).set({ revision, publishedThrough: after.publishedThrough }).where(eq(calendarMeta.id, 'CN'));
    const row = { revision, document: '国办发明电〔2026〕7号（示例）', appliedBy: 'system', appliedByName: '系统管理员', before, after };
    await tx.insert(calendarRevisions).values({ ...row, appliedAt: new Date(), finishedAt: new Date() });
  });
}
