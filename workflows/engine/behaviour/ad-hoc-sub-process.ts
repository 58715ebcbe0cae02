import type { NodeOf } from '../../../schema/process/program.ts';
import { completeActivity, enterActivity } from '../activity.ts';
import { mayEnd } from '../ad-hoc.ts';
import { emptyFragment } from '../fragment.ts';
import { raise } from '../incident.ts';
import { merge } from '../ledger.ts';
import { enterBody, ownScope, startBody } from '../scope.ts';
import { sendToken } from '../token.ts';
import type { Behaviour } from '../turn.ts';

/**
 * Ad-hoc sub-process (BPMN 13.3.5): what no flow leads to begins at once, or one after another when it is sequential. With
 * a completion condition it ends when that holds, and not before; without one when all is done.
 */
export const adHocSubProcess: Behaviour = {
  enter: enterActivity,
  start(turn, token, anyNode) {
    const node = anyNode as NodeOf<'adHocSubProcess'>;
    const body = ownScope(turn, token);
    token.status = 'scope';
    if (!enterBody(turn, body, token)) return;
    const [first, ...later] = turn.program.scopes[body.of]!.entries;
    if (node.ordering !== 'sequential' || first === undefined) {
      startBody(turn, body);
      return;
    }
    body.later = later;
    sendToken(turn, body.id, first, null, body.cause);
  },
  bodyCompleted(turn, token, anyNode, body) {
    const node = anyNode as NodeOf<'adHocSubProcess'>;
    const [next, ...later] = body.later ?? [];
    const end = mayEnd(turn, body, node);
    if (next !== undefined && !(node.completion && end.ok)) {
      const at = { node: node.id, scope: body.id, later: body.later! };
      const cause = merge(turn, [body.cause, ...body.ended], at, emptyFragment);
      body.later = later;
      sendToken(turn, body.id, next, null, cause);
      return;
    }
    if (end.message !== undefined) raise(turn, token, 'expression-failed', `Completion: ${end.message}`);
    else if (end.ok) completeActivity(turn, token, node, null);
  },
};
