import { blocking } from '../join.ts';
import { coneOf } from '../ledger.ts';
import type { Occurrence, ScopeRun, Token } from '../state.ts';
import type { Turn } from '../turn.ts';

type Case = Pick<Turn, 'program' | 'state'>;

/**
 * Everything that goes when an occurrence is undone: what descends from it; what an inclusive or complex join did because
 * nothing could come to it any more that now can again; compensation thrown for what is undone; and what descends from those.
 */
export function coneFor(turn: Case, root: Occurrence): Set<number> {
  const { ledger } = turn.state;
  const roots = [root.id];
  for (;;) {
    const cone = coneOf(ledger, roots);
    const again = reopened(turn, root, cone);
    const more = Object.values(ledger.occurrences).filter(
      (other) =>
        !cone.has(other.id) &&
        (couldComeAgain(turn, other, again) || other.compensable?.entries.some((entry) => cone.has(entry.cause)) === true),
    );
    if (more.length === 0) return cone;
    roots.push(...more.map((other) => other.id));
  }
}

/** Tokens that will be there again, each with the occurrence since which it was not. */
function reopened(turn: Case, root: Occurrence, cone: Set<number>): { token: Token; since: number }[] {
  const found: { token: Token; since: number }[] = [];
  const { id, scope, node, entry } = root;
  // A visit that is undone is entered anew.
  if (root.kind !== 'completion')
    found.push({ since: id, token: { id: 0, scope, node, via: entry?.via ?? null, status: 'wait', cause: 0 } });
  for (const since of cone) {
    for (const token of turn.state.ledger.occurrences[since]?.consumed?.tokens ?? [])
      if (!cone.has(token.cause)) found.push({ token, since });
  }
  return found;
}

function couldComeAgain(turn: Case, join: Occurrence, again: { token: Token; since: number }[]): boolean {
  const { awaited, node, scope, id } = join;
  if (!awaited) return false;
  const blocks = blocking(turn, node, awaited);
  return again.some(({ token, since }) => token.scope === scope && since < id && blocks(token));
}

/**
 * Whether a task of a scope can be entered again once a cone is undone: nothing of it was cut off by an error or the like
 * beside it, and the scope, with all that it lies in, is there and stays or is restored.
 */
export function canUndo(turn: Turn, cone: Set<number>, scope: number): boolean {
  const cut = Object.values(turn.state.ledger.occurrences).some(
    (other) => !cone.has(other.id) && other.cuts?.some((cause) => cone.has(cause)) === true,
  );
  return !cut && scopeStands(turn, cone, scope);
}

function scopeStands(turn: Turn, cone: Set<number>, id: number): boolean {
  const { state } = turn;
  const fragments = [...cone].flatMap((undone) => state.ledger.occurrences[undone]?.consumed ?? []);
  const find = <T extends { id: number; cause: number }>(wanted: number, live: T | undefined, kept: T[]): T | undefined =>
    [...(live ? [live] : []), ...kept.filter((one) => one.id === wanted)].find((one) => !cone.has(one.cause));
  for (let at: number | null = id; at !== null;) {
    const scope: ScopeRun | undefined = find(
      at,
      state.scopes[at],
      fragments.flatMap((fragment) => fragment.scopes),
    );
    if (!scope) return false;
    const owner: number | null = scope.owner ?? state.instances[scope.instance]?.parent ?? null;
    if (owner === null) return true;
    const token: Token | undefined = find(
      owner,
      state.tokens[owner],
      fragments.flatMap((fragment) => fragment.tokens),
    );
    if (!token) return false;
    at = token.scope;
  }
  return true;
}
