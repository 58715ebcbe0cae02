import type { EventNode } from '../../schema/process/program.ts';
import type { IncidentCode } from '../../schema/rules/incident-codes.ts';
import { armEvents } from './catching.ts';
import { fireTrueConditions } from './condition.ts';
import type { Variables } from './expression.ts';
import { causesIn, emptyFragment, takeScope } from './fragment.ts';
import { raise, raiseFor } from './incident.ts';
import { finishInstance } from './instance-end.ts';
import { merge } from './ledger.ts';
import type { Fragment, ScopeRun, Token } from './state.ts';
import { sendToken, unlinkToken } from './token.ts';
import { getScope, getToken, nextId, nodeOf, type Turn } from './turn.ts';
import { declareData } from './variables.ts';
import { disarm } from './wait.ts';

/** Opens a scope: a body or an activity's own variables. */
export function openScope(
  turn: Turn,
  at: { of: string; instance: number; parent: number | null; owner: number | null; cause: number },
  variables: Variables,
): ScopeRun {
  const scope: ScopeRun = { id: nextId(turn), ...at, variables, tokens: {}, live: 0, waits: [], ended: [], compensable: [] };
  turn.state.scopes[scope.id] = scope;
  return scope;
}

/** The scope an activity's token reads and writes from: its own when it has one. */
export function scopeOf(turn: Turn, token: Token): number {
  return token.body !== undefined && turn.state.scopes[token.body] ? token.body : token.scope;
}

/** The activity's own scope, opened when it has none yet. */
export function ownScope(turn: Turn, token: Token): ScopeRun {
  const existing = token.body === undefined ? undefined : turn.state.scopes[token.body];
  if (existing) return existing;
  const scope = openScope(
    turn,
    { of: token.node, instance: getScope(turn, token.scope).instance, parent: token.scope, owner: token.id, cause: token.cause },
    {},
  );
  token.body = scope.id;
  return scope;
}

/**
 * Declares a body's data and arms its event sub-processes. A condition that holds already fires at once; gives false when
 * an interrupting one has, or on an incident: then the body does not begin.
 */
export function enterBody(turn: Turn, scope: ScopeRun, token: Token | null): boolean {
  const definition = turn.program.scopes[scope.of]!;
  const declared = declareData(turn, scope, definition.data);
  if (!declared.ok) return fail(turn, scope, token, 'expression-failed', declared.message);
  for (const id of definition.eventSubProcesses) {
    const armed = armEvents(turn, nodeOf(turn, turn.program.scopes[id]!.entries[0]!) as EventNode, null, scope.id);
    if (!armed.ok) return fail(turn, scope, token, armed.error.code, `${id}: ${armed.error.message}`);
    scope.waits.push(...armed.waits);
  }
  return !fireTrueConditions(turn, scope.waits).interrupted;
}

function fail(turn: Turn, scope: ScopeRun, token: Token | null, code: IncidentCode, message: string): false {
  if (token) raise(turn, token, code, message);
  else raiseFor(turn, { element: scope.of, instance: scope.instance, code, message, token: null });
  return false;
}

/** Sends a token to each entry of a scope. An empty body is over at once. */
export function startBody(turn: Turn, scope: ScopeRun): void {
  const { entries } = turn.program.scopes[scope.of]!;
  for (const entry of entries) sendToken(turn, scope.id, entry, null, scope.cause);
  if (entries.length === 0) completeIfEmpty(turn, scope);
}

/** A token has come to its end: consumed, and its scope with it when it was the last. */
export function endToken(turn: Turn, token: Token): void {
  const scope = getScope(turn, token.scope);
  if (token.compensates !== undefined) {
    unlinkToken(turn, token);
    const holder = turn.state.tokens[token.compensates];
    if (!holder) return;
    turn.hooks.handlerEnded(turn, holder, token.cause);
    return;
  }
  noteEnded(turn, scope, [token.cause]);
  unlinkToken(turn, token);
  completeIfEmpty(turn, scope);
}

/** Keeps the causes of what ended in a scope, for what descends from the scope as a whole. */
export function noteEnded(turn: Turn, scope: ScopeRun, causes: number[]): void {
  // Nothing descends from the end of the case itself, unless an event sub-process may interrupt it.
  const top = scope.owner === null && turn.state.instances[scope.instance]?.parent === null;
  if (top && turn.program.scopes[scope.of]!.eventSubProcesses.length === 0) return;
  for (const cause of causes) if (!scope.ended.includes(cause)) scope.ended.push(cause);
}

/** Completes a scope that has no token left: its activity goes on, or its process is over. */
export function completeIfEmpty(turn: Turn, scope: ScopeRun): void {
  if (scope.live > 0 || !turn.state.scopes[scope.id]) return;
  const instance = turn.state.instances[scope.instance]!;
  const ownerId = scope.owner ?? instance.parent;
  if (ownerId === null) {
    finishInstance(turn, instance, 'completed');
    return;
  }
  const owner = getToken(turn, ownerId);
  const node = nodeOf(turn, owner.node);
  turn.behaviours[node.type].bodyCompleted?.(turn, owner, node, scope);
}

/**
 * Closes the body of an activity that has completed, and makes the activity's token descend from all that ended inside.
 * `left` are pieces already taken out by a termination or a completion condition.
 */
export function closeBody(turn: Turn, token: Token, body: ScopeRun, left: Fragment = emptyFragment()): void {
  const before: Token = { ...token };
  const causes = [body.cause, ...body.ended, ...causesIn(left)];
  takeScope(turn, body, left, 'cancelled');
  for (const id of token.waits ?? []) {
    const wait = disarm(turn, id);
    if (wait) left.waits.push(wait);
  }
  delete token.waits;
  delete token.body;
  token.cause = merge(turn, causes, { node: token.node, scope: token.scope }, () => {
    left.tokens.push(before);
    return left;
  });
}
