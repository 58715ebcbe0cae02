import cn from '../../rules/calendar/cn.json' with { type: 'json' };
import type { Transaction } from '../connect.ts';
import { calendarDays, calendarMeta } from '../tables/index.ts';

/** The working-day calendar as the State Council has published it; a calendar that is there already is left as it is. */
export async function seedCalendar(tx: Transaction): Promise<void> {
  const days = [
    ...cn.daysOff.map((day) => ({ day, worked: false, name: '放假' })),
    ...cn.weekendsWorked.map((day) => ({ day, worked: true, name: '调休上班' })),
  ];
  await tx.insert(calendarDays).values(days).onConflictDoNothing();
  await tx.insert(calendarMeta).values({ id: 'CN', publishedThrough: cn.publishedThrough, revision: 1 }).onConflictDoNothing();
}
