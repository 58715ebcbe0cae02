import { completeActivity } from '../activity.ts';
import type { Behaviour } from '../turn.ts';

/** Event sub-process (BPMN 13.5.4): never entered by a flow; its start event starts it, see `startEventSubProcess`. */
export const eventSubProcess: Behaviour = {
  enter() {
    throw new Error('An event sub-process is never entered by a flow');
  },
  bodyCompleted(turn, token, node) {
    completeActivity(turn, token, node, null);
  },
};
