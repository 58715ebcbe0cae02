import type { NodeOf } from '../../../schema/process/program.ts';
import { completeActivity, enterActivity } from '../activity.ts';
import { call, callAgain } from '../call.ts';
import type { Behaviour } from '../turn.ts';

/** Service task (BPMN 13.3.3): an effect of the case, or a call of the shell that is answered at once or later. */
export const serviceTask: Behaviour = {
  enter: enterActivity,
  start(turn, token, node) {
    call(turn, token, node as NodeOf<'serviceTask'>);
  },
  answered: completeActivity,
  restored: callAgain,
};
