import type { Operation } from '../event.ts';
import { finishInstance } from '../instance-end.ts';
import type { Task, Vote } from '../state.ts';
import { chooseTask } from '../task-choice.ts';
import type { Turn } from '../turn.ts';
import type { Refusal, TaskRef } from '../types.ts';
import { recall, findRecall } from './recall.ts';
import { findVisit, returnTo } from './return.ts';
import { addSigner, refuseAddSigner, refuseRemoveSigner, removeSigner, replaceSigner } from './signers.ts';
import { resume, suspend } from './suspension.ts';

/** What an operation will do once it is known to be possible; or why it is not. Deciding changes nothing. */
type Plan = { ok: true; act: () => void } | { ok: false; error: Refusal };

const HOUR = 3_600_000;

function refuse(code: Refusal['code'], message: string): Plan {
  return { ok: false, error: { code, message } };
}

function voteOf(turn: Turn, task: Task): Vote | undefined {
  return turn.state.votes[task.token];
}

/** A person has acted on a task other than by completing it: what it descends from can no longer be recalled. */
function markActed(turn: Turn, task: Task): void {
  const token = turn.state.tokens[task.token];
  for (const cause of [task.cause, token?.cause]) {
    const occurrence = cause === undefined ? undefined : turn.state.ledger.occurrences[cause];
    if (occurrence) occurrence.acted = true;
  }
}

function reassign(turn: Turn, task: Task, to: string): void {
  task.assignee = to;
  turn.commands.push({ kind: 'updateTask', task: { ...task }, change: 'assignee' });
}

function hand(
  turn: Turn,
  task: Task,
  operation: Extract<Operation, { to: string; name: 'transfer' | 'delegate' | 'assign' }>,
  by?: string,
): Plan {
  const { to } = operation;
  if (typeof to !== 'string' || to === '') return refuse('invalid-operation', `${operation.name} needs a user in "to"`);
  const vote = voteOf(turn, task);
  if (operation.name === 'delegate') {
    return {
      ok: true,
      act: () => {
        task.owners = [...(task.owners ?? []), task.assignee ?? by ?? null];
        markActed(turn, task);
        reassign(turn, task, to);
      },
    };
  }
  // Who works on a task by delegation has no vote to pass on, only the work.
  const delegated = (task.owners?.length ?? 0) > 0;
  if (vote?.signers.some((signer) => signer.user === to)) return refuse('already-signer', `${to} is a signer already`);
  return {
    ok: true,
    act: () => {
      if (vote && !delegated) {
        if (vote.signers.length === 0) addSigner(turn, vote, task, [to], 'parallel');
        else replaceSigner(vote, task, to);
      }
      markActed(turn, task);
      if (turn.state.tasks[task.id]) reassign(turn, task, to);
    },
  };
}

function usersOf(users: unknown): string[] | null {
  const list = typeof users === 'string' ? [users] : users;
  return Array.isArray(list) && list.length > 0 && list.every((user) => typeof user === 'string' && user !== '')
    ? (list as string[])
    : null;
}

function signers(turn: Turn, task: Task, operation: Extract<Operation, { name: 'addSigner' | 'removeSigner' }>): Plan {
  const vote = voteOf(turn, task);
  const users = usersOf(operation.users);
  if (!vote) return refuse('no-vote', `${task.element} has no vote`);
  if (!users) return refuse('invalid-operation', `${operation.name} needs "users"`);
  if (operation.name === 'removeSigner') {
    const error = refuseRemoveSigner(vote, users);
    return error ? { ok: false, error } : { ok: true, act: () => (markActed(turn, task), removeSigner(turn, vote, users)) };
  }
  const { position } = operation;
  if (!['before', 'after', 'parallel'].includes(position)) return refuse('invalid-operation', 'addSigner needs a "position"');
  const error = refuseAddSigner(turn, vote, users, position);
  return error ? { ok: false, error } : { ok: true, act: () => (markActed(turn, task), addSigner(turn, vote, task, users, position)) };
}

