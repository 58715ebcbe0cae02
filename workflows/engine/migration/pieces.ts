import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { Node, NodeOf } from '../../../schema/process/program.ts';
import { isJoin } from '../reachable/net.ts';
import type { Aside, Compensable, Fragment, Occurrence, ScopeRun, State, Token, Wait } from '../state.ts';
import { armingOf, boundaryOf, ownEventsOf, startsIn, type Awaited } from './events.ts';
import { isSameFamily } from './family.ts';
import type { Plan } from './mapping.ts';
import { taskAt } from './tasks.ts';
import { hasVote, isSameLoop } from './tokens.ts';
import type { Work } from './work.ts';

/** Every scope that is live or that a return could restore, by what it was and what it is now. */
export interface Scopes {
  was: Map<number, string>;
  is: Map<number, string | null>;
}

export function scopesOf({ plan, before, bodies, dissolved }: Work): Scopes {
  const was = new Map<number, string>();
  const add = (scope: ScopeRun) => was.set(scope.id, scope.of);
  const addFragment = ({ scopes, tokens }: Fragment) => {
    for (const scope of scopes) add(scope);
    for (const { aside } of tokens) if (aside) addAside(aside);
  };
  const addAside = (aside: Aside) => {
    addFragment(aside.removed);
    for (const { consumed } of aside.ledger) if (consumed) addFragment(consumed);
  };
  for (const { consumed } of Object.values(before.ledger.occurrences)) if (consumed) addFragment(consumed);
  for (const { aside } of Object.values(before.tokens)) if (aside) addAside(aside);
  for (const scope of Object.values(before.scopes)) add(scope);
  const is = new Map<number, string | null>();
  for (const [id, of] of was) is.set(id, plan.from.scopes[of] ? plan.scope(of) : plan.node(of));
  for (const [id, of] of bodies) is.set(id, of);
  for (const [id, into] of dissolved) is.set(id, bodies.get(into) ?? null);
  return { was, is };
}

/** The scope in which a node of the new version lies for what lay in a scope of the run; null when that is another. */
export function placeIn({ plan, dissolved }: Work, scopes: Scopes, scope: number, node: string): number | null {
  const around = dissolved.get(scope) ?? scope;
  return plan.to.nodes[node]?.scope === scopes.is.get(around) ? around : null;
}

const sameArming = (old: Awaited[], now: Awaited[], node: Plan['node']): boolean =>
  old.length === now.length &&
  old.every((one, i) => node(one.element) === now[i]!.element && armingOf(one.definition) === armingOf(now[i]!.definition));

/** Whether what was taken out of an element can be put back as it stood: it waits for the same, repeats and is decided the same way. */
function isSameHost(plan: Plan, was: Node, is: Node): boolean {
  if (!isSameFamily(was.type, is.type) || !isSameLoop(was, is) || hasVote(was) !== hasVote(is)) return false;
  const events = (of: (program: Plan['to'], node: Node) => Awaited[]) => sameArming(of(plan.from, was), of(plan.to, is), plan.node);
  return events(boundaryOf) && events(ownEventsOf);
}

export function mapWait(plan: Plan, wait: Wait): Wait | null {
  const eventsOf = (node: Node | undefined): EventDefinition[] => (node && 'events' in node ? node.events : []);
  const image = plan.node(wait.element);
  if (image === null) return null;
  const old = eventsOf(plan.from.nodes[wait.element]);
  const { kind } = old[wait.index] ?? { kind: 'message' };
  const nth = old.slice(0, wait.index).filter((event) => event.kind === kind).length;
  const now = eventsOf(plan.to.nodes[image]);
  const index =
    now.length === 0
      ? 0
      : now.findIndex((event, i) => event.kind === kind && now.slice(0, i).filter((one) => one.kind === kind).length === nth);
  return index < 0 ? null : { ...wait, element: image, index };
}

/** A completed activity that can be undone, in the new version; null when nothing undoes it there any more. */
export function mapCompensable(plan: Plan, entry: Compensable): Compensable | null {
  const activity = plan.node(entry.activity);
  const node = activity === null ? undefined : plan.to.nodes[activity];
  if (!node) return null;
  const inner = entry.inner.map((one) => mapCompensable(plan, one));
  if (inner.includes(null)) return null;
  const hadHandler = hasHandler(plan.from.nodes[entry.activity]!);
  if (hadHandler && !hasHandler(node)) return null;
  return { ...entry, activity: node.id, inner: inner as Compensable[] };
}

const hasHandler = (node: Node): boolean => 'compensation' in node && node.compensation !== undefined;

