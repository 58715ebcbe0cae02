import type { Aside, Fragment, Occurrence, Token } from '../state.ts';
import { emptyFragment, putBack, takeToken } from '../fragment.ts';
import { unlinkToken } from '../token.ts';
import { nextId, type Turn } from '../turn.ts';
import { disarm } from '../wait.ts';

/** Whether what the return restored still stands as it did. */
function stands(turn: Turn, aside: Aside): boolean {
  return aside.restored.every((was) => {
    const token = turn.state.tokens[was.id];
    return token !== undefined && token.status === was.status && token.node === was.node && token.cause === was.cause;
  });
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

function mapFragment(fragment: Fragment, to: (cause: number) => number): Fragment {
  return {
    ...fragment,
    tokens: fragment.tokens.map((token) => ({
      ...token,
      cause: to(token.cause),
      ...(token.multi ? { multi: { ...token.multi, done: token.multi.done.map((done) => ({ ...done, cause: to(done.cause) })) } } : {}),
    })),
    scopes: fragment.scopes.map((scope) => ({
      ...scope,
      cause: to(scope.cause),
      ended: scope.ended.map(to),
      compensable: scope.compensable.map((entry) => ({ ...entry, cause: to(entry.cause) })),
    })),
    tasks: fragment.tasks.map((task) => (task.cause === undefined ? task : { ...task, cause: to(task.cause) })),
    votes: fragment.votes.map((vote) => ({
      ...vote,
      signers: vote.signers.map((signer) => (signer.cause === undefined ? signer : { ...signer, cause: to(signer.cause) })),
    })),
  };
}

/**
 * A task returned to with `straight` is done: what was cancelled comes back as it stood, descending from the new completion,
 * and what the return had restored is consumed again. False when that has moved on meanwhile; then all runs anew.
 */
export function bringBack(turn: Turn, token: Token): boolean {
  const aside = token.aside!;
  delete token.aside;
  if (!stands(turn, aside)) return false;
  const { map, kept } = renumber(turn, aside, token.cause);
  const to = (cause: number) => map.get(cause) ?? cause;
  for (const id of token.waits ?? []) disarm(turn, id);
  unlinkToken(turn, token);
  const gone = emptyFragment();
  for (const { id } of aside.restored) {
    const restored = turn.state.tokens[id];
    if (restored) takeToken(turn, restored, gone, 'setAside');
  }
  const { ledger } = turn.state;
  for (const occurrence of kept) {
    const id = to(occurrence.id);
    ledger.occurrences[id] = {
      ...occurrence,
      id,
      parents: [...new Set(occurrence.parents.map(to))],
      ...(occurrence.visit === undefined ? {} : { visit: to(occurrence.visit) }),
      ...(occurrence.consumed ? { consumed: mapFragment(occurrence.consumed, to) } : {}),
    };
    ledger.size++;
  }
  putBack(turn, mapFragment(aside.removed, to), () => true);
  restoreMarks(turn, aside, to);
  return true;
}

function restoreMarks(turn: Turn, { pruned }: Aside, to: (cause: number) => number): void {
  for (const { scope, cause } of pruned.ended) turn.state.scopes[scope]?.ended.push(to(cause));
  for (const { scope, entry } of pruned.compensable) turn.state.scopes[scope]?.compensable.push({ ...entry, cause: to(entry.cause) });
  for (const { token, done } of pruned.done) turn.state.tokens[token]?.multi?.done.push({ ...done, cause: to(done.cause) });
}
