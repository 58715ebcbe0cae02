import type { NodeOf } from '../../../schema/process/program.ts';
import { completeActivity, enterActivity } from '../activity.ts';
import { call, callAgain } from '../call.ts';
import { throwEvent } from '../throwing.ts';
import type { Behaviour } from '../turn.ts';

/** Send task (BPMN 13.3.3): throws its message, if it names one, and does what its service says. */
export const sendTask: Behaviour = {
  enter: enterActivity,
  start(turn, token, anyNode) {
    const node = anyNode as NodeOf<'sendTask'>;
    if (node.message && !throwEvent(turn, token, node.message)) return;
    call(turn, token, node);
  },
  answered: completeActivity,
  restored: callAgain,
};
