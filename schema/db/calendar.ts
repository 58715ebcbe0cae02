import { calendarDays, calendarMeta } from './tables/index.ts';
import type { Calendar } from '../rules/calendar/calendar.ts';
import type { Database, Transaction } from './connect.ts';

/** The working calendar as it stands in the database. Throws when none has been seeded. */
export const readCalendar = async (db: Database | Transaction): Promise<Calendar> => (await readNumberedCalendar(db)).calendar;

/** The calendar and its number, which grows with each one that is applied. */
export async function readNumberedCalendar(db: Database | Transaction): Promise<{ calendar: Calendar; revision: number }> {
  const [meta] = await db.select().from(calendarMeta);
  if (!meta) throw new Error('no calendar in the database: run the seed');
  const days = await db.select().from(calendarDays).orderBy(calendarDays.day);
  const calendar = {
    daysOff: days.filter((one) => !one.worked).map((one) => one.day),
    weekendsWorked: days.filter((one) => one.worked).map((one) => one.day),
    publishedThrough: meta.publishedThrough,
  };
  return { calendar, revision: meta.revision };
}
