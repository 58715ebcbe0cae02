import { FeelDate, FeelDateTime, FeelFunction, parseDate, parseDateTime } from 'feelin';
import type { EvaluationContext } from '../../engine/expression.ts';
import { isoAt, offsetOf } from '../../engine/time.ts';
import { FeelError } from './feel-error.ts';

/** What the working-day calendar answers; the calendar itself is data that comes with each event. */
export interface CalendarFunctions {
  /** 23:59:59 of the n-th working day after `from` (an ISO date or date-time), as ISO 8601 with offset. */
  addWorkdays(calendar: unknown, from: string, n: number): string;
}

/** The functions the product adds to FEEL, bound to one event's surroundings. */
export function ownFunctions(context: EvaluationContext, calendar?: CalendarFunctions): Record<string, FeelFunction> {
  const offset = offsetOf(context.now);
  const local = isoAt(Date.parse(context.now), offset);
  return {
    now: new FeelFunction(() => parsed(parseDateTime(local), local), []),
    today: new FeelFunction(() => parsed(parseDate(local.slice(0, 10)), local), []),
    'add workdays': new FeelFunction(
      (from: unknown, n: unknown) => {
        if (!calendar || context.calendar === undefined) throw new FeelError('There is no calendar to count working days on.');
        if (typeof n !== 'number') throw new FeelError('add workdays needs a number of days.');
        if (!(typeof from === 'string' || from instanceof FeelDate || from instanceof FeelDateTime)) {
          throw new FeelError('add workdays needs a date to count from.');
        }
        const due = calendar.addWorkdays(context.calendar, String(from), n);
        return parsed(parseDateTime(due), due);
      },
      ['from', 'n'],
    ),
    'clock due': new FeelFunction(
      (name: unknown) => {
        const due = typeof name === 'string' ? context.clocks?.[name] : undefined;
        if (due === null) throw new FeelError(`The clock “${String(name)}” stands still.`);
        if (due === undefined) throw new FeelError(`The clock “${String(name)}” does not run.`);
        return parsed(parseDateTime(due), due);
      },
      ['name'],
    ),
  };
}

function parsed<T>(value: T | null, text: string): T {
  if (value === null) throw new FeelError(`“${text}” is no date.`);
  return value;
}
