import { countsWorkdays, followsClock } from './clock-timer.ts';
import type { Turn } from './turn.ts';
import { renewTimer, timerOf } from './wait.ts';

/**
 * Sets every timer that waits for a clock, or counts working days, to the time that is right now: clocks have been stopped,
 * resumed or extended, or the calendar is another. One whose clock stands still waits without a time; one whose clock is over stays.
 */
export function retime(turn: Turn): void {
  for (const wait of Object.values(turn.state.waits)) {
    const timer = wait.seen ? null : timerOf(turn, wait);
    if (timer && (followsClock(timer) || (countsWorkdays(timer) && wait.armedAt !== undefined))) renewTimer(turn, wait, timer);
  }
}

/** As `retime`, for those that wait for a clock. */
export function retimeClocks(turn: Turn): void {
  for (const wait of Object.values(turn.state.waits)) {
    const timer = wait.seen ? null : timerOf(turn, wait);
    if (timer && followsClock(timer)) renewTimer(turn, wait, timer);
  }
}
