import { endOfDay } from './day.ts';
import { foldEvents } from './fold-events.ts';
import { lastDays } from './run.ts';
import { workdaysOf } from './workdays.ts';
import { extensionRule, isBasis, isOwnClock, ownLimit } from '../../schema/rules/procedures.ts';
import type { CaseLimits } from '../../schema/rules/case-limits.ts';
import type { OwnClock } from '../../schema/rules/procedures.ts';
import type { StoredClock } from '../../schema/rules/stored-clock.ts';
import type { Effect } from '../../schema/process/approval-extension.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';

export type Clocks = Record<string, StoredClock>;

/** What of an item and its case the clocks depend on. */
export interface ClockFacts {
  calendar: Calendar;
  limits: CaseLimits;
  /** When the application was handed in: deemed acceptance goes back to it. */
  submittedAt: string;
}

/** The end of a limit of its own that runs from a moment on, without a clock being kept for it. */
export const ownDue = (name: OwnClock, from: Date, facts: Pick<ClockFacts, 'limits' | 'calendar'>): Date =>
  new Date(dueOf(begin(ownLimit(name, facts.limits), from.toISOString()), facts, from.toISOString())!);

/** Clocks that run against the decision: a special procedure stops them together (art. 45). */
const stoppable = ['decision', 'promised', 'firstReview'];
/** Clocks that an extension of the decision (art. 42) moves. */
const extendable = ['decision', 'promised'];
/** What a decision ends. */
const untilDecided = [...stoppable, 'procedure'];

export const begin = (limit: StoredClock['limit'], start: string): StoredClock => ({ version: 1, limit, start, events: [] });

export const isClosed = (clock: StoredClock): boolean => clock.events.some((event) => event.type === 'close');

/** Accepted and not decided yet. */
export const isDeciding = ({ decision }: Clocks): boolean => decision !== undefined && !isClosed(decision);

/** Adds an event to the open ones of the named clocks. What the law doesn't allow (a stop after the due day, a second extension) leaves a clock as it is. */
export function note(clocks: Clocks, names: string[], event: StoredClock['events'][number], calendar: Calendar): Clocks {
  const changed = { ...clocks };
  for (const name of names) {
    const clock = changed[name];
    if (!clock || isClosed(clock)) continue;
    const events = [...clock.events, event];
    // What has happened stands: only the new event is judged.
    const { findings } = run({ ...clock, events }, calendar, event.at, clock.events.length);
    if (findings.length === 0) changed[name] = { ...clock, events };
  }
  return changed;
}

