import { completeActivity, enterActivity } from '../activity.ts';
import { enterBody, ownScope, startBody } from '../scope.ts';
import type { Behaviour } from '../turn.ts';

/** Embedded sub-process (BPMN 13.3.4): a token at each entry of its body; done when the last token inside has ended. */
export const subProcess: Behaviour = {
  enter: enterActivity,
  start(turn, token) {
    const body = ownScope(turn, token);
    token.status = 'scope';
    if (enterBody(turn, body, token)) startBody(turn, body);
  },
  bodyCompleted(turn, token, node) {
    completeActivity(turn, token, node, null);
  },
};
