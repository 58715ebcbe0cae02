import type { TaskRef } from './event.ts';
import type { State, Task } from './state.ts';
import type { Refusal } from './types.ts';

type Chosen = { ok: true; task: Task } | { ok: false; error: Refusal };

function refuse(code: Refusal['code'], message: string): Chosen {
  return { ok: false, error: { code, message } };
}

/**
 * The open task an event means: by id; or by element the one assigned to `by`, else the oldest that nobody has. Without
 * `by` the oldest. A task that is assigned is only its assignee's.
 */
export function chooseTask(state: State, ref: TaskRef | undefined, by: string | undefined): Chosen {
  if (!ref) return refuse('not-open', 'No task is named');
  if ('task' in ref) {
    const task = state.tasks[ref.task];
    if (!task) return refuse('not-open', `Task ${ref.task} is not open`);
    return mayAct(task, by) ? { ok: true, task } : refuse('not-assignee', `Task ${ref.task} is not ${by}'s`);
  }
  let oldest: Task | null = null;
  let found = false;
  for (const key in state.tasks) {
    const task = state.tasks[key]!;
    if (task.element !== ref.element) continue;
    found = true;
    if (by === undefined || task.assignee === by) return { ok: true, task };
    if (task.assignee === null) oldest ??= task;
  }
  if (oldest) return { ok: true, task: oldest };
  return found ? refuse('not-assignee', `${by} has no open task of ${ref.element}`) : refuse('not-open', `${ref.element} has no open task`);
}

function mayAct(task: Task, by: string | undefined): boolean {
  return by === undefined || task.assignee === null || task.assignee === by;
}
