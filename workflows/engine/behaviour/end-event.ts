import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { EventNode } from '../../../schema/process/program.ts';
import { startCompensation } from '../compensation.ts';
import { entered } from '../flow.ts';
import { endToken } from '../scope.ts';
import type { Token } from '../state.ts';
import { terminateScope } from '../termination.ts';
import { throwEvent } from '../throwing.ts';
import { cancelTransaction } from '../transaction.ts';
import { getScope, type Behaviour, type Turn } from '../turn.ts';

function end(turn: Turn, token: Token, events: EventDefinition[]): void {
  for (const [index, definition] of events.entries()) {
    if (definition.kind === 'terminate') {
      terminateScope(turn, token);
      return;
    }
    if (definition.kind === 'cancel') {
      cancelTransaction(turn, token);
      return;
    }
    if (definition.kind === 'compensation') {
      if (startCompensation(turn, token, definition, { then: 'end', rest: events.slice(index + 1) })) return;
      continue;
    }
    if (!throwEvent(turn, token, definition)) return;
  }
  endToken(turn, token);
}

/** End event (BPMN 13.5.6): throws what it says, in the order written, and consumes its token. */
export const endEvent: Behaviour = {
  enter(turn, token, node) {
    entered(turn, token);
    turn.commands.push({ kind: 'ended', element: node.id, instance: getScope(turn, token.scope).instance });
    end(turn, token, (node as EventNode).events);
  },
  resumed(turn, token, _node, rest) {
    end(turn, token, rest);
  },
};