/** A token that was taken out, as it goes back into the new version; null when it cannot. */
export function mapToken(work: Work, scopes: Scopes, token: Token): Token | null {
  const { plan } = work;
  const image = plan.node(token.node);
  if (image === null || token.compensation || token.compensates !== undefined) return null;
  const [was, is] = [plan.from.nodes[token.node]!, plan.to.nodes[image]!];
  const scope = placeIn(work, scopes, token.scope, image);
  if (scope === null || !isSameHost(plan, was, is)) return null;
  const via = token.via === null ? null : plan.flow(token.via);
  if (token.status === 'joined' && (!isJoin(is) || via === null || !is.incoming.includes(via))) return null;
  const { aside, ...rest } = token;
  const kept = aside && mapAside(work, scopes, { ...token, aside });
  return { ...rest, node: image, via, scope, ...(kept ? { aside: kept } : {}) };
}

function mapScope(work: Work, scopes: Scopes, scope: ScopeRun): ScopeRun | null {
  const { plan } = work;
  const of = scopes.is.get(scope.id) ?? null;
  if (of === null || work.dissolved.has(scope.id)) return null;
  if (plan.from.scopes[scope.of]) {
    const [old, now] = [startsIn(plan.from, scope.of), plan.to.scopes[of] ? startsIn(plan.to, of) : null];
    if (!now || !sameArming(old, now, plan.node)) return null;
  }
  const compensable = scope.compensable.map((entry) => mapCompensable(plan, entry));
  const later = scope.later?.map(plan.node);
  if (compensable.includes(null) || later?.includes(null)) return null;
  const parent = scope.parent === null ? null : (work.dissolved.get(scope.parent) ?? scope.parent);
  return { ...scope, of, parent, compensable: compensable as Compensable[], ...(later ? { later: later as string[] } : {}) };
}

/** What was taken out of the configuration, as far as it can go back; `lost` are the causes of what cannot. */
export function mapFragment(work: Work, scopes: Scopes, fragment: Fragment, state: State): { fragment: Fragment; lost: number[] } {
  const { plan } = work;
  const lost: number[] = [];
  const keep = <T extends { cause: number }>(all: T[], map: (one: T) => T | null): T[] =>
    all.flatMap((one) => {
      const mapped = map(one);
      if (mapped === null) lost.push(one.cause);
      return mapped ?? [];
    });
  const tokens = keep(fragment.tokens, (token) => mapToken(work, scopes, token));
  const kept = keep(fragment.scopes, (scope) => mapScope(work, scopes, scope));
  const own = new Set([...tokens, ...kept].map(({ id }) => id));
  const isKept = (token: number) => own.has(token) || state.tokens[token] !== undefined;
  const tasks = fragment.tasks.flatMap((task) => {
    const node = plan.to.nodes[plan.node(task.element) ?? ''];
    return node && isKept(task.token) ? [taskAt(task, node as NodeOf<'userTask'>)] : [];
  });
  const waits = fragment.waits.flatMap((wait) => (isKept(wait.token ?? wait.scope) ? (mapWait(plan, wait) ?? []) : []));
  const votes = fragment.votes.filter((vote) => isKept(vote.token));
  return { fragment: { ...fragment, tokens, scopes: kept, tasks, waits, votes }, lost };
}

/** What a straight return has put aside; undefined when it could not come back as it stood. It is then done anew. */
export function mapAside(work: Work, scopes: Scopes, token: Token): Aside | undefined {
  const { plan, state } = work;
  const { aside } = token;
  const around = new Set([token.scope, ...aside!.removed.scopes.map(({ id }) => id), ...aside!.removed.tokens.map(({ scope }) => scope)]);
  const isSame = (scope: number) => {
    const of = scopes.was.get(scope);
    return of === undefined || !plan.from.scopes[of] || plan.isSameFlow(of);
  };
  if (![...around].every(isSame)) return undefined;
  const removed = mapFragment(work, scopes, aside!.removed, state);
  const restored = aside!.restored.map((one) => mapToken(work, scopes, one));
  const ledger = aside!.ledger.map((one) => mapOccurrence(work, scopes, one));
  const compensable = aside!.pruned.compensable.map(({ scope, entry }) => ({ scope, entry: mapCompensable(plan, entry) }));
  if (removed.lost.length > 0 || restored.includes(null) || ledger.some(({ lost }) => lost.length > 0)) return undefined;
  if (compensable.some(({ entry }) => entry === null)) return undefined;
  return {
    visit: aside!.visit,
    removed: removed.fragment,
    restored: restored as Token[],
    ledger: ledger.map(({ occurrence }) => occurrence),
    pruned: { ...aside!.pruned, compensable: compensable as Aside['pruned']['compensable'] },
  };
}

/** An occurrence in the names of the new version, with the causes of what undoing it could not restore. */
export function mapOccurrence(work: Work, scopes: Scopes, old: Occurrence): { occurrence: Occurrence; lost: number[] } {
  const { plan, state } = work;
  const occurrence: Occurrence = { ...old, node: plan.node(old.node) ?? old.node };
  if (old.entry) occurrence.entry = { ...old.entry, via: old.entry.via === null ? null : plan.flow(old.entry.via) };
  if (!old.consumed) return { occurrence, lost: [] };
  const { fragment, lost } = mapFragment(work, scopes, old.consumed, state);
  occurrence.consumed = fragment;
  return { occurrence, lost };
}
