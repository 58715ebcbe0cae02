import type { EventNode, Node } from '../../schema/process/program.ts';
import { armTarget } from './event-gateway.ts';
import { entered, leave } from './flow.ts';
import { completeActivity } from './activity.ts';
import { newInstance, startAt } from './instance.ts';
import { raise } from './incident.ts';
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

/** Starts a process by a start event, an instantiating receive task or an instantiating event-based gateway (BPMN 13.2). */
export function startByTrigger(turn: Turn, node: Node, target: Node, what: Trigger): void {
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
