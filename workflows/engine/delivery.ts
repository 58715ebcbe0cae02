import { waitingFor } from './lookup.ts';
import type { Wait } from './state.ts';
import { nodeOf, type Trigger, type Turn } from './turn.ts';

/** Hands a trigger to what waits for it: inside the run, or to start a process. */
export function trigger(turn: Turn, wait: Wait, what: Trigger): void {
  if (wait.scope === 0) {
    turn.hooks.byWait(turn, wait, what);
    return;
  }
  const node = nodeOf(turn, wait.element);
  turn.behaviours[node.type].triggered?.(turn, wait, node, what);
}

function fits(wait: Wait, key: unknown): boolean {
  return wait.key === undefined || key === undefined || key === null || String(wait.key) === String(key);
}

/** A message reaches the oldest that waits for it, else starts a process of the file. False when nobody takes it. */
export function deliverMessage(turn: Turn, name: string, key: unknown, what: Trigger): boolean {
  const wait = findReceiver(turn, name, key);
  if (!wait) return turn.hooks.byMessage(turn, name, what);
  trigger(turn, wait, what);
  return true;
}

/** Whether anyone would take a message: what a validator asks before a step. */
export function wouldDeliver(turn: Turn, name: string, key: unknown): boolean {
  return findReceiver(turn, name, key) !== null || turn.hooks.hasMessage(turn, name);
}

function findReceiver(turn: Turn, name: string, key: unknown): Wait | null {
  for (const wait of waitingFor(turn.state, 'message', name)) if (!wait.seen && fits(wait, key)) return wait;
  return null;
}

/** A signal reaches all that wait for it at this moment, then every start event of that name. Gives how many. */
export function deliverSignal(turn: Turn, name: string, what: Trigger): number {
  const waiting = [...waitingFor(turn.state, 'signal', name)].filter((wait) => !wait.seen);
  let reached = 0;
  for (const wait of waiting) {
    if (turn.state.waits[wait.id] !== wait) continue;
    trigger(turn, wait, what);
    reached++;
  }
  return reached + turn.hooks.bySignal(turn, name, what);
}