/** What an effect does to the case's clocks. `at` is the step's time. */
export function clocksAfter(clocks: Clocks, effect: Effect, at: string, facts: ClockFacts): Clocks {
  const close = (names: string[]) => note(clocks, names, { at, type: 'close' }, facts.calendar);
  switch (effect.kind) {
    case 'receipt':
      return { ...clocks, receive: begin(ownLimit('receive', facts.limits), at) };
    case 'requestCorrection':
      return close(['receive']);
    case 'accept': {
      const start = effect.deemed || facts.limits.limitStarts === 'application' ? facts.submittedAt : at;
      return {
        ...close(['receive']),
        decision: begin(facts.limits.statutoryLimit, start),
        promised: begin(facts.limits.promisedLimit, start),
        ...(facts.limits.clocks?.firstReview ? { firstReview: begin(facts.limits.clocks.firstReview, start) } : {}),
      };
    }
    case 'forward':
      return close(['firstReview']);
    case 'startClock':
      return isOwnClock(effect.clock) ? { ...clocks, [effect.clock]: begin(ownLimit(effect.clock, facts.limits), at) } : clocks;
    case 'endClock':
      return effect.clock === undefined ? clocks : close([effect.clock]);
    case 'stopClock':
      return stopFor(clocks, effect, at, facts.calendar);
    case 'resumeClock':
      return resumeAll(clocks, at, facts.calendar);
    case 'extendClock':
      return extendBy(clocks, extensionRule(facts.limits.joint ?? false).days, at, facts.calendar);
    case 'grant':
      return { ...close(untilDecided), deliver: begin(ownLimit('deliver', facts.limits), at) };
    case 'deny':
    case 'file':
      return close(untilDecided);
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

/** A special procedure begins: the limits stand still from the next day on, and the procedure's own days are counted. */
export function stopFor(
  clocks: Clocks,
  { basis, law, days }: { basis?: string; law?: string; days?: number },
  at: string,
  calendar: Calendar,
): Clocks {
  const stopped = note(clocks, stoppable, { at, type: 'stop', ...(basis ? { basis } : {}), ...(law ? { law } : {}) }, calendar);
  if (days === undefined || !isBasis(basis) || stopped.decision === clocks.decision) return stopped;
  return { ...stopped, procedure: { ...begin({ n: days, unit: 'workday' }, at), procedure: { basis, law: law ?? '', mode: 'suspend' } } };
}

/** A special procedure is over: what stands still goes on the day after. */
export const resumeAll = (clocks: Clocks, at: string, calendar: Calendar): Clocks =>
  note(note(clocks, stoppable, { at, type: 'resume' }, calendar), ['procedure'], { at, type: 'close' }, calendar);

export const extendBy = (clocks: Clocks, n: number, at: string, calendar: Calendar): Clocks =>
  note(clocks, extendable, { at, type: 'extend', n }, calendar);

/** After a correction the days to answer run anew from the day the application came back whole. */
export const receivedAgain = (clocks: Clocks, at: string, facts: ClockFacts): Clocks => ({
  ...clocks,
  receive: begin(ownLimit('receive', facts.limits), at),
});

export const closeAll = (clocks: Clocks, at: string, calendar: Calendar): Clocks =>
  note(clocks, Object.keys(clocks), { at, type: 'close' }, calendar);

export interface DueTimes {
  dueAt: Date | null;
  promisedDueAt: Date | null;
  warnAt: Date | null;
  byName: Record<string, string>;
  /** The ledger that they follow from. */
  clocks: Clocks;
}

/** The clock that a case is measured by now: deciding before receiving before delivering. */
const leading = ['decision', 'receive', 'deliver'];

/** When each open clock is due; null for one that stands still. */
export function dueByName(clocks: Clocks, facts: Pick<ClockFacts, 'calendar'>, now: string): Record<string, string | null> {
  const open = Object.entries(clocks).filter(([, clock]) => !isClosed(clock));
  return Object.fromEntries(open.map(([name, clock]) => [name, dueOf(clock, facts, now)]));
}

/**
 * A task's own limit as a clock: while the decision's limit stands still, the tasks of reviewing and deciding do too. `stage` null: never.
 */
export function stageClock(clocks: Clocks, limit: StoredClock['limit'], openedAt: string, stage: string | null): StoredClock {
  const clock = begin(limit, openedAt);
  if (stage !== 'review' && stage !== 'decide') return clock;
  const opened = Date.parse(openedAt);
  const stops = (clocks.decision?.events ?? []).filter(({ type }) => type === 'stop' || type === 'resume');
  const before = stops.findLast((event) => Date.parse(event.at) < opened);
  const since = stops.filter((event) => Date.parse(event.at) >= opened);
  return { ...clock, events: before?.type === 'stop' ? [{ ...before, at: openedAt }, ...since] : since };
}

/** When a task's own limit is over; null while it stands still. Times are ISO 8601. */
export function stageDue(
  clocks: Clocks,
  limit: StoredClock['limit'],
  openedAt: string,
  stage: string | null,
  calendar: Calendar,
): string | null {
  const clock = stageClock(clocks, limit, openedAt, stage);
  return dueOf(clock, { calendar }, clock.events.at(-1)?.at ?? openedAt);
}

/** When a clock is due; null while it stands still. What has happened to it stands, whatever the calendar is now. */
export function dueOf(clock: StoredClock, { calendar }: Pick<ClockFacts, 'calendar'>, now: string): string | null {
  const last = lastDays(run(clock, calendar, now).run, workdaysOf(calendar));
  return last && endOfDay(last.due);
}

/** Due times of all open clocks, the case's own, and the moment its light turns yellow (≤ 20 % or ≤ 2 days left). */
export function dueTimes(clocks: Clocks, facts: ClockFacts, now: string): DueTimes {
  const byName: Record<string, string> = {};
  for (const [name, due] of Object.entries(dueByName(clocks, facts, now))) if (due !== null) byName[name] = due;
  const name = leading.find((one) => byName[one] !== undefined);
  const clock = name ? clocks[name] : undefined;
  return {
    dueAt: name ? new Date(byName[name]!) : null,
    promisedDueAt: byName.promised ? new Date(byName.promised) : null,
    warnAt: clock ? warnAt(clock, facts, now) : null,
    byName,
    clocks,
  };
}

/** What `deadline` counts with, without its sentences: a step asks for due days often. */
const run = ({ limit, start, events }: StoredClock, calendar: Calendar, now: string, settled = events.length) =>
  foldEvents({ calendar, limit, start, events, now }, new Set(), settled);

function warnAt(clock: StoredClock, facts: ClockFacts, now: string): Date | null {
  const total = clock.limit.n + clock.events.reduce((sum, event) => sum + (event.type === 'extend' ? (event.n ?? 0) : 0), 0);
  const early = total - Math.max(2, Math.floor(total / 5));
  if (early < 1) return new Date(clock.start);
  const extensions = clock.events.filter((event) => event.type !== 'extend');
  const due = dueOf({ ...clock, limit: { ...clock.limit, n: early }, events: extensions }, facts, now);
  // The day is used from its beginning, so the light turns when that day begins.
  return due ? new Date(`${due.slice(0, 10)}T00:00:00+08:00`) : null;
}
