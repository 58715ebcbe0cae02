import type { EventDefinition } from '../../schema/process/event-definition.ts';
import type { EventNode, Node } from '../../schema/process/program.ts';
import type { Variables } from './expression.ts';
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
 * Something an event waits for has come. Gives what the event happens with, or null when it does not happen yet: a parallel
 * multiple one does with the last of its definitions, and brings what came with all of them. A wait that is still armed
 * afterwards (`stays`) is made ready for its next time; an event with a time that does not come again is over.
 */
export function happens(turn: Turn, wait: Wait, node: Node, stays: boolean, what: Trigger): Trigger | null {
  const parts = 'parallelMultiple' in node && node.parallelMultiple ? partsOf(turn, wait) : [wait];
  if (parts.length > 1) {
    setSeen(turn.state, wait, true);
    wait.brought = what.variables;
    if (!parts.every((part) => part.seen)) return null;
  }
  const variables = Object.assign({}, ...parts.map((part) => part.brought ?? what.variables)) as Variables;
  for (const part of parts) {
    if (part.seen) setSeen(turn.state, part, false);
    delete part.brought;
  }
  const again = parts.every((part) => part.kind !== 'timer' || !stays || rearm(turn, part));
  if (!again) for (const part of parts) disarm(turn, part.id);
  return { ...what, variables };
}

/** The waits of one event, of which all must come. */
function partsOf(turn: Turn, { element, token, scope }: Wait): Wait[] {
  return Object.values(turn.state.waits).filter((one) => one.element === element && one.token === token && one.scope === scope);
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
