import { lastDay } from './day.ts';
import type { Day } from './day.ts';
import type { IsWorkday } from './workdays.ts';

/** A stop takes out the days after `from` up to and with `to`; an open one has none. */
export interface Stop {
  from: Day;
  to: Day | null;
  basis: string;
  /** The article that requires it, where it is known. */
  law?: string;
}

/** What the events make of a clock: the value all counting is done on. */
export interface ClockRun {
  unit: 'workday' | 'calendarDay';
  start: Day;
  total: number;
  stops: Stop[];
  extension: { day: Day; n: number } | null;
  close: Day | null;
}

/** Whether a day is taken out by a stop. */
export const isStopped = (run: ClockRun, day: Day): boolean =>
  run.stops.some((stop) => day > stop.from && (stop.to === null || day <= stop.to));

export const openStop = (run: ClockRun): Stop | undefined => run.stops.find((stop) => stop.to === null);

/** Whether a day uses up one of the limit's days. */
export const isCounted = (run: ClockRun, isWorkday: IsWorkday, day: Day): boolean =>
  !isStopped(run, day) && (run.unit === 'calendarDay' || isWorkday(day));

export interface LastDays {
  /** The day on which the count is complete. */
  counted: Day;
  /** The due day: moved on where Civil Code art. 203 says so. */
  due: Day;
}

/** The last day of the limit; null while stopped, or beyond the year 9999. */
export function lastDays(run: ClockRun, isWorkday: IsWorkday): LastDays | null {
  if (openStop(run)) return null;
  let left = run.total;
  for (let day = run.start + 1; day <= lastDay; day++) {
    if (!isCounted(run, isWorkday, day) || --left > 0) continue;
    let due = day;
    while (due <= lastDay && (!isWorkday(due) || isStopped(run, due))) due++;
    return due > lastDay ? null : { counted: day, due };
  }
  return null;
}

/** Days counted from the day after `from` to `to`. */
export function countedBetween(run: ClockRun, isWorkday: IsWorkday, from: Day, to: Day): number {
  let count = 0;
  for (let day = from + 1; day <= to; day++) if (isCounted(run, isWorkday, day)) count++;
  return count;
}