function goBack(turn: Turn, task: Task, operation: Extract<Operation, { name: 'return' }>, by?: string): Plan {
  if (operation.resubmit !== undefined && operation.resubmit !== 'again' && operation.resubmit !== 'straight') {
    return refuse('invalid-operation', `${String(operation.resubmit)} is no way to resubmit`);
  }
  const visit = findVisit(turn, task, operation.to);
  if (!visit) return refuse('not-reachable', `${task.element} does not descend from a completed ${operation.to}`);
  return { ok: true, act: () => returnTo(turn, task, visit, operation.resubmit === 'straight', by) };
}

function tell(turn: Turn, name: 'urge' | 'copy', task: Task | null, to: unknown, by?: string): Plan {
  // Without a task the case as a whole is urged.
  const urged = task?.id ?? 0;
  const last = turn.state.urged[urged];
  if (name === 'urge' && last !== undefined && turn.now - last < HOUR) return refuse('too-soon', 'Urged less than an hour ago');
  return {
    ok: true,
    act: () => {
      if (name === 'urge') turn.state.urged[urged] = turn.now;
      turn.commands.push({ kind: name, task: task?.id ?? null, by, to: usersOf(to) ?? [] });
    },
  };
}

function terminate(turn: Turn, reason: unknown): Plan {
  if (typeof reason !== 'string' || reason.trim() === '') return refuse('no-reason', 'Ending a case needs a reason');
  return {
    ok: true,
    act: () => {
      for (const instance of Object.values(turn.state.instances)) {
        if (instance.status === 'running' && instance.parent === null) finishInstance(turn, instance, 'terminated', reason);
      }
    },
  };
}

/** Decides an operation of the approval algebra: what to do, or why it is not possible now. */
export function planOperation(turn: Turn, operation: Operation, ref: TaskRef | undefined, by: string | undefined): Plan {
  const suspended = turn.state.suspendedAt !== null;
  if (operation.name === 'resume') {
    return suspended ? { ok: true, act: () => resume(turn, by) } : refuse('not-suspended', 'The case is not suspended');
  }
  if (suspended) return refuse('suspended', 'The case is suspended');
  switch (operation.name) {
    case 'suspend':
      return { ok: true, act: () => suspend(turn, by) };
    case 'terminate':
      return terminate(turn, operation.reason);
    case 'recall': {
      const element = ref && 'element' in ref ? ref.element : undefined;
      if (element === undefined) return refuse('invalid-operation', 'recall needs the element');
      const found = findRecall(turn, element, by);
      return found.ok ? { ok: true, act: () => recall(turn, found.completion) } : found;
    }
    case 'urge':
    case 'copy': {
      const urged = ref ? chooseTask(turn.state, ref, undefined) : null;
      if (urged && !urged.ok) return urged;
      return tell(turn, operation.name, urged?.task ?? null, operation.to, by);
    }
    default:
      return onTask(turn, operation, ref, by);
  }
}

function onTask(
  turn: Turn,
  operation: Extract<Operation, { name: 'transfer' | 'delegate' | 'assign' | 'addSigner' | 'removeSigner' | 'return' }>,
  ref: TaskRef | undefined,
  by?: string,
): Plan {
  // Whoever manages the signers of a vote need not be one of them.
  const chosen = chooseTask(turn.state, ref, operation.name === 'removeSigner' || operation.name === 'assign' ? undefined : by);
  if (!chosen.ok) return chosen;
  const { task } = chosen;
  switch (operation.name) {
    case 'addSigner':
    case 'removeSigner':
      return signers(turn, task, operation);
    case 'return':
      return goBack(turn, task, operation, by);
    case 'transfer':
    case 'delegate':
    case 'assign':
      return hand(turn, task, operation, by);
    default:
      return refuse('invalid-operation', `${String((operation as { name: unknown }).name)} is no operation`);
  }
}
