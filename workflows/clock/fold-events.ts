import { dayOf } from './check.ts';
import { parseInstant } from './day.ts';
import { isBasis } from '../../schema/rules/procedures.ts';
import type { ClockEvent, ClockRequest, Finding } from './request.ts';
import { lastDays, openStop } from './run.ts';
import type { ClockRun } from './run.ts';
import { workdaysOf } from './workdays.ts';

type Code = Finding['code'];

/**
 * Folds the events up to `now` over the clock. An event that is refused changes nothing; the others go on, so all findings are listed.
 * The first `settled` events were in time when they happened: a calendar that has changed since does not make them late.
 */
export function foldEvents(request: ClockRequest, skipped: ReadonlySet<number>, settled = 0): { run: ClockRun; findings: Finding[] } {
  const findings: Finding[] = [];
  const run: ClockRun = {
    unit: request.limit.unit,
    start: dayOf(request.start),
    total: request.limit.n,
    stops: [],
    extension: null,
    close: null,
  };
  const now = parseInstant(request.now)!;
  let latest = parseInstant(request.start)!;
  request.events.forEach((event, index) => {
    if (skipped.has(index)) return;
    const refuse = (code: Code, message: string) => findings.push({ path: `events[${index}]`, code, message });
    const at = parseInstant(event.at)!;
    if (at < latest)
      return void refuse('order', index === 0 ? 'the event lies before the start' : 'the event lies before the one listed ahead of it');
    latest = at;
    if (at > now) return;
    take(run, event, request, refuse, index < settled);
  });
  return { run, findings };
}

function take(
  run: ClockRun,
  event: ClockEvent,
  request: ClockRequest,
  refuse: (code: Code, message: string) => void,
  isSettled: boolean,
): void {
  const day = dayOf(event.at);
  if (run.close !== null) return refuse('closed', 'the clock is closed');
  const stop = openStop(run);
  const isTooLate = () => {
    if (isSettled) return false;
    const last = lastDays(run, workdaysOf(request.calendar));
    return last !== null && day > last.due;
  };
  switch (event.type) {
    case 'stop':
      if (stop) return refuse('not-running', 'the clock is stopped already');
      if (!isBasis(event.basis)) return refuse('no-legal-basis', 'the law allows no stop on this basis (Licensing Law art. 45)');
      if (isTooLate()) return refuse('too-late', 'the limit has passed; it can no longer be stopped');
      run.stops.push({ from: day, to: null, basis: event.basis, ...(event.law ? { law: event.law } : {}) });
      return;
    case 'resume':
      if (!stop) return refuse('not-stopped', 'the clock is not stopped');
      stop.to = day;
      return;
    case 'extend':
      if (run.extension) return refuse('already-extended', 'a limit is extended once only');
      if (isTooLate()) return refuse('too-late', 'the limit has passed; it can no longer be extended');
      run.extension = { day, n: event.n! };
      run.total += event.n!;
      return;
    default:
      run.close = day;
  }
}
