import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { dayOfMs, endOfDay, isWeekend, lastDay, parseDay, parseInstant } from './day.ts';
import type { Day } from './day.ts';

export type IsWorkday = (day: Day) => boolean;

const known = new WeakMap<Calendar, IsWorkday>();

/** Whether a day is worked: the calendar's exceptions, else the plain week. Built once a calendar. */
export function workdaysOf(calendar: Calendar): IsWorkday {
  const before = known.get(calendar);
  if (before) return before;
  const off = new Set(calendar.daysOff.map(parseDay));
  const worked = new Set(calendar.weekendsWorked.map(parseDay));
  const test: IsWorkday = (day) => (isWeekend(day) ? worked.has(day) : !off.has(day));
  known.set(calendar, test);
  return test;
}

/** The working days after one moment's day up to and with another's: what `addWorkdays` adds. */
export function workdaysBetween(calendar: Calendar, from: Date, to: Date): number {
  const isWorkday = workdaysOf(calendar);
  const last = dayOfMs(to.getTime());
  let count = 0;
  for (let day = dayOfMs(from.getTime()) + 1; day <= last; day++) if (isWorkday(day)) count++;
  return count;
}

/**
 * The end of the n-th working day after `from` (an instant with offset, or a day); the day of `from` is not counted
 * (Civil Code art. 201). Throws a RangeError for an impossible date, or `n` not a whole number ≥ 1.
 */
export function addWorkdays(calendar: Calendar, from: string, n: number): string {
  const ms = parseInstant(from);
  const start = ms === null ? parseDay(from) : dayOfMs(ms);
  if (start === null) throw new RangeError(`not a date: ${from}`);
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`not a number of working days: ${n}`);
  const isWorkday = workdaysOf(calendar);
  let left = n;
  for (let day = start + 1; day <= lastDay; day++) {
    if (isWorkday(day) && --left === 0) return endOfDay(day);
  }
  throw new RangeError('the date lies beyond the year 9999');
}
