import { completeActivity, enterActivity } from '../activity.ts';
import type { Behaviour } from '../turn.ts';

/** Manual and undefined tasks (BPMN 13.3.3): outside the engine's control, so they pass by themselves. */
export const manualTask: Behaviour = {
  enter: enterActivity,
  start(turn, token, node) {
    completeActivity(turn, token, node, null);
  },
};
