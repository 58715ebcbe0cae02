import type { EventDefinition } from '../../schema/process/event-definition.ts';
import type { EventNode, Node } from '../../schema/process/program.ts';
import { setSeen } from './lookup.ts';
import type { Wait } from './state.ts';
import { nodeOf, type Trigger, type Turn } from './turn.ts';
import { applyMappings, writeAll } from './variables.ts';
import { arm, disarm, rearm, type ArmError } from './wait.ts';

export type ArmedEvents = { ok: true; waits: number[] } | { ok: false; error: ArmError };

/** Arms every definition of an event for a token or a scope. All or none. */
export function armEvents(turn: Turn, node: EventNode, token: number | null, scope: number): ArmedEvents {
  const waits: number[] = [];
  for (const [index, definition] of node.events.entries()) {
    const armed = arm(turn, definition, { token, scope, element: node.id, index });
    if (!armed.ok) {
      for (const id of waits) disarm(turn, id);
      return armed;
    }
    waits.push(armed.wait.id);
  }
  return { ok: true, waits };
}

/**
 * Something an event waits for has come. Gives whether the event happens: a parallel multiple one only with the last of its definitions.
 * A wait that is still armed afterwards (`stays`) is made ready for its next time.
 */
export function happens(turn: Turn, wait: Wait, node: Node, stays: boolean): boolean {
  if ('parallelMultiple' in node && node.parallelMultiple) {
    setSeen(turn.state, wait, true);
    const all = Object.values(turn.state.waits).filter(
      (other) => other.element === wait.element && other.token === wait.token && other.scope === wait.scope,
    );
    if (!all.every((other) => other.seen)) return false;
    for (const other of all) setSeen(turn.state, other, false);
  }
  if (stays && wait.kind === 'timer' && !rearm(turn, wait)) disarm(turn, wait.id);
  return true;
}

/** The definition a wait stands for. Receive tasks keep theirs in `message`. */
export function definitionOf(turn: Turn, wait: Wait): EventDefinition | undefined {
  const node = nodeOf(turn, wait.element);
  if ('events' in node) return node.events[wait.index];
  return 'message' in node ? node.message : undefined;
}

/** Writes what came with an event: by its output mappings when it has some, else as it is. Gives the error, if any. */
export function receive(turn: Turn, wait: Wait, scope: number, trigger: Trigger): string | null {
  const definition = definitionOf(turn, wait);
  if (definition && 'outputs' in definition && definition.outputs) {
    const result = applyMappings(turn, definition.outputs, scope, scope, trigger.variables);
    return result.ok ? null : result.message;
  }
  writeAll(turn, scope, trigger.variables);
  return null;
}
