import type { Command } from '../command.ts';
import { copyOf } from '../fragment.ts';
import type { State } from '../state.ts';

/**
 * Undoes a migration: the state before it, as if there had been none. Ids given since are not given again. The commands
 * tell of tasks that come, go or change thereby.
 */
export function goBack(now: State, before: State): { state: State; commands: Command[] } {
  const state = copyOf(before);
  state.next = Math.max(before.next, now.next);
  state.at = Math.max(before.at, now.at);
  const commands: Command[] = [];
  for (const task of Object.values(now.tasks)) {
    if (!state.tasks[task.id]) commands.push({ kind: 'closeTask', task: task.id, element: task.element, reason: 'cancelled' });
  }
  for (const task of Object.values(state.tasks)) {
    if (now.tasks[task.id]) commands.push({ kind: 'updateTask', task: { ...task }, change: 'migrated' });
    else commands.push({ kind: 'openTask', task: { ...task } });
  }
  for (const incident of Object.values(now.incidents)) {
    if (!state.incidents[incident.id]) commands.push({ kind: 'incidentResolved', incident: incident.id });
  }
  return { state, commands };
}
