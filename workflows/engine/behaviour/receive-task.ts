import type { NodeOf } from '../../../schema/process/program.ts';
import { completeActivity, enterActivity } from '../activity.ts';
import { receive } from '../catching.ts';
import { caughtAfterGateway } from '../event-gateway.ts';
import { raise } from '../incident.ts';
import { scopeOf } from '../scope.ts';
import { arm, disarm } from '../wait.ts';
import { getToken, type Behaviour } from '../turn.ts';

/** Receive task (BPMN 13.3.3): completes when its message comes; one that instantiates has had it already. */
export const receiveTask: Behaviour = {
  enter: enterActivity,
  start(turn, token, anyNode) {
    const node = anyNode as NodeOf<'receiveTask'>;
    const definition = node.message ?? { kind: 'message' as const, name: node.name ?? node.id };
    const armed = arm(turn, definition, { token: token.id, scope: token.scope, element: node.id, index: 0 });
    if (!armed.ok) {
      raise(turn, token, armed.error.code, armed.error.message);
      return;
    }
    token.status = 'wait';
    (token.waits ??= []).push(armed.wait.id);
  },
  triggered(turn, wait, node, what) {
    const token = getToken(turn, wait.token!);
    if (token.node !== node.id) {
      if (!caughtAfterGateway(turn, token, wait, node)) return;
      for (const id of token.waits ?? []) disarm(turn, id);
      delete token.waits;
    }
    disarm(turn, wait.id);
    const error = receive(turn, wait, scopeOf(turn, token), what);
    if (error === null) completeActivity(turn, token, node, null);
    else raise(turn, token, 'expression-failed', error);
  },
};
