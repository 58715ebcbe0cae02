import type { NodeOf } from '../../../schema/process/program.ts';
import { completeActivity, enterActivity } from '../activity.ts';
import { closeCalled, startCalled } from '../called.ts';
import { raise } from '../incident.ts';
import { scopeOf } from '../scope.ts';
import type { Behaviour } from '../turn.ts';
import { evaluateValue } from '../variables.ts';

/** Call activity (BPMN 13.3.5): runs a process of the file in its place; variables pass in and out unless they are mapped. */
export const callActivity: Behaviour = {
  enter: enterActivity,
  start(turn, token, anyNode) {
    const node = anyNode as NodeOf<'callActivity'>;
    const called = evaluateValue(turn, scopeOf(turn, token), node.called);
    if (!called.ok) {
      raise(turn, token, 'expression-failed', called.message);
      return;
    }
    const process = String(called.value);
    if (!Object.hasOwn(turn.program.processes, process) || turn.program.scopes[process]!.entries.length === 0) {
      raise(turn, token, 'no-such-process', `${node.id} calls ${process}, which the file does not have or which has no none start event`);
      return;
    }
    token.status = 'scope';
    startCalled(turn, token, node, process);
  },
  bodyCompleted(turn, token, anyNode, body) {
    const node = anyNode as NodeOf<'callActivity'>;
    const result = closeCalled(turn, token, node, body, 'completed');
    completeActivity(turn, token, node, result);
  },
};
