import { Sorted } from './sorted.ts';
import type { State, Token, Wait } from './state.ts';

/**
 * What steps look up, so that none walks through all that a case holds. Derived from the state and no part of it: made when
 * a state is first asked, then kept by the functions below, through which alone tokens and waits are put, moved and taken.
 */
interface Lookup {
  /** How many tokens are in each flow node. */
  live: Map<string, number>;
  /** Nodes that tokens have come to or gone from since `watchTokens`. */
  touched: Set<string>;
  /** Call → the token that waits for it. */
  calls: Map<number, Token>;
  /** Timers that can fire, the next one first. */
  timers: Sorted<Wait>;
  /** Waits that events are delivered to, oldest first: by kind and, where they have one, name. */
  waiting: Map<string, Sorted<Wait>>;
}

const lookups = new WeakMap<State, Lookup>();

const byId = (a: Wait, b: Wait): number => a.id - b.id;
const byDue = (a: Wait, b: Wait): number => a.due! - b.due! || a.id - b.id;

function lookupOf(state: State): Lookup {
  let lookup = lookups.get(state);
  if (lookup) return lookup;
  lookup = { live: new Map(), touched: new Set(), calls: new Map(), timers: new Sorted(byDue), waiting: new Map() };
  for (const token of Object.values(state.tokens)) addToken(lookup, token);
  for (const wait of Object.values(state.waits)) addWait(lookup, wait);
  lookups.set(state, lookup);
  return lookup;
}

function count(lookup: Lookup, node: string, by: 1 | -1): void {
  const live = (lookup.live.get(node) ?? 0) + by;
  if (live === 0) lookup.live.delete(node);
  else lookup.live.set(node, live);
  lookup.touched.add(node);
}

function addToken(lookup: Lookup, token: Token): void {
  count(lookup, token.node, 1);
  if (token.call !== undefined) lookup.calls.set(token.call, token);
}

function addWait(lookup: Lookup, wait: Wait): void {
  if (wait.due !== undefined && !wait.seen) lookup.timers.add(wait);
  const key = keyOf(wait);
  if (key === null) return;
  const found = lookup.waiting.get(key);
  if (found) found.add(wait);
  else {
    const list = new Sorted(byId);
    list.add(wait);
    lookup.waiting.set(key, list);
  }
}

function keyOf({ kind, name }: Wait): string | null {
  if (kind === 'condition') return kind;
  return kind === 'message' || kind === 'signal' ? `${kind} ${name}` : null;
}

/** Puts a token into the state. */
export function putToken(state: State, token: Token): void {
  dropToken(state, token);
  state.tokens[token.id] = token;
  const lookup = lookups.get(state);
  if (lookup) addToken(lookup, token);
}

/** Takes the token of that id out of the state. */
export function dropToken(state: State, { id }: Token): void {
  const held = state.tokens[id];
  if (!held) return;
  delete state.tokens[id];
  const lookup = lookups.get(state);
  if (!lookup) return;
  count(lookup, held.node, -1);
  if (held.call !== undefined) lookup.calls.delete(held.call);
}

/** Sets the node a token is at. */
export function setNode(state: State, token: Token, node: string): void {
  const lookup = lookups.get(state);
  if (lookup && state.tokens[token.id] === token) {
    count(lookup, token.node, -1);
    count(lookup, node, 1);
  }
  token.node = node;
}

/** Sets the call a token waits for; none ends its waiting. */
export function setCall(state: State, token: Token, call: number | undefined): void {
  const lookup = lookups.get(state);
  if (token.call !== undefined) lookup?.calls.delete(token.call);
  if (call === undefined) delete token.call;
  else {
    token.call = call;
    lookup?.calls.set(call, token);
  }
}

/** Puts an armed wait into the state. */
export function putWait(state: State, wait: Wait): void {
  dropWait(state, wait);
  state.waits[wait.id] = wait;
  const lookup = lookups.get(state);
  if (lookup) addWait(lookup, wait);
}

/** Takes the wait of that id out of the state. */
export function dropWait(state: State, { id }: Wait): void {
  const held = state.waits[id];
  if (!held) return;
  delete state.waits[id];
  const lookup = lookups.get(state);
  if (!lookup) return;
  if (held.due !== undefined) lookup.timers.delete(held);
  const key = keyOf(held);
  if (key !== null) lookup.waiting.get(key)?.delete(held);
}

/** Sets when a timer is due. */
export function setDue(state: State, wait: Wait, due: number): void {
  const timers = state.waits[wait.id] === wait ? lookups.get(state)?.timers : undefined;
  if (wait.due !== undefined) timers?.delete(wait);
  wait.due = due;
  delete wait.still;
  if (!wait.seen) timers?.add(wait);
}

/** Leaves a timer without a due time: its clock stands still. */
export function setStill(state: State, wait: Wait): void {
  if (wait.due !== undefined && state.waits[wait.id] === wait) lookups.get(state)?.timers.delete(wait);
  delete wait.due;
  wait.still = true;
}

/** Marks a wait of a parallel multiple event as come, or as waiting again. */
export function setSeen(state: State, wait: Wait, seen: boolean): void {
  const armed = wait.due !== undefined && state.waits[wait.id] === wait;
  const timers = armed ? lookups.get(state)?.timers : undefined;
  timers?.delete(wait);
  if (seen) wait.seen = true;
  else {
    delete wait.seen;
    timers?.add(wait);
  }
}

/** A set that from now on, until it is asked for again, takes up every node that a token comes to or goes from. */
export function watchTokens(state: State): Set<string> {
  return (lookupOf(state).touched = new Set());
}

/** How many tokens are in each flow node that has any. */
export function liveByNode(state: State): ReadonlyMap<string, number> {
  return lookupOf(state).live;
}

/** The token that waits for a call. */
export function findCaller(state: State, call: number): Token | undefined {
  return lookupOf(state).calls.get(call);
}

/** The timer that fires next, the oldest of several. */
export function nextTimer(state: State): Wait | undefined {
  return lookupOf(state).timers.first;
}

/** What waits for a message or signal of a name, oldest first. It must not be changed while it is gone through. */
export function waitingFor(state: State, kind: 'message' | 'signal', name: string): Iterable<Wait> {
  return lookupOf(state).waiting.get(`${kind} ${name}`) ?? [];
}

/** The conditions that are waited for at this moment, oldest first. */
export function waitingConditions(state: State): Wait[] {
  return lookupOf(state).waiting.get('condition')?.all() ?? [];
}
