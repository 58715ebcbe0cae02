import { armTargets } from '../event-gateway.ts';
import { fireTrueConditions } from '../condition.ts';
import { entered } from '../flow.ts';
import { raise } from '../incident.ts';
import type { Behaviour } from '../turn.ts';

/** Event-based gateway (BPMN 13.4.4): waits for the events behind it; the first that comes takes the token. */
export const eventBasedGateway: Behaviour = {
  enter(turn, token, node) {
    entered(turn, token);
    const armed = armTargets(turn, token, node);
    if (!armed.ok) {
      raise(turn, token, armed.error.code, armed.error.message);
      return;
    }
    token.status = 'wait';
    token.waits = armed.waits;
    fireTrueConditions(turn, armed.waits);
  },
};
