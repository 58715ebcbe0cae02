import type { NodeOf } from '../../../schema/process/program.ts';
import { completeActivity, enterActivity } from '../activity.ts';
import { openVote } from '../approval/vote-run.ts';
import { raise } from '../incident.ts';
import { openTask } from '../task.ts';
import type { Behaviour } from '../turn.ts';

/** User task (BPMN 13.3.3): open for a person until completed; with a vote, for each of its signers. */
export const userTask: Behaviour = {
  enter: enterActivity,
  start(turn, token, anyNode) {
    const node = anyNode as NodeOf<'userTask'>;
    token.status = 'task';
    if (node.vote) {
      openVote(turn, token, node, node.vote);
      return;
    }
    const error = openTask(turn, token, node);
    if (error !== null) raise(turn, token, 'expression-failed', error);
  },
  answered: completeActivity,
};
