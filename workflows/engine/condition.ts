import { definitionOf } from './catching.ts';
import { trigger } from './delivery.ts';
import { waitingConditions } from './lookup.ts';
import type { Wait } from './state.ts';
import { nodeOf, type Turn } from './turn.ts';
import { evaluate } from './variables.ts';

/** Whether a waiting condition has become true. A name that has no value yet is null here; an expression that fails is not true. */
function becameTrue(turn: Turn, wait: Wait): boolean {
  const definition = definitionOf(turn, wait);
  if (definition?.kind !== 'conditional' || wait.seen) return false;
  const result = evaluate(turn, wait.scope, definition.condition, undefined, true);
  const holds = result.ok && result.value === true;
  const became = holds && !wait.was;
  wait.was = holds;
  return became;
}

function fire(turn: Turn, wait: Wait): void {
  trigger(turn, wait, { variables: {} });
}

/** Looks at the given waits, just armed: conditions that already hold fire at once. */
export function fireTrueConditions(turn: Turn, waits: number[]): { interrupted: boolean } {
  for (const id of [...waits]) {
    const wait = turn.state.waits[id];
    if (wait?.kind !== 'condition' || !becameTrue(turn, wait)) continue;
    const node = nodeOf(turn, wait.element);
    fire(turn, wait);
    // Of a parallel multiple event the rest is still to come.
    if (turn.state.waits[id]?.seen) continue;
    if (!('interrupting' in node) || node.interrupting) return { interrupted: true };
  }
  return { interrupted: false };
}

/** After variables have changed: every waiting condition that has become true fires, oldest first. */
export function fireConditions(turn: Turn): void {
  turn.changed = false;
  if (turn.state.conditions === 0) return;
  for (const { id } of waitingConditions(turn.state)) {
    const wait = turn.state.waits[id];
    if (wait && becameTrue(turn, wait)) fire(turn, wait);
  }
}
