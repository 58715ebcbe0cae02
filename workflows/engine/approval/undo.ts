import { emptyFragment, putBack, takeTask, takeToken } from '../fragment.ts';
import { joinKey } from '../join-run.ts';
import { coneOf } from '../ledger.ts';
import type { CloseReason } from '../command.ts';
import type { Compensable, Fragment, Occurrence, Pruned, Token } from '../state.ts';
import type { Turn } from '../turn.ts';

/** What undoing a cone took out and put back. */
export interface Undone {
  removed: Fragment;
  restored: Token[];
  occurrences: Occurrence[];
  pruned: Pruned;
}

/**
 * Undoes an occurrence and everything that descends from it: the tokens of its causal cone go, with their tasks, timers and
 * scopes, and what the cone's occurrences had consumed from outside it is restored. A configuration less a cone is again
 * a reachable configuration, so nothing is lost or doubled.
 */
export function undo(turn: Turn, root: number, reason: CloseReason): Undone {
  const { state } = turn;
  const cone = coneOf(state.ledger, root);
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
  for (const id of cone) {
    const occurrence = state.ledger.occurrences[id];
    if (!occurrence) continue;
    occurrences.push(occurrence);
    delete state.ledger.occurrences[id];
    state.ledger.size--;
  }
  // Scopes and containers first: an outer one was consumed later than what is inside it.
  const restored = occurrences
    .toReversed()
    .flatMap((occurrence) => (occurrence.consumed ? putBack(turn, occurrence.consumed, (cause) => !cone.has(cause)) : []));
  for (const token of restored) {
    if (token.status !== 'joined') continue;
    const key = joinKey(token.scope, token.node);
    const join = state.joins[key];
    // A complex gateway whose start is undone waits to start again.
    if (join?.consumed?.includes(token.via ?? '')) delete join.consumed;
    turn.recheck.push(key);
  }
  reopenVisits(turn, occurrences);
  const pruned = prune(turn, cone);
  return { removed, restored, occurrences, pruned };
}

function dropVoteTask(turn: Turn, id: number, into: Fragment, reason: CloseReason): void {
  const task = turn.state.tasks[id]!;
  const signer = turn.state.votes[task.token]?.signers.find((candidate) => candidate.task === id);
  if (signer) signer.task = null;
  const token = turn.state.tokens[task.token];
  if (token?.tasks) token.tasks = token.tasks.filter((other) => other !== id);
  takeTask(turn, task, into, reason);
}

/** A visit whose completion is undone is open again. */
function reopenVisits(turn: Turn, occurrences: Occurrence[]): void {
  for (const { visit, parents } of occurrences) {
    for (const id of visit === undefined ? parents : [visit, ...parents]) {
      const occurrence = turn.state.ledger.occurrences[id];
      if (occurrence && occurrence.kind !== 'completion') delete occurrence.completed;
    }
  }
}

/** Takes the marks of undone occurrences out of what stays. */
function prune(turn: Turn, cone: Set<number>): Pruned {
  const pruned: Pruned = { ended: [], compensable: [], done: [] };
  for (const scope of Object.values(turn.state.scopes)) {
    for (const cause of scope.ended) if (cone.has(cause)) pruned.ended.push({ scope: scope.id, cause });
    for (const entry of scope.compensable) if (cone.has(entry.cause)) pruned.compensable.push({ scope: scope.id, entry });
    scope.ended = scope.ended.filter((cause) => !cone.has(cause));
    scope.compensable = scope.compensable.filter((entry) => !cone.has(entry.cause));
  }
  for (const token of Object.values(turn.state.tokens)) {
    if (!token.multi) continue;
    for (const done of token.multi.done) if (cone.has(done.cause)) pruned.done.push({ token: token.id, done });
    token.multi.done = token.multi.done.filter((done) => !cone.has(done.cause));
  }
  for (const vote of Object.values(turn.state.votes)) {
    for (const signer of vote.signers) {
      if (signer.cause === undefined || !cone.has(signer.cause)) continue;
      delete signer.cause;
      signer.decision = null;
      signer.task = null;
    }
    // A vote that is taken back has its task again.
    for (const id of turn.state.tokens[vote.token]?.tasks ?? []) {
      const signer = vote.signers.find((candidate) => candidate.user === turn.state.tasks[id]?.assignee);
      if (signer && signer.decision === null) signer.task ??= id;
    }
  }
  return pruned;
}

/** What an undone cone had completed and can be compensated, latest first, with the scope to do it in. */
export function toCompensate(undone: Undone): { entry: Compensable; scope: number | null }[] {
  const live = undone.pruned.compensable.map(({ entry, scope }) => ({ entry, scope: scope as number | null }));
  const inside = undone.removed.scopes.flatMap((scope) => scope.compensable.map((entry) => ({ entry, scope: null })));
  return [...live, ...inside].toSorted((a, b) => b.entry.id - a.entry.id);
}
