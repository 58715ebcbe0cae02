import { dayText } from './day.ts';
import type { Day } from './day.ts';
import type { Segment } from './request.ts';
import { isCounted, isStopped } from './run.ts';
import type { ClockRun } from './run.ts';
import type { IsWorkday } from './workdays.ts';

/** Every day from the day after the start to `to`, in runs of one kind. `counted` is the day the count was complete, if it was. */
export function segmentsOf(run: ClockRun, isWorkday: IsWorkday, to: Day, counted: Day | null): Segment[] {
  const segments: Segment[] = [];
  for (let day = run.start + 1; day <= to; day++) {
    const kind = kindOf(run, isWorkday, day, counted);
    const text = dayText(day);
    const open = segments.at(-1);
    if (open?.kind === kind) open.to = text;
    else segments.push({ from: text, to: text, kind });
  }
  return segments;
}

function kindOf(run: ClockRun, isWorkday: IsWorkday, day: Day, counted: Day | null): Segment['kind'] {
  if (isStopped(run, day)) return 'stopped';
  if (counted !== null && day > counted) return 'rest';
  return isCounted(run, isWorkday, day) ? 'counted' : 'rest';
}
