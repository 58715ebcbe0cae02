import { emptyFragment, putBack, takeTask, takeToken } from '../fragment.ts';
import type { CloseReason } from '../command.ts';
import type { Compensable, Fragment, Occurrence, Pruned, Token } from '../state.ts';
import type { Turn } from '../turn.ts';
import { coneFor } from './cone.ts';
import { prune, reopenVisits } from './marks.ts';

/** What undoing a cone took out and put back. */
export interface Undone {
  removed: Fragment;
  restored: Token[];
  /** Waits of scopes that were armed again. */
  armed: number[];
  occurrences: Occurrence[];
  pruned: Pruned;
  /** Handlers that had been asked for and not yet begun, of what is undone. */
  pending: Compensable[];
}

/**
 * Undoes an occurrence and everything that descends from it: the tokens of its causal cone go, with their tasks, timers and
 * scopes, and what the cone's occurrences had consumed from outside it is restored. A configuration less a cone is again
 * a reachable configuration, so nothing is lost or doubled.
 */
export function undo(turn: Turn, root: Occurrence, reason: CloseReason): Undone {
  const { state } = turn;
  const cone = coneFor(turn, root);
  const removed = emptyFragment();
  for (const id of Object.keys(state.tokens)) {
    const token = state.tokens[Number(id)];
    if (token && cone.has(token.cause)) takeToken(turn, token, removed, reason);
  }
  for (const id of Object.keys(state.tasks)) {
    const task = state.tasks[Number(id)];
    if (task?.cause !== undefined && cone.has(task.cause)) dropVoteTask(turn, task.id, removed, reason);
  }
  const occurrences: Occurrence[] = [];
  for (const id of [...cone].toSorted((a, b) => a - b)) {
    const occurrence = state.ledger.occurrences[id];
    if (!occurrence) continue;
    occurrences.push(occurrence);
    delete state.ledger.occurrences[id];
    state.ledger.size--;
  }
  // Scopes and containers first: an outer one was consumed later than what is inside it.
  const back = occurrences.toReversed().map(({ consumed }) => (consumed ? putBack(turn, consumed, (cause) => !cone.has(cause)) : null));
  reopenVisits(turn, occurrences);
  const restored = back.flatMap((one) => one?.tokens ?? []);
  const armed = back.flatMap((one) => one?.armed ?? []);
  const pruned = prune(turn, cone, occurrences, restored);
  const pending = removed.tokens.flatMap(({ compensation }) =>
    (compensation?.queue ?? []).flatMap(({ entry }) => (compensation?.then === 'return' || cone.has(entry.cause) ? entry : [])),
  );
  return { removed, restored, armed, occurrences, pruned, pending };
}

function dropVoteTask(turn: Turn, id: number, into: Fragment, reason: CloseReason): void {
  const task = turn.state.tasks[id]!;
  const signer = turn.state.votes[task.token]?.signers.find((candidate) => candidate.task === id);
  if (signer) signer.task = null;
  const token = turn.state.tokens[task.token];
  if (token?.tasks) token.tasks = token.tasks.filter((other) => other !== id);
  takeTask(turn, task, into, reason);
}

/** What an undone cone had completed and can be compensated, latest first, with the scope to do it in. */
export function toCompensate(undone: Undone): { entry: Compensable; scope: number | null }[] {
  const live = undone.pruned.compensable.map(({ entry, scope }) => ({ entry, scope: scope as number | null }));
  const inside = undone.removed.scopes.flatMap((scope) => scope.compensable.map((entry) => ({ entry, scope: null })));
  const pending = undone.pending.map((entry) => ({ entry, scope: null }));
  return [...live, ...inside, ...pending].toSorted((a, b) => b.entry.id - a.entry.id);
}
