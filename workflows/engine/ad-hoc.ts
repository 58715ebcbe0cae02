import type { NodeOf } from '../../schema/process/program.ts';
import { raise } from './incident.ts';
import { endToken } from './scope.ts';
import type { ScopeRun, Token } from './state.ts';
import { terminateScope } from './termination.ts';
import { getScope, getToken, nodeOf, type Turn } from './turn.ts';
import { evaluate } from './variables.ts';

type AdHoc = NodeOf<'adHocSubProcess'>;

/** Whether the ad-hoc sub-process may end: its completion condition holds, or it has none. `message` tells an error. */
export function mayEnd(turn: Turn, body: ScopeRun, node: AdHoc): { ok: boolean; message?: string } {
  if (body.ending !== undefined || !node.completion) return { ok: true };
  const result = evaluate(turn, body.id, node.completion, undefined, true);
  return result.ok ? { ok: result.value === true } : { ok: false, message: result.message };
}

/**
 * An activity inside an ad-hoc sub-process is done (BPMN 13.3.5): the completion condition is looked at. True when the
 * token has been dealt with: the sub-process ends, or lets only what is under way come to its end.
 */
export function adHocActivityDone(turn: Turn, token: Token): boolean {
  const body = getScope(turn, token.scope);
  if (turn.program.scopes[body.of]?.kind !== 'adHocSubProcess' || body.owner === null) return false;
  const node = nodeOf(turn, getToken(turn, body.owner).node) as AdHoc;
  if (!node.completion) return false;
  const end = mayEnd(turn, body, node);
  if (end.message !== undefined) {
    raise(turn, token, 'expression-failed', `Completion: ${end.message}`, 'leave');
    return true;
  }
  if (!end.ok) return false;
  if (node.cancelRemaining === false) {
    body.ending = token.cause;
    endToken(turn, token);
  } else terminateScope(turn, token);
  return true;
}
