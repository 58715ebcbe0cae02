import { receivedAgain } from '../clock/case-clocks.ts';
import type { Clocks } from '../clock/case-clocks.ts';
import { changeClocks, refusalOfChange } from '../clock/change.ts';
import type { Step } from '../messages.ts';
import type { Surroundings } from './decide.ts';

/**
 * The clocks as a step's cause leaves them, before the process moves: stopped, resumed or extended by an act; the receipt's begun anew when
 * the application has come back whole. Refuses a change that they do not allow (any more).
 */
export function clocksBefore(cause: Step['cause'], surroundings: Surroundings): { clocks: Clocks } | { code: string; message: string } {
  const { clocks, at } = surroundings;
  if (cause.kind !== 'act') return { clocks };
  const { act } = cause;
  if (act.kind === 'complete' && act.particulars.answers !== undefined) return { clocks: receivedAgain(clocks, at, surroundings) };
  if (act.kind !== 'clock') return { clocks };
  const code = refusalOfChange(clocks, act.change, at, surroundings);
  if (code) return { code, message: 'the clocks of the case do not allow that' };
  return { clocks: changeClocks(clocks, act.change, at, surroundings) };
}
