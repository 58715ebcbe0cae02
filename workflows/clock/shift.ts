import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { dueByName } from './case-clocks.ts';
import type { Clocks } from './case-clocks.ts';

/** Which way another calendar moves the open clocks of a case: the first that moves says it; null where none does. */
export function shiftOf(clocks: Clocks, from: Calendar, to: Calendar, now: string): 'earlier' | 'later' | null {
  const [before, after] = [dueByName(clocks, { calendar: from }, now), dueByName(clocks, { calendar: to }, now)];
  for (const [name, due] of Object.entries(before)) {
    const moved = after[name] ?? null;
    if (due !== null && moved !== null && due !== moved) return moved < due ? 'earlier' : 'later';
  }
  return null;
}
