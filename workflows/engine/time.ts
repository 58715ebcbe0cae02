/** ISO 8601 times, durations and repetitions, as BPMN timers use them (10.5.5.4). All times are epoch milliseconds. */

export interface Duration {
  sign: 1 | -1;
  /** Calendar part: added on the local calendar. */
  months: number;
  /** Exact part, in ms; weeks and days are 24 hours, as the offset does not change. */
  ms: number;
}

export interface Repetition {
  /** How often it fires; null: for ever. */
  times: number | null;
  start: number | null;
  end: number | null;
  interval: string;
}

const DURATION =
  /^([+-])?P(?:(\d+(?:[.,]\d+)?)Y)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;
const DATE_TIME = /^(-?\d{4,}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2}(?:[.,]\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?(?:@.+|\[.+\])?$/;

/** Minutes east of UTC that an ISO time is written in; without one, UTC. */
export function offsetOf(iso: string): number {
  const match = /([+-])(\d{2}):?(\d{2})$/.exec(iso);
  if (!match || !iso.includes('T')) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/** ISO 8601 at the given offset, to the second (to the millisecond where there are any). */
export function isoAt(ms: number, offset: number): string {
  const local = new Date(ms + offset * 60_000).toISOString();
  const body = local.endsWith('.000Z') ? local.slice(0, -5) : local.slice(0, -1);
  if (offset === 0) return `${body}Z`;
  const minutes = Math.abs(offset);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${body}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A date or date-time; without a zone it is local to `offset`. Null when it is neither. */
export function parseInstant(text: string, offset: number): number | null {
  const match = DATE_TIME.exec(text.trim());
  if (!match) return null;
  const [, date, hours, seconds, zone] = match;
  const time = `${hours ?? '00:00'}${(seconds ?? ':00').replace(',', '.')}`;
  const ms = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) return null;
  const minutes = zone === undefined ? offset : zone === 'Z' ? 0 : offsetOf(`T${zone}`);
  return ms - minutes * 60_000;
}

/** An ISO duration, or null when it is none. */
export function parseDuration(text: string): Duration | null {
  const match = DURATION.exec(text.trim());
  if (!match || /P$|T$/.test(text.trim())) return null;
  const part = (i: number) => Number((match[i] ?? '0').replace(',', '.'));
  const months = part(2) * 12 + part(3);
  const ms = Math.round((((part(4) * 7 + part(5)) * 24 + part(6)) * 60 + part(7)) * 60_000 + part(8) * 1000);
  return { sign: match[1] === '-' ? -1 : 1, months, ms };
}

/** The last moment that can be written down in every offset: a day before dates end, in the year 275760. */
const LAST = 8.64e15 - 86_400_000;

/** Adds a duration on the calendar of `offset`; a day past the month's end becomes its last. What lies beyond all dates is the last of them. */
export function addDuration(ms: number, duration: Duration, offset: number): number {
  let result = ms;
  const months = Math.trunc(duration.months) * duration.sign;
  if (months !== 0) {
    const local = new Date(ms + offset * 60_000);
    const day = local.getUTCDate();
    local.setUTCDate(1);
    local.setUTCMonth(local.getUTCMonth() + months);
    const last = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
    local.setUTCDate(Math.min(day, last));
    result = local.getTime() - offset * 60_000;
  }
  result += duration.sign * duration.ms;
  return Math.abs(result) <= LAST ? result : duration.sign * LAST;
}

/** `Rn/duration`, `Rn/start/duration`, `Rn/duration/end`, `Rn/start/end`; a bare duration repeats for ever. Null when none of these. */
export function parseRepetition(text: string, offset: number): Repetition | null {
  const parts = text.trim().split('/');
  if (parts.length === 1) return parseDuration(text) ? { times: null, start: null, end: null, interval: text.trim() } : null;
  const head = /^R(\d*)$/.exec(parts[0] ?? '');
  if (!head || parts.length > 3) return null;
  const times = head[1] === '' ? null : Number(head[1]);
  const a = parts[1] ?? '';
  const b = parts[2];
  if (b === undefined) return parseDuration(a) ? { times, start: null, end: null, interval: a } : null;
  if (parseDuration(a)) {
    const end = parseInstant(b, offset);
    return end === null ? null : { times, start: null, end, interval: a };
  }
  const start = parseInstant(a, offset);
  if (start === null) return null;
  if (parseDuration(b)) return { times, start, end: null, interval: b };
  const until = parseInstant(b, offset);
  return until === null || until <= start ? null : { times, start, end: null, interval: `PT${(until - start) / 1000}S` };
}
