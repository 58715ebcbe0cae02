import type { EventNode } from '../../../schema/process/program.ts';
import { armEvents, happens, receive } from '../catching.ts';
import { fireTrueConditions } from '../condition.ts';
import { entered, leave } from '../flow.ts';
import { raise } from '../incident.ts';
import { caughtAfterGateway } from '../event-gateway.ts';
import { disarm } from '../wait.ts';
import { getToken, type Behaviour } from '../turn.ts';

/** Intermediate catch event: waits for one of its definitions (all, when parallel multiple). A link catch passes. */
export const intermediateCatchEvent: Behaviour = {
  enter(turn, token, node) {
    entered(turn, token);
    const { events } = node as EventNode;
    if (events.length === 0 || events[0]!.kind === 'link') {
      leave(turn, token, node);
      return;
    }
    const armed = armEvents(turn, node as EventNode, token.id, token.scope);
    if (!armed.ok) {
      raise(turn, token, armed.error.code, armed.error.message);
      return;
    }
    token.status = 'wait';
    token.waits = armed.waits;
    fireTrueConditions(turn, armed.waits);
  },
  triggered(turn, wait, node, part) {
    const token = getToken(turn, wait.token!);
    const what = happens(turn, wait, node, false, part);
    if (!what) return;
    if (token.node !== node.id && !caughtAfterGateway(turn, token, wait, node)) return;
    for (const id of token.waits ?? []) disarm(turn, id);
    delete token.waits;
    const error = receive(turn, wait, token.scope, what);
    if (error === null) leave(turn, token, node);
    else raise(turn, token, 'expression-failed', error, 'leave');
  },
};
