import type { EventNode, Node, NodeOf } from '../../schema/process/program.ts';
import { armEvents, type ArmedEvents } from './catching.ts';
import { entered } from './flow.ts';
import { setNode } from './lookup.ts';
import type { Token, Wait } from './state.ts';
import { nodeOf, type Turn } from './turn.ts';
import { arm, disarm } from './wait.ts';

/** Arms the events and receive tasks behind an event-based gateway, all owned by the gateway's token. */
export function armTargets(turn: Turn, token: Token, gateway: Node): ArmedEvents {
  const waits: number[] = [];
  for (const flow of gateway.outgoing) {
    const target = nodeOf(turn, turn.program.flows[flow]!.target);
    const armed = armTarget(turn, token, target);
    if (!armed.ok) {
      for (const id of waits) disarm(turn, id);
      return armed;
    }
    waits.push(...armed.waits);
  }
  return { ok: true, waits };
}

export function armTarget(turn: Turn, token: Token, target: Node): ArmedEvents {
  if (target.type !== 'receiveTask') return armEvents(turn, target as EventNode, token.id, token.scope);
  const { message } = target as NodeOf<'receiveTask'>;
  const definition = message ?? { kind: 'message' as const, name: target.name ?? target.id };
  const armed = arm(turn, definition, { token: token.id, scope: token.scope, element: target.id, index: 0 });
  return armed.ok ? { ok: true, waits: [armed.wait.id] } : armed;
}

/** One of the events behind a gateway has come: the token goes into it. */
export function caughtAfterGateway(turn: Turn, token: Token, wait: Wait, node: Node): boolean {
  const gateway = nodeOf(turn, token.node);
  token.via = gateway.outgoing.find((flow) => turn.program.flows[flow]!.target === wait.element) ?? null;
  setNode(turn.state, token, node.id);
  entered(turn, token);
  return true;
}
