import { emptyFragment, takeScope } from './fragment.ts';
import type { Instance, InstanceStatus } from './state.ts';
import type { Turn } from './turn.ts';

/** Ends a process instance that nobody called: whatever is left of it is cancelled. Ending the first ends the case. */
export function finishInstance(turn: Turn, instance: Instance, status: InstanceStatus, reason?: string): void {
  const { state } = turn;
  const scope = state.scopes[instance.scope];
  if (scope) {
    if (isFirst(turn, instance)) state.result = scope.variables;
    takeScope(turn, scope, emptyFragment(), 'cancelled');
  }
  endInstance(turn, instance, status);
  if (!isFirst(turn, instance)) return;
  state.status = status;
  turn.commands.push({ kind: 'finish', status, failure: state.failure ?? undefined, reason });
}

/** Sets an instance's final status and tells it. */
export function endInstance(turn: Turn, instance: Instance, status: InstanceStatus): void {
  instance.status = status;
  turn.commands.push({ kind: 'instanceEnded', instance: instance.id, process: instance.process, status });
}

function isFirst(turn: Turn, instance: Instance): boolean {
  return turn.state.first === instance.id;
}
