import type { NodeOf } from '../../../schema/process/program.ts';
import { startEventSubProcess } from '../event-sub-process.ts';
import { entered, leave } from '../flow.ts';
import type { Behaviour } from '../turn.ts';

/** Start event: begins a process (see `trigger-start.ts`), an event sub-process, or the body it lies in. */
export const startEvent: Behaviour = {
  enter(turn, token, node) {
    entered(turn, token);
    leave(turn, token, node);
  },
  triggered(turn, wait, anyNode, what) {
    startEventSubProcess(turn, wait, anyNode as NodeOf<'startEvent'>, what);
  },
};
