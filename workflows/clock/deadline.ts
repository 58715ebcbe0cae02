import cn from '../../schema/rules/calendar/cn.json' with { type: 'json' };
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { checkShape, dayOf } from './check.ts';
import { endOfDay, lastDay, parseDay } from './day.ts';
import { explain } from './explain.ts';
import { foldEvents } from './fold-events.ts';
import type { ClockAnswer, ClockRequest, Finding } from './request.ts';
import { countedBetween, lastDays, openStop } from './run.ts';
import type { ClockRun } from './run.ts';
import { segmentsOf } from './segments.ts';
import { workdaysOf } from './workdays.ts';

/** A request as it comes in: `"CN"` stands for the seeded calendar, `events` may be absent. */
export type OpenRequest = Omit<ClockRequest, 'calendar' | 'events'> & { calendar: Calendar | 'CN'; events?: ClockRequest['events'] };

/**
 * The statutory clock: when it is due, how much is used, and why, sentence by sentence.
 * Pure: the same ledger, calendar and `now` give the same answer. Refuses, with every finding, what the law or the calendar does not allow.
 * `settled`: so many of the first events have happened and stand, whatever the calendar has become since.
 */
export function deadline(request: OpenRequest, settled = 0): ClockAnswer | { refused: Finding[] } {
  const shape = checkShape(request);
  // A broken event or calendar day does not hide what else is wrong; without a limit, a start or a now nothing can be counted.
  if (shape.some((finding) => /^($|limit|start|now|events$|calendar$|calendar\.daysOff$|calendar\.weekendsWorked$)/.test(finding.path)))
    return { refused: shape };
  const checked = withCalendar(request);
  const skipped = new Set(shape.flatMap((finding) => /^events\[(\d+)\]/.exec(finding.path)?.[1] ?? []).map(Number));
  const { run, findings } = foldEvents(checked, skipped, settled);
  const refused = [...shape, ...findings];
  if (refused.length > 0) return { refused };
  return answer(run, checked);
}

function withCalendar(request: OpenRequest): ClockRequest {
  const calendar: Calendar = request.calendar === 'CN' ? cn : request.calendar;
  const { daysOff = [], weekendsWorked = [] } = calendar;
  const isComplete = calendar.daysOff !== undefined && calendar.weekendsWorked !== undefined;
  return { ...request, calendar: isComplete ? calendar : { ...calendar, daysOff, weekendsWorked }, events: request.events ?? [] };
}

function answer(run: ClockRun, request: ClockRequest): ClockAnswer | { refused: Finding[] } {
  const isWorkday = workdaysOf(request.calendar);
  const now = dayOf(request.now);
  const last = lastDays(run, isWorkday);
  const stopped = openStop(run);
  if (!last && !stopped) return { refused: [{ path: 'limit.n', code: 'invalid', message: 'the deadline lies beyond the year 9999' }] };

  const until = Math.min(run.close ?? now, lastDay);
  const used = Math.min(run.total, countedBetween(run, isWorkday, run.start, Math.min(until, last?.counted ?? until)));
  const isLate = last !== null && until > last.due;
  const overdue = isLate ? countedBetween(run, isWorkday, last.due, until) : 0;
  const published = parseDay(request.calendar.publishedThrough)!;
  const provisional = last !== null && last.due > published;
  const facts = {
    due: last ? endOfDay(last.due) : null,
    provisional,
    state: run.close !== null ? ('closed' as const) : stopped ? ('stopped' as const) : isLate ? ('overdue' as const) : ('running' as const),
    total: run.total,
    used,
    remaining: run.total - used,
    overdue,
    outcome: run.close === null ? null : isLate ? ('late' as const) : ('met' as const),
    segments: segmentsOf(run, isWorkday, last?.due ?? Math.min(now, lastDay), last?.counted ?? null),
  };
  return { ...facts, explanation: explain(run, request, facts, last, isWorkday) };
}
