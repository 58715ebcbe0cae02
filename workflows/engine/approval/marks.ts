import { copyOf } from '../fragment.ts';
import { joinKey, setPhase } from '../join-run.ts';
import type { Compensable, Occurrence, Pruned, Token } from '../state.ts';
import type { Turn } from '../turn.ts';

/** A visit whose completion is undone is open again. */
export function reopenVisits(turn: Turn, occurrences: Occurrence[]): void {
  for (const { kind, node, visit, parents } of occurrences) {
    if (kind !== 'completion' && kind !== 'merge') continue;
    for (const id of visit === undefined ? parents : [visit, ...parents]) {
      const occurrence = turn.state.ledger.occurrences[id];
      if (occurrence?.node === node && occurrence.kind !== 'completion') delete occurrence.completed;
    }
  }
}

/** Takes the marks of undone occurrences out of what stays, and gives them as they were. */
export function prune(turn: Turn, cone: Set<number>, occurrences: Occurrence[], restored: Token[]): Pruned {
  const pruned: Pruned = { ended: [], compensable: [], done: [], phases: [], later: [], ending: [], back: [] };
  for (const occurrence of occurrences.toReversed()) pruneOccurrence(turn, cone, occurrence, pruned);
  for (const scope of Object.values(turn.state.scopes)) {
    for (const cause of scope.ended) if (cone.has(cause)) pruned.ended.push({ scope: scope.id, cause });
    for (const entry of scope.compensable) if (cone.has(entry.cause)) pruned.compensable.push({ scope: scope.id, entry });
    scope.ended = scope.ended.filter((cause) => !cone.has(cause));
    scope.compensable = scope.compensable.filter((entry) => !cone.has(entry.cause));
    if (scope.ending === undefined || !cone.has(scope.ending)) continue;
    pruned.ending.push({ scope: scope.id, ending: scope.ending });
    delete scope.ending;
  }
  for (const token of Object.values(turn.state.tokens)) {
    if (!token.multi) continue;
    // What was put back goes again as a whole.
    const stays = !restored.includes(token);
    for (const done of token.multi.done) if (stays && cone.has(done.cause)) pruned.done.push({ token: token.id, done });
    token.multi.done = token.multi.done.filter((done) => !cone.has(done.cause));
  }
  pruneVotes(turn, cone, occurrences);
  return pruned;
}

/** A join goes back to the phase it left, a sequential ad-hoc body to what had not begun, a scope to what could be compensated. */
function pruneOccurrence(turn: Turn, cone: Set<number>, { phase, later, compensable, node, scope }: Occurrence, pruned: Pruned): void {
  const at = turn.state.scopes[scope];
  if (phase && at) {
    const { consumed, activated } = turn.state.joins[joinKey(scope, node)] ?? {};
    pruned.phases.push({ scope, node, consumed, activated });
    setPhase(turn, scope, node, phase);
  }
  if (later && at) {
    pruned.later.push({ scope, later: at.later ?? [] });
    at.later = later;
  }
  const from = compensable && turn.state.scopes[compensable.scope];
  if (!from) return;
  const back = compensable.entries.filter((entry) => !cone.has(entry.cause));
  from.compensable = inOrder([...from.compensable, ...copyOf(back)]);
  for (const entry of back) pruned.back.push({ scope: from.id, entry: entry.id });
}

function pruneVotes(turn: Turn, cone: Set<number>, occurrences: Occurrence[]): void {
  const undone = new Map(occurrences.map((occurrence) => [occurrence.id, occurrence]));
  for (const vote of Object.values(turn.state.votes)) {
    for (const signer of vote.signers) {
      if (signer.task !== null && !turn.state.tasks[signer.task]) signer.task = null;
      if (signer.cause === undefined || !cone.has(signer.cause)) continue;
      // A vote that is taken back has its task again, if that was there before.
      const [task] = undone.get(signer.cause)?.consumed?.tasks ?? [];
      delete signer.cause;
      signer.decision = null;
      signer.task = task && turn.state.tasks[task.id] ? task.id : null;
    }
  }
}

function inOrder(entries: Compensable[]): Compensable[] {
  return entries.toSorted((a, b) => a.id - b.id);
}

/**
 * Puts the marks that an undoing took back, under the new names of their causes. What has the cause `completion` belongs to
 * the task itself, which has just been completed anew.
 */
export function restoreMarks(turn: Turn, pruned: Pruned, to: (cause: number) => number, completion: number): void {
  const { scopes, tokens } = turn.state;
  // The last to be taken was the first to be set.
  for (const { scope, later } of pruned.later.toReversed()) if (scopes[scope]) scopes[scope].later = later;
  for (const { scope, node, consumed, activated } of pruned.phases.toReversed()) {
    if (scopes[scope]) setPhase(turn, scope, node, { consumed, activated: activated && to(activated) });
  }
  for (const { scope, ending } of pruned.ending) if (scopes[scope]) scopes[scope].ending = to(ending);
  for (const { scope, cause } of pruned.ended) scopes[scope]?.ended.push(to(cause));
  for (const { scope, entry } of pruned.back) {
    const at = scopes[scope];
    if (at) at.compensable = at.compensable.filter((other) => other.id !== entry);
  }
  // The task itself, done anew, keeps its place in the order of what has been done since, or has been compensated already.
  const anew = Object.values(scopes).flatMap((scope) => scope.compensable.filter((entry) => entry.cause === completion));
  for (const scope of Object.values(scopes)) scope.compensable = scope.compensable.filter((entry) => !anew.includes(entry));
  for (const { scope, entry } of pruned.compensable) {
    const at = scopes[scope];
    const own = to(entry.cause) === completion ? anew.find(({ activity }) => activity === entry.activity) : undefined;
    if (at) at.compensable = inOrder([...at.compensable, { ...(own ?? entry), id: entry.id, cause: to(entry.cause) }]);
  }
  for (const { token, done } of pruned.done) tokens[token]?.multi?.done.push({ ...done, cause: to(done.cause) });
}
