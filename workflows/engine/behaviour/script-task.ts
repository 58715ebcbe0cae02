import type { NodeOf } from '../../../schema/process/program.ts';
import { completeActivity, enterActivity } from '../activity.ts';
import { raise } from '../incident.ts';
import { scopeOf } from '../scope.ts';
import type { Variables } from '../expression.ts';
import type { Behaviour } from '../turn.ts';
import { evaluate } from '../variables.ts';

/** Script task in FEEL: the value goes to its result variable; without one a context's entries become variables. */
export const scriptTask: Behaviour = {
  enter: enterActivity,
  start(turn, token, anyNode) {
    const node = anyNode as NodeOf<'scriptTask'>;
    const result = evaluate(turn, scopeOf(turn, token), node.script);
    if (!result.ok) {
      raise(turn, token, 'expression-failed', result.message);
      return;
    }
    const { value } = result;
    const context = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Variables) : null;
    completeActivity(turn, token, node, node.resultVariable === undefined ? context : null, value);
  },
};
