import type { NodeOf } from '../../../schema/process/program.ts';
import { happens, receive } from '../catching.ts';
import { startEventSubProcess } from '../event-sub-process.ts';
import { entered, leave } from '../flow.ts';
import { startAt } from '../instance.ts';
import { disarm } from '../wait.ts';
import type { Behaviour } from '../turn.ts';

/** Start event: begins a process (when what it waits for comes), an event sub-process, or the body it lies in. */
export const startEvent: Behaviour = {
  enter(turn, token, node) {
    entered(turn, token);
    leave(turn, token, node);
  },
  triggered(turn, wait, anyNode, what) {
    const node = anyNode as NodeOf<'startEvent'>;
    if (wait.scope !== 0) {
      startEventSubProcess(turn, wait, node, what);
      return;
    }
    if (!happens(turn, wait, node, true)) return;
    if (wait.kind !== 'timer') disarm(turn, wait.id);
    const scope = startAt(turn, node, what.variables);
    receive(turn, wait, scope.id, what);
  },
};
