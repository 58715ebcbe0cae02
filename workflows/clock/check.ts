import { dayOfMs, isWeekend, parseDay, parseInstant } from './day.ts';
import type { Finding } from './request.ts';

const types = ['stop', 'resume', 'extend', 'close'];

const isWhole = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 1;

/** What is wrong with a request whatever its course: dates, numbers, calendar. Takes anything; every finding is listed. */
export function checkShape(request: unknown): Finding[] {
  const findings: Finding[] = [];
  const invalid = (path: string, message: string) => findings.push({ path, code: 'invalid', message });
  if (typeof request !== 'object' || request === null || Array.isArray(request))
    return [{ path: '', code: 'invalid', message: 'the request is not an object' }];
  const { calendar, limit, start, events = [], now } = request as Record<string, unknown>;
  checkCalendar(calendar, invalid);
  if (typeof limit !== 'object' || limit === null) invalid('limit', 'the limit is missing');
  else {
    const { n, unit } = limit as Record<string, unknown>;
    if (!isWhole(n)) invalid('limit.n', 'n is not a whole number of at least 1');
    if (unit !== 'workday' && unit !== 'calendarDay') invalid('limit.unit', 'the unit is neither workday nor calendarDay');
  }
  if (parseInstant(start) === null) invalid('start', 'not a real date and time with an offset');
  if (!Array.isArray(events)) invalid('events', 'events is not a list');
  else events.forEach((event: unknown, index) => checkEvent(event, `events[${index}]`, invalid));
  if (parseInstant(now) === null) invalid('now', 'not a real date and time with an offset');
  return findings;
}

type Report = (path: string, message: string) => void;

function checkEvent(event: unknown, path: string, invalid: Report): void {
  if (typeof event !== 'object' || event === null) return invalid(path, 'the event is not an object');
  const { at, type, n } = event as Record<string, unknown>;
  if (parseInstant(at) === null) invalid(path, 'at is not a real date and time with an offset');
  if (typeof type !== 'string' || !types.includes(type)) invalid(path, `the type is none of ${types.join(', ')}`);
  if (type === 'extend' && !isWhole(n)) invalid(path, 'n is not a whole number of at least 1');
}

function checkCalendar(calendar: unknown, invalid: Report): void {
  if (calendar === 'CN') return;
  if (typeof calendar !== 'object' || calendar === null) return invalid('calendar', 'the calendar is neither "CN" nor an object');
  const { daysOff, weekendsWorked, publishedThrough } = calendar as Record<string, unknown>;
  checkDays(daysOff, 'calendar.daysOff', invalid, (day) => !isWeekend(day), 'a day off must be a weekday');
  checkDays(weekendsWorked, 'calendar.weekendsWorked', invalid, isWeekend, 'a worked day must be a Saturday or Sunday');
  if (parseDay(publishedThrough) === null) invalid('calendar.publishedThrough', 'not a real date');
}

function checkDays(days: unknown, path: string, invalid: Report, fits: (day: number) => boolean, message: string): void {
  if (days === undefined) return;
  if (!Array.isArray(days)) return invalid(path, 'not a list of days');
  const seen = new Set<number>();
  days.forEach((text: unknown, index) => {
    const day = parseDay(text);
    const at = `${path}[${index}]`;
    if (day === null) return invalid(at, 'not a real date');
    if (!fits(day)) invalid(at, message);
    if (seen.has(day)) invalid(at, 'the day is listed twice');
    seen.add(day);
  });
}

/** The Shanghai day of an instant that has been checked. */
export const dayOf = (instant: string): number => dayOfMs(parseInstant(instant) ?? Number.NaN);
