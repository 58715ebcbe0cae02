import type { EventDefinition } from '../../schema/process/event-definition.ts';
import { startCompensation } from './compensation.ts';
import { deliverMessage, deliverSignal } from './delivery.ts';
import type { Variables } from './expression.ts';
import { raise } from './incident.ts';
import { throwError, throwEscalation } from './propagation.ts';
import type { Token } from './state.ts';
import type { Turn } from './turn.ts';
import { evaluate, inputValue } from './variables.ts';

/** What a thrown event carries: its input mappings evaluated, else nothing. Null after an incident on the token. */
function payloadOf(turn: Turn, token: Token, definition: EventDefinition): Variables | null {
  const payload: Variables = {};
  if (!('inputs' in definition)) return payload;
  for (const mapping of definition.inputs ?? []) {
    const result = inputValue(turn, token.body ?? token.scope, mapping);
    if (!result.ok) {
      raise(turn, token, 'expression-failed', `${mapping.to}: ${result.message}`);
      return null;
    }
    payload[mapping.to] = result.value;
  }
  return payload;
}

/**
 * Throws a message, signal, escalation or error from a token. False when the token does not go on: an error, an
 * interruption that the throw set off, or an incident.
 */
export function throwEvent(turn: Turn, token: Token, definition: EventDefinition): boolean {
  const variables = payloadOf(turn, token, definition);
  if (!variables) return false;
  switch (definition.kind) {
    case 'message': {
      let key: unknown;
      if (definition.correlationKey) {
        const result = evaluate(turn, token.scope, definition.correlationKey);
        if (!result.ok) {
          raise(turn, token, 'expression-failed', result.message);
          return false;
        }
        key = result.value;
      }
      if (!deliverMessage(turn, definition.name, key, { variables })) {
        turn.commands.push({ kind: 'throwMessage', name: definition.name, correlationKey: key, variables, element: token.node });
      }
      break;
    }
    case 'signal':
      turn.commands.push({ kind: 'throwSignal', name: definition.name, variables, element: token.node });
      deliverSignal(turn, definition.name, { variables });
      break;
    case 'escalation':
      return throwEscalation(turn, token, definition.code, { variables });
    case 'error':
      throwError(turn, token, definition.code, { variables });
      return false;
    default:
      break;
  }
  return turn.state.tokens[token.id] === token;
}

/**
 * An event that an activity throws by itself (multi-instance behaviours): caught at its own boundary or further out. What
 * it compensates is undone beside it: the activity goes on.
 */
export function throwImplicit(turn: Turn, container: Token, definition: EventDefinition): void {
  if (definition.kind === 'compensation') startCompensation(turn, container, { ...definition, wait: false }, { then: 'end', rest: [] });
  else throwEvent(turn, container, definition);
}
