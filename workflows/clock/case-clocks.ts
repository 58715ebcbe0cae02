import type { Limit } from '../../schema/contracts/values.ts';
import { endOfDay } from './day.ts';
import { foldEvents } from './fold-events.ts';
import { lastDays } from './run.ts';
import { workdaysOf } from './workdays.ts';
import type { StoredClock } from '../../schema/rules/stored-clock.ts';
import type { Effect } from '../../schema/process/approval-extension.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';

export type Clocks = Record<string, StoredClock>;

/** What of an item and its case the clocks depend on. */
export interface ClockFacts {
  calendar: Calendar;
  limits: { statutoryLimit: Limit; promisedLimit: Limit; limitStarts: 'application' | 'acceptance' };
  /** When the application was handed in: deemed acceptance goes back to it. */
  submittedAt: string;
}

/** Licensing Law art. 32: five working days to ask for corrections, else deemed accepted. Art. 44: ten to deliver. */
const receiveLimit = { n: 5, unit: 'workday' } as const;
const deliverLimit = { n: 10, unit: 'workday' } as const;

/** Clocks that run against the decision: stopped, resumed and extended together. */
const deciding = ['decision', 'promised'];

const begin = (limit: StoredClock['limit'], start: string): StoredClock => ({ version: 1, limit, start, events: [] });

const isClosed = (clock: StoredClock): boolean => clock.events.some((event) => event.type === 'close');

/** Adds an event to the open ones of the named clocks. What the law doesn't allow (a stop after the due day, a second extension) leaves a clock as it is. */
function note(clocks: Clocks, names: string[], event: StoredClock['events'][number], calendar: Calendar): Clocks {
  const changed = { ...clocks };
  for (const name of names) {
    const clock = changed[name];
    if (!clock || isClosed(clock)) continue;
    const events = [...clock.events, event];
    const { findings } = run({ ...clock, events }, calendar, event.at);
    if (findings.length === 0) changed[name] = { ...clock, events };
  }
  return changed;
}

/** What an effect does to the case's clocks. `at` is the step's time. */
export function clocksAfter(clocks: Clocks, effect: Effect, at: string, facts: ClockFacts): Clocks {
  const close = (names: string[]) => note(clocks, names, { at, type: 'close' }, facts.calendar);
  switch (effect.kind) {
    case 'receipt':
      return { ...clocks, receive: begin(receiveLimit, at) };
    case 'requestCorrection':
      return close(['receive']);
    case 'accept': {
      const start = effect.deemed || facts.limits.limitStarts === 'application' ? facts.submittedAt : at;
      return {
        ...close(['receive']),
        decision: begin(facts.limits.statutoryLimit, start),
        promised: begin(facts.limits.promisedLimit, start),
      };
    }
    case 'stopClock':
      return note(clocks, deciding, { at, type: 'stop', ...(effect.basis ? { basis: effect.basis } : {}) }, facts.calendar);
    case 'resumeClock':
      return note(clocks, deciding, { at, type: 'resume' }, facts.calendar);
    case 'extendClock':
      return note(clocks, deciding, { at, type: 'extend', n: 10 }, facts.calendar);
    case 'grant':
      return { ...close(deciding), deliver: begin(deliverLimit, at) };
    case 'deny':
    case 'file':
      return close(deciding);
    case 'deliver':
      return close(['deliver']);
    case 'refuse':
    case 'lapse':
    case 'withdraw':
      return close(Object.keys(clocks));
    default:
      return clocks;
  }
}

/** After a correction the five days run anew from the day the application came back whole. */
export const receivedAgain = (clocks: Clocks, at: string): Clocks => ({ ...clocks, receive: begin(receiveLimit, at) });

export const closeAll = (clocks: Clocks, at: string, calendar: Calendar): Clocks =>
  note(clocks, Object.keys(clocks), { at, type: 'close' }, calendar);

export interface DueTimes {
  dueAt: Date | null;
  promisedDueAt: Date | null;
  warnAt: Date | null;
  byName: Record<string, string>;
}

/** The clock that a case is measured by now: deciding before receiving before delivering. */
const leading = ['decision', 'receive', 'deliver'];

/** When each open clock is due. */
export function dueByName(clocks: Clocks, facts: ClockFacts, now: string): Record<string, string> {
  const byName: Record<string, string> = {};
  for (const [name, clock] of Object.entries(clocks)) {
    if (isClosed(clock)) continue;
    const due = dueOf(clock, facts, now);
    if (due) byName[name] = due;
  }
  return byName;
}

/** Due times of all open clocks, the case's own, and the moment its light turns yellow (≤ 20 % or ≤ 2 days left). */
export function dueTimes(clocks: Clocks, facts: ClockFacts, now: string): DueTimes {
  const byName = dueByName(clocks, facts, now);
  const name = leading.find((one) => byName[one] !== undefined);
  const clock = name ? clocks[name] : undefined;
  return {
    dueAt: name ? new Date(byName[name]!) : null,
    promisedDueAt: byName.promised ? new Date(byName.promised) : null,
    warnAt: clock ? warnAt(clock, facts, now) : null,
    byName,
  };
}

/** What `deadline` counts with, without its sentences: a step asks for due days often. */
const run = ({ limit, start, events }: StoredClock, calendar: Calendar, now: string) =>
  foldEvents({ calendar, limit, start, events, now }, new Set());

function dueOf(clock: StoredClock, facts: ClockFacts, now: string): string | null {
  const last = lastDays(run(clock, facts.calendar, now).run, workdaysOf(facts.calendar));
  return last && endOfDay(last.due);
}

function warnAt(clock: StoredClock, facts: ClockFacts, now: string): Date | null {
  const total = clock.limit.n + clock.events.reduce((sum, event) => sum + (event.type === 'extend' ? (event.n ?? 0) : 0), 0);
  const early = total - Math.max(2, Math.floor(total / 5));
  if (early < 1) return new Date(clock.start);
  const extensions = clock.events.filter((event) => event.type !== 'extend');
  const due = dueOf({ ...clock, limit: { ...clock.limit, n: early }, events: extensions }, facts, now);
  // The day is used from its beginning, so the light turns when that day begins.
  return due ? new Date(`${due.slice(0, 10)}T00:00:00+08:00`) : null;
}
