import { coneFor } from '../approval/cone.ts';
import { pastOf } from '../ledger.ts';
import { canHold, markingOf } from '../reachable/marking.ts';
import type { Occurrence, ScopeRun, State, Token } from '../state.ts';
import type { Plan } from './mapping.ts';
import { mapAside, mapOccurrence, placeIn, scopesOf } from './pieces.ts';
import { note, type Work } from './work.ts';

/** Visits and completions looked at, from the latest: what lies further back can be neither returned to nor recalled afterwards. */
const MOST_ROOTS = 256;

/**
 * Brings the causal ledger over, so that a return or recall works as before, or is refused. What undoing could not restore,
 * and what undone would leave the case where no case of the new version can stand, is sealed.
 */
export function renewPast(work: Work): void {
  const { plan, state, before } = work;
  const scopes = scopesOf(work);
  const { ledger } = state;
  const open = openVisits(state);
  const sealed = new Set<number>();
  for (const old of Object.values(before.ledger.occurrences)) {
    const { occurrence, lost } = mapOccurrence(work, scopes, old);
    ledger.occurrences[old.id] = occurrence;
    const holder = open.get(old.id) ?? open.get(old.visit ?? -1);
    const scope = placeIn(work, scopes, old.scope, occurrence.node) ?? holder?.scope ?? null;
    if (scope !== null) occurrence.scope = scope;
    if (plan.node(old.node) === null || scope === null) sealed.add(old.id);
    // Who goes back behind this without going back behind what is lost would need it.
    for (const cause of lost) {
      const behind = pastOf(before.ledger, [cause]);
      for (const id of pastOf(before.ledger, [old.id])) if (!behind.has(id)) sealed.add(id);
    }
  }
  for (const id of apartFromOpened(work)) sealed.add(id);
  for (const id of unsoundRoots(work, sealed)) sealed.add(id);
  for (const id of sealed) seal(work, ledger.occurrences[id]);
  renewAsides(work, scopes);
}

/** The live tokens inside user tasks, by the visit or container they belong to. */
function openVisits(state: State): Map<number, Token> {
  const open = new Map<number, Token>();
  for (const token of Object.values(state.tokens)) {
    const occurrence = state.ledger.occurrences[token.cause];
    if ((occurrence?.kind === 'visit' || occurrence?.kind === 'container') && !occurrence.completed) open.set(token.cause, token);
  }
  return open;
}

/** What lies behind some of the tokens round which a sub-process was opened but not behind all: undone, it would take the others too. */
function apartFromOpened({ state, opened }: Work): number[] {
  return [...opened].flatMap((id) => {
    const cause = state.ledger.occurrences[state.scopes[id]!.cause];
    if (cause?.kind !== 'merge' || cause.node !== state.scopes[id]!.of) return [];
    const pasts = cause.parents.map((parent) => pastOf(state.ledger, [parent]));
    return [...new Set(pasts.flatMap((past) => [...past]))].filter((one) => !pasts.every((past) => past.has(one)));
  });
}

function seal(work: Work, occurrence: Occurrence | undefined): void {
  if (!occurrence || occurrence.kind === 'merge' || occurrence.sealed) return;
  occurrence.sealed = true;
  if (occurrence.kind !== 'completion') note(work, occurrence.node, 'past-sealed');
}

function renewAsides(work: Work, scopes: ReturnType<typeof scopesOf>): void {
  for (const token of Object.values(work.state.tokens)) {
    if (!token.aside) continue;
    const was = work.before.tokens[token.id]!;
    const aside = mapAside(work, scopes, was);
    if (aside) token.aside = aside;
    else {
      delete token.aside;
      note(work, token.node, 'aside-dropped');
    }
  }
}

/** What can be returned to or recalled today, and undone would leave the case where no case of the new version can stand. */
function unsoundRoots({ plan, state, before }: Work, sealed: Set<number>): number[] {
  if (Object.keys(plan.from.scopes).every(plan.isSameFlow)) return [];
  const roots = Object.values(before.ledger.occurrences).filter(
    ({ id, kind, completed }) => !sealed.has(id) && (kind === 'completion' || (kind !== 'merge' && completed === true)),
  );
  // Where the flow is the same an undone case stands as it would have stood.
  const answers = new Map<string, boolean>();
  for (const scope of Object.keys(plan.from.scopes)) if (plan.isSameFlow(scope)) answers.set(plan.scope(scope)!, true);
  const near = new Set(roots.slice(-MOST_ROOTS));
  return roots.filter((root) => !near.has(root) || !isSound(plan, state, root.id, answers)).map(({ id }) => id);
}

/** Whether every scope stands where it can once an occurrence is undone (see `undo` and `returnTo`). */
function isSound(plan: Plan, state: State, root: number, answers: Map<string, boolean>): boolean {
  for (const { of, tokens } of afterUndo(plan, state, root)) {
    if (!plan.to.scopes[of] || answers.get(of)) continue;
    if (tokens.length === 0) return false;
    const marking = markingOf(plan.to, tokens);
    const key = `${of} ${[...marking]
      .map(([place, n]) => `${place}*${n}`)
      .toSorted()
      .join(' ')}`;
    if (!answers.has(key)) answers.set(key, marking.size === 0 || canHold(plan.to, of, marking).found === 'yes');
    if (!answers.get(key)) return false;
  }
  return true;
}

/** The scopes that undoing touches and that are there afterwards, with the tokens they then hold. */
function afterUndo({ to }: Plan, state: State, root: number): { of: string; tokens: Token[] }[] {
  const occurrence = state.ledger.occurrences[root]!;
  const cone = coneFor({ program: to, state }, occurrence);
  const tokens = new Map<number, Token>();
  const scopes = new Map<number, ScopeRun>();
  const touched = new Set<number>();
  for (const scope of Object.values(state.scopes)) scopes.set(scope.id, scope);
  for (const token of Object.values(state.tokens)) {
    if (cone.has(token.cause)) touched.add(token.scope);
    else tokens.set(token.id, token);
  }
  for (const id of cone) {
    const { consumed } = state.ledger.occurrences[id] ?? {};
    for (const scope of consumed?.scopes ?? []) if (!cone.has(scope.cause)) scopes.set(scope.id, scope);
    for (const token of consumed?.tokens ?? []) {
      if (cone.has(token.cause)) continue;
      tokens.set(token.id, token);
      touched.add(token.scope);
    }
  }
  // A return enters the task again; a recall has its token back.
  if (occurrence.kind !== 'completion') {
    tokens.set(-1, { id: -1, scope: occurrence.scope, node: occurrence.node, via: null, status: 'task', cause: 0 });
    touched.add(occurrence.scope);
  }
  const all = [...tokens.values()];
  return [...touched].flatMap((id) => {
    const scope = scopes.get(id);
    const isGone = !scope || (scope.owner !== null && !tokens.has(scope.owner));
    return isGone ? [] : [{ of: scope.of, tokens: all.filter((token) => token.scope === id) }];
  });
}
