import type { NodeOf } from '../../../schema/process/program.ts';
import { completeActivity, enterActivity } from '../activity.ts';
import { enterBody, ownScope, startBody } from '../scope.ts';
import type { Behaviour } from '../turn.ts';

export const adHocSubProcess: Behaviour = {
  enter: enterActivity,
  start(turn, token) {
    const body = ownScope(turn, token);
    token.status = 'scope';
    if (enterBody(turn, body, token)) startBody(turn, body);
  },
  bodyCompleted(turn, token, anyNode) {
    const node = anyNode as NodeOf<'adHocSubProcess'>;
    completeActivity(turn, token, node, null);
  },
};
