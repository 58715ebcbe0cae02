import type { Mapping } from '../../schema/process/expression.ts';
import type { Activity, EventNode, Node } from '../../schema/process/program.ts';
import { armEvents } from './catching.ts';
import { recordCompensable } from './compensable.ts';
import { fireTrueConditions } from './condition.ts';
import type { Variables } from './expression.ts';
import { entered, leave } from './flow.ts';
import { emptyFragment, takeScope } from './fragment.ts';
import { raise } from './incident.ts';
import { fuse } from './join.ts';
import { holdAtJoin, takeOldest } from './join-run.ts';
import { setCall } from './lookup.ts';
import { enterLoop, instanceDone, instanceVariables } from './loop.ts';
import { closeBody, ownScope, scopeOf } from './scope.ts';
import type { Token } from './state.ts';
import { nodeOf, type Turn } from './turn.ts';
import { applyMappings, declareData, evaluate, inputValue, write, writeAll } from './variables.ts';
import { recordVisit } from './visit.ts';
import { disarm } from './wait.ts';

/** A token has arrived at an activity: it begins, or its loop does, once as many have come as it needs (BPMN 13.3.1). */
export function enterActivity(turn: Turn, arrived: Token, anyNode: Node): void {
  const node = anyNode as Activity;
  const token = arrived.of === undefined && node.startQuantity !== undefined ? gather(turn, arrived, node.startQuantity) : arrived;
  if (!token) return;
  if (token.of === undefined && node.loop) {
    enterLoop(turn, token, node, { arm: armBoundary, begin });
    return;
  }
  begin(turn, token, node);
}

/** Holds a token until there are `quantity` of them, then makes them one. One that has been let in before is not held again. */
function gather(turn: Turn, token: Token, quantity: number): Token | null {
  if (token.gathered) return token;
  const join = holdAtJoin(turn, token);
  const held = Object.values(join.arrived).flat();
  if (held.length < quantity) return null;
  const one = fuse(turn, takeOldest(turn, join, quantity));
  one.gathered = true;
  return one;
}

/** One performance of an activity: its own variables, its boundary events, then its work. */
function begin(turn: Turn, token: Token, node: Activity): void {
  entered(turn, token);
  if (node.type === 'userTask') recordVisit(turn, token);
  const own = token.of === undefined ? null : instanceVariables(turn, token, node);
  if (own) Object.assign(ownScope(turn, token).variables, own);
  if ((node.data?.length ?? 0) > 0 && !declare(turn, token, node)) return;
  if (node.inputs && !mapInputs(turn, token, node)) return;
  if (token.of === undefined && !armBoundary(turn, token, node)) return;
  turn.behaviours[node.type].start?.(turn, token, node);
}

function declare(turn: Turn, token: Token, node: Activity): boolean {
  const declared = declareData(turn, ownScope(turn, token), node.data!);
  if (!declared.ok) raise(turn, token, 'expression-failed', declared.message);
  return declared.ok;
}

function mapInputs(turn: Turn, token: Token, node: Activity): boolean {
  const scope = ownScope(turn, token);
  for (const mapping of node.inputs!) {
    const result = inputValue(turn, scope.id, mapping);
    if (!result.ok) {
      raise(turn, token, 'expression-failed', `Input ${mapping.to}: ${result.message}`);
      return false;
    }
    scope.variables[mapping.to] = result.value;
  }
  return true;
}

/** Arms an activity's boundary events. False when it does not go on: an incident, or one that interrupts at once. */
export function armBoundary(turn: Turn, token: Token, node: Activity): boolean {
  if (node.boundary.length === 0) return true;
  const waits: number[] = [];
  for (const id of node.boundary) {
    const armed = armEvents(turn, nodeOf(turn, id) as EventNode, token.id, token.scope);
    if (!armed.ok) {
      for (const wait of waits) disarm(turn, wait);
      raise(turn, token, armed.error.code, `${id}: ${armed.error.message}`);
      return false;
    }
    waits.push(...armed.waits);
  }
  token.waits = waits;
  return !fireTrueConditions(turn, waits).interrupted;
}

/** An activity's work is done: writes its result, closes what it held and goes on. `value` is for a result variable. */
export function completeActivity(turn: Turn, token: Token, anyNode: Node, result: Variables | null, value?: unknown): void {
  const node = anyNode as Activity;
  if (!writeResult(turn, token, node, result, value)) return;
  let output: unknown;
  if (token.of !== undefined && node.loop?.kind === 'multi' && node.loop.outputItem) {
    const item = evaluate(turn, scopeOf(turn, token), node.loop.outputItem, undefined, true);
    if (!item.ok) {
      raise(turn, token, 'expression-failed', item.message);
      return;
    }
    output = item.value;
  }
  const compensable = recordCompensable(turn, token, node);
  closeOwn(turn, token, node);
  if (compensable) compensable.cause = token.cause;
  if (token.of === undefined) leave(turn, token, node);
  else instanceDone(turn, token, node, output);
}

function writeResult(turn: Turn, token: Token, node: Activity, result: Variables | null, value: unknown): boolean {
  if (node.outputs) {
    const own = { ...result, ...('resultVariable' in node && node.resultVariable ? { [node.resultVariable]: value } : {}) };
    const mapped = applyMappings(turn, node.outputs, scopeOf(turn, token), token.scope, own);
    if (!mapped.ok) raise(turn, token, 'expression-failed', `Output: ${mapped.message}`);
    // What a call gives back is what is mapped; a task may write other variables beside its data outputs.
    if (mapped.ok && node.type !== 'callActivity') writeAll(turn, scopeOf(turn, token), without(own, node.outputs));
    return mapped.ok;
  }
  const scope = scopeOf(turn, token);
  if ('resultVariable' in node && node.resultVariable && value !== undefined) write(turn, scope, node.resultVariable, value);
  else writeAll(turn, scope, result);
  return true;
}

function without(variables: Variables, mappings: Mapping[]): Variables {
  const mapped = new Set(mappings.flatMap((mapping) => mapping.from.names));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !mapped.has(name)));
}

function closeOwn(turn: Turn, token: Token, node: Activity): void {
  const body = token.body === undefined ? undefined : turn.state.scopes[token.body];
  if (body && turn.program.scopes[node.id]) {
    closeBody(turn, token, body);
    return;
  }
  if (body) takeScope(turn, body, emptyFragment(), 'cancelled');
  delete token.body;
  for (const id of token.waits ?? []) disarm(turn, id);
  delete token.waits;
  delete token.tasks;
  setCall(turn.state, token, undefined);
}
