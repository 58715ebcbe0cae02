import { setDue } from '../lookup.ts';
import { retimeClocks } from '../moving-timers.ts';
import type { Turn } from '../turn.ts';

/** 挂起: nothing moves until the case is resumed; timers keep the time they have left. */
export function suspend(turn: Turn, by?: string): void {
  turn.state.suspendedAt = turn.now;
  turn.commands.push({ kind: 'suspended', by });
}

/**
 * 恢复: every timer moves by as long as the case was suspended, so that none fires in a burst. What waits for a clock of the law
 * does not: only what art. 45 names stops it.
 */
export function resume(turn: Turn, by?: string): void {
  const { state } = turn;
  const pause = turn.now - (state.suspendedAt ?? turn.now);
  state.suspendedAt = null;
  for (const wait of Object.values(state.waits)) {
    if (wait.due === undefined) continue;
    setDue(state, wait, wait.due + pause);
    delete wait.armedAt;
  }
  retimeClocks(turn);
  turn.commands.push({ kind: 'resumed', by });
}
