import type { EventDefinition } from '../../schema/process/event-definition.ts';
import type { Turn } from './turn.ts';

export type Timer = Extract<EventDefinition, { kind: 'timer' }>;

const clockNames = /\bclock\s+due\s*\(\s*(?:name\s*:\s*)?"([^"]*)"/g;
const workdays = /\badd\s+workdays\s*\(/;

const textOf = ({ value }: Timer): string => ('expression' in value && value.expression.language === 'feel' ? value.expression.text : '');

/** The clocks of the case that a timer waits for: `clock due("decision")`. */
const clocksOf = (timer: Timer): string[] => [...textOf(timer).matchAll(clockNames)].map((match) => match[1]!);

/** Whether a timer's time is the due time of a clock: it moves with the clock, and stands still with it. */
export const followsClock = (timer: Timer): boolean => clocksOf(timer).length > 0;

/** Whether a timer counts working days: when the calendar changes it is counted anew, from when it was armed. */
export const countsWorkdays = (timer: Timer): boolean => workdays.test(textOf(timer));

/** Whether a clock that a timer waits for stands still now, so that there is no time to wait for. */
export const isStill = (turn: Turn, timer: Timer): boolean => clocksOf(timer).some((name) => turn.environment.clocks?.[name] === null);
