import { trigger } from './delivery.ts';
import { drain } from './drain.ts';
import { nextTimer } from './lookup.ts';
import type { State, Wait } from './state.ts';
import { isoAt } from './time.ts';
import { contextAt, type Turn } from './turn.ts';

/** The most firings in one step: a repetition too fast for the time that passes goes on with the next step. */
const MOST_FIRINGS = 20_000;

/** The earliest timer that is due by `until` (epoch ms), the oldest of several. */
function earliest(state: State, until: number): Wait | null {
  const wait = nextTimer(state);
  return wait && wait.due! <= until ? wait : null;
}

/** When the next timer is due, epoch ms; null without one or while suspended. What the shell's one durable timer is set to. */
export function nextDue(state: State): number | null {
  if (state.suspendedAt !== null) return null;
  return earliest(state, Number.POSITIVE_INFINITY)?.due ?? null;
}

/** Fires every timer that is due by the turn's time, in due order, newly armed ones too; each fires at its own time, not before `from`. */
export function fireTimers(turn: Turn, from: number): void {
  const until = turn.now;
  let time = from;
  let wait = earliest(turn.state, until);
  if (!wait) return;
  for (let fired = 0; wait && fired < MOST_FIRINGS; fired++) {
    // A date that was past when it was armed fires now, not then.
    time = Math.max(time, wait.due!);
    setTime(turn, time);
    trigger(turn, wait, { variables: {} });
    drain(turn);
    wait = earliest(turn.state, until);
  }
  setTime(turn, until);
}

function setTime(turn: Turn, ms: number): void {
  turn.now = ms;
  turn.context = contextAt(turn.environment, isoAt(ms, turn.offset));
}
