import type { Decision } from '../../../schema/process/decision.ts';
import type { NodeOf } from '../../../schema/process/program.ts';
import { completeActivity, enterActivity } from '../activity.ts';
import { call, callAgain } from '../call.ts';
import { raise } from '../incident.ts';
import { scopeOf } from '../scope.ts';
import type { Variables } from '../expression.ts';
import type { Behaviour } from '../turn.ts';
import { variablesFor } from '../variables.ts';

/** Business rule task (BPMN 13.3.3): evaluates the decision the file gives it; without one it is a service. */
export const businessRuleTask: Behaviour = {
  enter: enterActivity,
  start(turn, token, anyNode) {
    const node = anyNode as NodeOf<'businessRuleTask'>;
    const decision = node.decision === undefined ? undefined : turn.program.decisions[node.decision];
    if (!decision) {
      call(turn, token, node);
      return;
    }
    const variables = variablesFor(turn, scopeOf(turn, token), decision.names);
    const result = turn.environment.evaluator.decide(turn.program, decision.id, variables, turn.context);
    if (!result.ok) {
      raise(turn, token, 'decision-failed', result.message);
      return;
    }
    completeActivity(turn, token, node, node.resultVariable === undefined ? written(decision, result.value) : null, result.value);
  },
  answered: completeActivity,
  restored: callAgain,
};

/** What a result without a variable of its own writes: several outputs under their names, else the one there is. */
function written(decision: Decision, value: unknown): Variables {
  if (decision.merges && isContext(value)) return value;
  if (decision.merges && decision.merges.length > 0 && value === null) {
    return Object.fromEntries(decision.merges.map((name) => [name, null]));
  }
  return { [decision.variable]: value };
}

function isContext(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
