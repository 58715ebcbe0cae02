import type { Aside, Compensable, Fragment, JoinPhase, Occurrence, ScopeRun, Token } from '../state.ts';
import { emptyFragment, putBack, takeToken } from '../fragment.ts';
import { unlinkToken } from '../token.ts';
import { nextId, type Turn } from '../turn.ts';
import { disarm } from '../wait.ts';
import { restoreMarks } from './marks.ts';

/** Whether what the return restored still stands as it did, with nothing new inside, and what the cut descends from is not undone. */
function stands(turn: Turn, aside: Aside, own: Token): boolean {
  const { tokens, ledger } = turn.state;
  const restored = new Set(aside.restored.map((token) => token.id));
  const cut = new Set(aside.ledger.map((occurrence) => occurrence.id));
  const same = (was: Token, token: Token | undefined): boolean =>
    token !== undefined && token.status === was.status && token.node === was.node && token.cause === was.cause;
  return (
    aside.restored.every((was) => same(was, tokens[was.id])) &&
    Object.values(tokens).every((token) => token === own || restored.has(token.id) || !isInside(turn, token, restored)) &&
    aside.ledger.every(({ parents }) => parents.every((parent) => parent === 0 || cut.has(parent) || ledger.occurrences[parent]))
  );
}

/** Whether a token lies in the body, or is an instance, of one of the others. */
function isInside(turn: Turn, token: Token, others: Set<number>): boolean {
  const { tokens, scopes, instances } = turn.state;
  for (let at: Token | undefined = token; at;) {
    const scope: ScopeRun | undefined = scopes[at.scope];
    const owner: number | null | undefined = at.of ?? scope?.owner ?? (scope && instances[scope.instance]?.parent);
    if (owner === null || owner === undefined) return false;
    if (others.has(owner)) return true;
    at = tokens[owner];
  }
  return false;
}

/** New ids for the occurrences put aside; those of the visit itself become its new completion. */
function renumber(turn: Turn, aside: Aside, completion: number): { map: Map<number, number>; kept: Occurrence[] } {
  const map = new Map([[aside.visit, completion]]);
  const kept: Occurrence[] = [];
  for (const occurrence of aside.ledger) {
    if (occurrence.id === aside.visit) continue;
    if (occurrence.visit === aside.visit) map.set(occurrence.id, completion);
    else kept.push(occurrence);
  }
  for (const occurrence of kept) map.set(occurrence.id, nextId(turn));
  return { map, kept };
}

type Rename = (cause: number) => number;

function mapToken(token: Token, to: Rename): Token {
  const { multi, compensation } = token;
  return {
    ...token,
    cause: to(token.cause),
    ...(multi ? { multi: { ...multi, done: multi.done.map((done) => ({ ...done, cause: to(done.cause) })) } } : {}),
    ...(compensation
      ? { compensation: { ...compensation, queue: compensation.queue.map((item) => ({ ...item, entry: mapEntry(item.entry, to) })) } }
      : {}),
  };
}

function mapEntry(entry: Compensable, to: Rename): Compensable {
  return { ...entry, cause: to(entry.cause), inner: entry.inner.map((one) => mapEntry(one, to)) };
}

function mapPhase<T extends JoinPhase>(phase: T, to: Rename): T {
  return phase.activated === undefined ? phase : { ...phase, activated: to(phase.activated) };
}

function mapFragment(fragment: Fragment, to: Rename): Fragment {
  return {
    ...fragment,
    tokens: fragment.tokens.map((token) => mapToken(token, to)),
    scopes: fragment.scopes.map((scope) => ({
      ...scope,
      cause: to(scope.cause),
      ended: scope.ended.map(to),
      compensable: scope.compensable.map((entry) => mapEntry(entry, to)),
      ...(scope.ending === undefined ? {} : { ending: to(scope.ending) }),
    })),
    joins: fragment.joins.map((join) => mapPhase(join, to)),
    tasks: fragment.tasks.map((task) => (task.cause === undefined ? task : { ...task, cause: to(task.cause) })),
    votes: fragment.votes.map((vote) => ({
      ...vote,
      signers: vote.signers.map((signer) => (signer.cause === undefined ? signer : { ...signer, cause: to(signer.cause) })),
    })),
  };
}

function mapOccurrence(occurrence: Occurrence, to: Rename): Occurrence {
  const { visit, cuts, consumed, compensable, phase } = occurrence;
  return {
    ...occurrence,
    id: to(occurrence.id),
    parents: [...new Set(occurrence.parents.map(to))],
    ...(visit === undefined ? {} : { visit: to(visit) }),
    ...(cuts ? { cuts: cuts.map(to) } : {}),
    ...(consumed ? { consumed: mapFragment(consumed, to) } : {}),
    ...(compensable ? { compensable: { ...compensable, entries: compensable.entries.map((entry) => mapEntry(entry, to)) } } : {}),
    ...(phase ? { phase: mapPhase(phase, to) } : {}),
  };
}

/**
 * A task returned to with `straight` is done: what was cancelled comes back as it stood, descending from the new completion,
 * and what the return had restored is consumed again. False when that has moved on meanwhile; then all runs anew.
 */
export function bringBack(turn: Turn, token: Token): boolean {
  const aside = token.aside!;
  delete token.aside;
  if (!stands(turn, aside, token)) return false;
  const { map, kept } = renumber(turn, aside, token.cause);
  const to = (cause: number) => map.get(cause) ?? cause;
  for (const id of token.waits ?? []) disarm(turn, id);
  unlinkToken(turn, token);
  for (const id of aside.armed) disarmOfScope(turn, id);
  const gone = emptyFragment();
  for (const { id } of aside.restored) {
    const restored = turn.state.tokens[id];
    if (restored) takeToken(turn, restored, gone, 'setAside');
  }
  const { ledger } = turn.state;
  for (const occurrence of kept) {
    ledger.occurrences[to(occurrence.id)] = mapOccurrence(occurrence, to);
    ledger.size++;
  }
  putBack(turn, mapFragment(aside.removed, to), () => true);
  restoreMarks(turn, aside.pruned, to, token.cause);
  return true;
}

function disarmOfScope(turn: Turn, id: number): void {
  const wait = disarm(turn, id);
  const scope = wait && turn.state.scopes[wait.scope];
  if (scope) scope.waits = scope.waits.filter((other) => other !== id);
}
