import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { EventNode, Node } from '../../../schema/process/program.ts';
import { startCompensation } from '../compensation.ts';
import { entered, leave } from '../flow.ts';
import { raise } from '../incident.ts';
import type { Token } from '../state.ts';
import { throwEvent } from '../throwing.ts';
import { moveToken } from '../token.ts';
import type { Behaviour, Turn } from '../turn.ts';

function throwAll(turn: Turn, token: Token, node: Node, events: EventDefinition[]): void {
  for (const [index, definition] of events.entries()) {
    if (definition.kind === 'link') {
      if (definition.target === undefined) raise(turn, token, 'no-link-target', `No link event catches ${definition.name}`);
      else moveToken(turn, token, definition.target, node.id);
      return;
    }
    if (definition.kind === 'compensation') {
      if (startCompensation(turn, token, definition, { then: 'leave', rest: events.slice(index + 1) })) return;
      continue;
    }
    if (!throwEvent(turn, token, definition)) return;
  }
  leave(turn, token, node);
}

/** Intermediate throw event: throws each of its definitions in the order written and goes on; a link goes to its catching event. */
export const intermediateThrowEvent: Behaviour = {
  enter(turn, token, node) {
    entered(turn, token);
    throwAll(turn, token, node, (node as EventNode).events);
  },
  resumed: throwAll,
};
