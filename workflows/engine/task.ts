import type { Value } from '../../schema/process/expression.ts';
import type { NodeOf } from '../../schema/process/program.ts';
import { approvedBefore, approves, passOver } from './approval/same-approver.ts';
import { recordCompletion } from './visit.ts';
import type { CloseReason } from './command.ts';
import type { Variables } from './expression.ts';
import { scopeOf } from './scope.ts';
import type { Task, Token } from './state.ts';
import { getScope, getToken, nextId, nodeOf, type Turn } from './turn.ts';
import { evaluateValue } from './variables.ts';

type UserTask = NodeOf<'userTask'>;
type Names = { ok: true; names: string[] } | { ok: false; message: string };

/** Users or groups: a list, or names parted by commas. */
function namesOf(turn: Turn, scope: number, value: Value | undefined): Names {
  if (!value) return { ok: true, names: [] };
  const result = evaluateValue(turn, scope, value);
  if (!result.ok) return result;
  const list = Array.isArray(result.value) ? result.value : result.value === null || result.value === undefined ? [] : [result.value];
  const names = list.flatMap((entry) => String(entry).split(',')).map((name) => name.trim());
  return { ok: true, names: names.filter((name) => name !== '') };
}

/** For whom the definition says a token's task is; the error, if that cannot be told. */
export function candidatesOf(
  turn: Turn,
  token: Token,
  node: UserTask,
): Pick<Task, 'assignee' | 'candidateUsers' | 'candidateGroups'> | string {
  const scope = scopeOf(turn, token);
  const assignee = namesOf(turn, scope, node.assignee);
  if (!assignee.ok) return assignee.message;
  const users = namesOf(turn, scope, node.candidateUsers);
  if (!users.ok) return users.message;
  const groups = namesOf(turn, scope, node.candidateGroups);
  if (!groups.ok) return groups.message;
  return { assignee: assignee.names[0] ?? null, candidateUsers: users.names, candidateGroups: groups.names };
}

/**
 * Opens the task of a token for whom the definition says, or passes it over where its assignee approved just before and
 * the definition says so. Gives the error, if that cannot be told.
 */
export function openTask(turn: Turn, token: Token, node: UserTask): string | null {
  const candidates = candidatesOf(turn, token, node);
  if (typeof candidates === 'string') return candidates;
  const { assignee } = candidates;
  const before = approvedBefore(turn, token, node);
  if (assignee !== null && node.sameApprover === 'skip' && before.includes(assignee)) {
    passOver(turn, token, node, assignee);
    return null;
  }
  addTask(turn, token, node, { ...candidates, ...(before.length > 0 ? { approvedBefore: before } : {}) });
  return null;
}

/** Adds an open task to a token. */
export function addTask(
  turn: Turn,
  token: Token,
  node: UserTask,
  who: Pick<Task, 'assignee' | 'candidateUsers' | 'candidateGroups' | 'cause' | 'owners' | 'approvedBefore'>,
): Task {
  const task: Task = {
    id: nextId(turn),
    token: token.id,
    element: node.id,
    instance: getScope(turn, token.scope).instance,
    openedAt: turn.now,
    ...who,
    ...(node.assignment ? { assignment: node.assignment } : {}),
    ...(node.decisions ? { decisions: node.decisions } : {}),
    ...(node.limit ? { limit: node.limit } : {}),
    ...(node.stage ? { stage: node.stage } : {}),
  };
  turn.state.tasks[task.id] = task;
  (token.tasks ??= []).push(task.id);
  turn.commands.push({ kind: 'openTask', task: { ...task } });
  return task;
}

/** Closes a task for good. */
export function closeTask(turn: Turn, task: Task, reason: CloseReason, by?: string): void {
  delete turn.state.tasks[task.id];
  delete turn.state.urged[task.id];
  const token = turn.state.tokens[task.token];
  if (token?.tasks) token.tasks = token.tasks.filter((id) => id !== task.id);
  turn.commands.push({ kind: 'closeTask', task: task.id, element: task.element, reason, by });
}

/** Completes a task without a vote: its token goes on. */
export function completeTask(turn: Turn, task: Task, by: string | null, variables: Variables): void {
  const token = getToken(turn, task.token);
  const node = nodeOf(turn, task.element) as UserTask;
  recordCompletion(turn, token, by, approves(node, variables));
  closeTask(turn, task, 'completed', by ?? undefined);
  token.status = 'wait';
  turn.behaviours[node.type].answered?.(turn, token, node, variables, undefined);
}
