import type { ClockView } from '../../../schema/contracts/cases.ts';

type Kind = ClockView['segments'][number]['kind'];

export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  date: string;
  /** Null: outside the limit, drawn to fill the week. */
  kind: Kind | null;
  isToday: boolean;
  isDue: boolean;
}

export interface CalendarWeek {
  /** The month that begins in this week, else null: `YYYY-MM`. */
  month: string | null;
  days: CalendarDay[];
}

const dayMs = 86_400_000;
const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const text = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
/** 0 is Monday: weeks of the law's calendar begin there. */
const weekday = (ms: number): number => (new Date(ms).getUTCDay() + 6) % 7;

/**
 * The days of a clock in whole weeks from Monday to Sunday, with what each day was to the clock.
 * Takes the clock's segments (runs of days of one kind, in order), today and the due day as `YYYY-MM-DD`.
 */
export function calendarWeeks(segments: ClockView['segments'], today: string, due: string | null): CalendarWeek[] {
  const first = segments[0];
  const last = segments.at(-1);
  if (!first || !last) return [];
  const kinds = new Map<string, Kind>();
  for (const { from, to, kind } of segments) for (let ms = at(from); ms <= at(to); ms += dayMs) kinds.set(text(ms), kind);
  const begin = at(first.from) - weekday(at(first.from)) * dayMs;
  const end = at(last.to) + (6 - weekday(at(last.to))) * dayMs;
  const weeks: CalendarWeek[] = [];
  let month = '';
  for (let monday = begin; monday <= end; monday += 7 * dayMs) {
    const days = Array.from({ length: 7 }, (_, offset) => {
      const date = text(monday + offset * dayMs);
      return { date, kind: kinds.get(date) ?? null, isToday: date === today, isDue: date === due };
    });
    // A month is named in the week its first drawn day falls into.
    const named = days.findLast((day) => day.kind !== null)?.date.slice(0, 7) ?? month;
    weeks.push({ month: named === month ? null : named, days });
    month = named;
  }
  return weeks;
}
