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
    const { evaluator } = turn.environment;
    if (!decision || !evaluator.decide) {
      call(turn, token, node);
      return;
    }
    const result = evaluator.decide(decision, variablesFor(turn, scopeOf(turn, token), decision.names), turn.context);
    if (!result.ok) {
      raise(turn, token, 'decision-failed', result.message);
      return;
    }
    const merged = node.resultVariable === undefined && isContext(result.value) ? result.value : null;
    completeActivity(turn, token, node, merged, result.value);
  },
  answered: completeActivity,
  restored: callAgain,
};

function isContext(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
