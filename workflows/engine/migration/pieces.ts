import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { Node, NodeOf } from '../../../schema/process/program.ts';
import { isJoin } from '../reachable/net.ts';
import type { Aside, Compensable, Fragment, JoinPhase, Occurrence, Pruned, ScopeRun, State, Token, Wait } from '../state.ts';
import { armingOf, boundaryOf, ownEventsOf, startsIn, type Awaited } from './events.ts';
import { isSameFamily } from './family.ts';
import type { Plan } from './mapping.ts';
import { taskAt } from './tasks.ts';
import { mapAwaited, mapPhase } from './phases.ts';
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

/** A complex gateway between its start and its reset; null when it is none in the new version. */
function mapJoin<T extends JoinPhase & { node: string }>(plan: Plan, join: T): T | null {
  const node = plan.to.nodes[plan.node(join.node) ?? ''];
  const phase = mapPhase(plan, node, join);
  return node && phase ? { ...join, ...phase, node: node.id } : null;
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
  const incidents = fragment.incidents.flatMap((incident) => {
    const element = plan.node(incident.element);
    return element !== null && incident.token !== null && isKept(incident.token) ? [{ ...incident, element }] : [];
  });
  const joins = fragment.joins.flatMap((join) => (kept.some(({ id }) => id === join.scope) ? (mapJoin(plan, join) ?? []) : []));
  return { fragment: { ...fragment, tokens, scopes: kept, tasks, waits, votes, incidents, joins }, lost };
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
  const phases = aside!.pruned.phases.map((phase) => mapJoin(plan, phase));
  const later = aside!.pruned.later.map(({ scope, later: ids }) => ({ scope, later: ids.map(plan.node) }));
  if (compensable.some(({ entry }) => entry === null) || phases.includes(null) || later.some((one) => one.later.includes(null))) {
    return undefined;
  }
  return {
    visit: aside!.visit,
    removed: removed.fragment,
    restored: restored as Token[],
    ledger: ledger.map(({ occurrence }) => occurrence),
    armed: aside!.armed,
    pruned: {
      ...aside!.pruned,
      compensable: compensable as Pruned['compensable'],
      phases: phases as Pruned['phases'],
      later: later as Pruned['later'],
    },
  };
}

/** An occurrence in the names of the new version, with the causes of what undoing it could not restore. */
export function mapOccurrence(work: Work, scopes: Scopes, old: Occurrence): { occurrence: Occurrence; lost: number[] } {
  const { plan, state } = work;
  const occurrence: Occurrence = { ...old, node: plan.node(old.node) ?? old.node };
  if (old.entry) occurrence.entry = { ...old.entry, via: old.entry.via === null ? null : plan.flow(old.entry.via) };
  const lost = mapMarks(work, old, occurrence);
  if (!old.consumed) return { occurrence, lost };
  const consumed = mapFragment(work, scopes, old.consumed, state);
  occurrence.consumed = consumed.fragment;
  return { occurrence, lost: [...lost, ...consumed.lost] };
}

/** What an occurrence says of what stayed; gives the causes of what could not be as it was before it. */
function mapMarks({ plan, before, dissolved }: Work, old: Occurrence, occurrence: Occurrence): number[] {
  const lost: number[] = [];
  const node = plan.to.nodes[plan.node(old.node) ?? ''];
  if (old.awaited) occurrence.awaited = mapAwaited(plan, node, old.awaited);
  if (old.phase) occurrence.phase = mapPhase(plan, node, old.phase);
  if (old.later) {
    occurrence.later = old.later.flatMap((id) => plan.node(id) ?? []);
    if (occurrence.later.length < old.later.length) lost.push(before.scopes[old.scope]?.cause ?? 0);
  }
  if (old.compensable) {
    const { scope, entries } = old.compensable;
    const mapped = entries.map((entry) => mapCompensable(plan, entry));
    lost.push(...entries.filter((_, i) => mapped[i] === null).map(({ cause }) => cause));
    occurrence.compensable = { scope: dissolved.get(scope) ?? scope, entries: mapped.filter((entry) => entry !== null) };
  }
  return lost;
}
