import type { EventNode, Node } from '../../schema/process/program.ts';
import { armTarget } from './event-gateway.ts';
import { entered, leave } from './flow.ts';
import { completeActivity } from './activity.ts';
import { newInstance, startAt } from './instance.ts';
import type { Variables } from './expression.ts';
import { fireTrueConditions } from './condition.ts';
import { raise, raiseFor } from './incident.ts';
import type { Wait } from './state.ts';
import { arm, disarm, rearm } from './wait.ts';
import { setNode } from './lookup.ts';
import { enterBody } from './scope.ts';
import { placeToken } from './token.ts';
import { nodeOf, type Trigger, type Turn } from './turn.ts';
import { applyMappings, writeAll } from './variables.ts';

/** Writes what a starting message or signal brought. */
function take(turn: Turn, scope: number, target: Node, what: Trigger): string | null {
  const definition =
    target.type === 'receiveTask' ? target.message : (target as EventNode).events.find((event) => 'outputs' in event && event.outputs);
  if (definition && 'outputs' in definition && definition.outputs) {
    const result = applyMappings(turn, definition.outputs, scope, scope, what.variables);
    return result.ok ? null : result.message;
  }
  writeAll(turn, scope, what.variables);
  return null;
}

/** What starts a process: a start event or receive task, or one of the targets of an instantiating gateway. */
export interface Start {
  node: Node;
  target: Node;
}

export function startsOf(turn: Turn, process: string): Start[] {
  return turn.program.scopes[process]!.triggers.flatMap((id): Start[] => {
    const node = nodeOf(turn, id);
    if (node.type !== 'eventBasedGateway') return [{ node, target: node }];
    return node.outgoing.map((flow) => ({ node, target: nodeOf(turn, turn.program.flows[flow]!.target) }));
  });
}

/** Arms the timers and conditions that start a process. A condition that holds already starts it at once. */
export function armStarts(turn: Turn, process: string): void {
  for (const { target } of startsOf(turn, process)) {
    if (!('events' in target)) continue;
    for (const [index, definition] of target.events.entries()) {
      if (definition.kind !== 'timer' && definition.kind !== 'conditional') continue;
      const armed = arm(turn, definition, { token: null, scope: 0, element: target.id, index });
      if (armed.ok) fireTrueConditions(turn, [armed.wait.id]);
      else raiseFor(turn, { element: target.id, instance: 0, ...armed.error, token: null });
    }
  }
}

/** The timer or condition of a start has come. */
export function startByWait(turn: Turn, wait: Wait, what: Trigger): void {
  const { scope: process } = nodeOf(turn, wait.element);
  const start = startsOf(turn, process).find(({ target }) => target.id === wait.element);
  if (wait.kind !== 'timer' || !rearm(turn, wait)) disarm(turn, wait.id);
  if (start) startByTrigger(turn, start, wait.index, what);
}

/** Whether a definition of a parallel multiple start has come, and others of it have not. */
export function hasCome(turn: Turn, target: Node, index: number): boolean {
  return turn.state.arrived?.[target.id]?.[index] !== undefined;
}

/** What a start begins with: a parallel multiple one, with all that its definitions brought, once the last has come; else null. */
function complete(turn: Turn, target: Node, index: number, what: Trigger): Trigger | null {
  if (!('parallelMultiple' in target) || !target.parallelMultiple) return what;
  const arrived = (turn.state.arrived ??= {});
  const parts = { ...arrived[target.id], [index]: what.variables };
  arrived[target.id] = parts;
  if (Object.keys(parts).length < target.events.length) return null;
  delete arrived[target.id];
  return { ...what, variables: Object.assign({}, ...Object.values(parts)) as Variables };
}

/** Starts a process by a start event, an instantiating receive task or an instantiating event-based gateway (BPMN 13.2). */
export function startByTrigger(turn: Turn, { node, target }: Start, index: number, part: Trigger): void {
  const what = complete(turn, target, index, part);
  if (!what) return;
  if (node.type === 'startEvent') {
    const scope = startAt(turn, node, {});
    take(turn, scope.id, node, what);
    return;
  }
  const { pending } = turn.state;
  const waiting = pending?.process === node.scope ? pending.variables : {};
  if (pending?.process === node.scope) turn.state.pending = null;
  const scope = newInstance(turn, node.scope, waiting, null);
  if (!enterBody(turn, scope, null)) return;
  const token = placeToken(turn, scope.id, node.id, 0);
  entered(turn, token);
  if (node.type === 'eventBasedGateway') {
    if (node.parallel) armOthers(turn, scope.id, node, target);
    setNode(turn.state, token, target.id);
    token.via = node.outgoing.find((flow) => turn.program.flows[flow]!.target === target.id) ?? null;
    entered(turn, token);
  }
  const error = take(turn, scope.id, target, what);
  if (error !== null) raise(turn, token, 'expression-failed', error);
  else if (target.type === 'receiveTask') completeActivity(turn, token, target, null);
  else leave(turn, token, target);
}

/** A parallel instantiating gateway: the process waits for the other events too, each with a token of its own. */
function armOthers(turn: Turn, scope: number, gateway: Node, first: Node): void {
  for (const flow of gateway.outgoing) {
    const target = nodeOf(turn, turn.program.flows[flow]!.target);
    if (target === first) continue;
    const token = placeToken(turn, scope, gateway.id, 0);
    const armed = armTarget(turn, token, target);
    if (armed.ok) token.waits = armed.waits;
    else raise(turn, token, armed.error.code, armed.error.message);
  }
}
