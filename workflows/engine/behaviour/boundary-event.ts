import type { NodeOf } from '../../../schema/process/program.ts';
import { happens, receive } from '../catching.ts';
import { entered, leave } from '../flow.ts';
import { causesIn, emptyFragment, takeToken } from '../fragment.ts';
import { raise } from '../incident.ts';
import { merge } from '../ledger.ts';
import { placeToken } from '../token.ts';
import { getToken, thrownBy, type Behaviour } from '../turn.ts';
import { disarm } from '../wait.ts';

/**
 * Boundary event (BPMN 13.5.3): an interrupting one cancels its activity and goes on in its place; a non-interrupting one
 * puts a token beside it and stays armed.
 */
export const boundaryEvent: Behaviour = {
  enter(turn, token, node) {
    entered(turn, token);
    leave(turn, token, node);
  },
  triggered(turn, wait, anyNode, part) {
    const node = anyNode as NodeOf<'boundaryEvent'>;
    const host = getToken(turn, wait.token!);
    const what = happens(turn, wait, node, !node.interrupting, part);
    if (!what) return;
    let cause = what.cause ?? host.cause;
    if (node.interrupting) {
      const consumed = emptyFragment();
      // A time that has come does not come again.
      if (wait.kind === 'timer') disarm(turn, wait.id);
      takeToken(turn, host, consumed, 'cancelled');
      const causes = [cause, host.cause, ...causesIn(consumed)];
      cause = merge(turn, causes, { node: node.id, scope: host.scope }, () => consumed, thrownBy(what));
    }
    const token = placeToken(turn, host.scope, node.id, cause);
    entered(turn, token);
    const error = receive(turn, wait, token.scope, what);
    if (error === null) leave(turn, token, node);
    else raise(turn, token, 'expression-failed', error, 'leave');
  },
};
