/** A day in Asia/Shanghai as a whole number: days since 1970-01-01. Shanghai has kept UTC+8 without summer time since 1991. */
export type Day = number;

const dayMs = 86_400_000;
const offsetMs = 8 * 3_600_000;

/** Beyond this day no due date is given: years of more than four digits are no dates of the law. */
export const lastDay: Day = 2_932_896; // 9999-12-31

/** The Shanghai day of an instant in epoch ms. */
export const dayOfMs = (ms: number): Day => Math.floor((ms + offsetMs) / dayMs);

/** `YYYY-MM-DD`. */
export const dayText = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** A real day of the calendar written `YYYY-MM-DD`, or null. */
export function parseDay(text: unknown): Day | null {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms)) return null;
  const day = ms / dayMs;
  return dayText(day) === text ? day : null;
}

const instantPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-](\d{2}):(\d{2}))$/;

/** An instant in RFC 3339 with an offset, as epoch ms; null when it is no real date or time. */
export function parseInstant(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const match = instantPattern.exec(text);
  if (!match || parseDay(match[1]) === null) return null;
  const [, , hour, minute, second = '0', , , offsetHour = '0', offsetMinute = '0'] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || Number(offsetHour) > 23 || Number(offsetMinute) > 59) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

/** 0 is Sunday. */
export const weekday = (day: Day): number => (((day + 4) % 7) + 7) % 7;

export const isWeekend = (day: Day): boolean => weekday(day) === 0 || weekday(day) === 6;

/** The last moment of a day, as deadlines are written. */
export const endOfDay = (day: Day): string => `${dayText(day)}T23:59:59+08:00`;
