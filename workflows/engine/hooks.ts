import type { EventNode, Node } from '../../schema/process/program.ts';
import { bringBack } from './approval/bring-back.ts';
import { enterAgain } from './approval/return.ts';
import { handlerEnded } from './compensation.ts';
import { endToken } from './scope.ts';
import { leaveCancelled } from './transaction.ts';
import { nodeOf, type Hooks, type Trigger, type Turn } from './turn.ts';
import { startByTrigger } from './trigger-start.ts';

/** The nodes that start a process by a message or signal of a name, the pending process's first, then in file order. */
function startsFor(turn: Turn, kind: 'message' | 'signal', name: string): { node: Node; target: Node }[] {
  const { pending } = turn.state;
  const processes = Object.keys(turn.program.processes).toSorted((a, b) => Number(b === pending?.process) - Number(a === pending?.process));
  const found: { node: Node; target: Node }[] = [];
  for (const process of processes) {
    for (const id of turn.program.scopes[process]!.triggers) {
      const node = nodeOf(turn, id);
      const targets =
        node.type === 'eventBasedGateway' ? node.outgoing.map((flow) => nodeOf(turn, turn.program.flows[flow]!.target)) : [node];
      for (const target of targets) if (listensTo(target, kind, name)) found.push({ node, target });
    }
  }
  return found;
}

function listensTo(node: Node, kind: 'message' | 'signal', name: string): boolean {
  if (node.type === 'receiveTask')
    return kind === 'message' && (node.message?.kind === 'message' ? node.message.name : (node.name ?? node.id)) === name;
  return (node as EventNode).events.some((event) => event.kind === kind && event.name === name);
}

function startAll(turn: Turn, starts: { node: Node; target: Node }[], what: Trigger): number {
  for (const { node, target } of starts) startByTrigger(turn, node, target, what);
  return starts.length;
}

export const hooks: Hooks = {
  byMessage: (turn, name, what) => startAll(turn, startsFor(turn, 'message', name).slice(0, 1), what) > 0,
  hasMessage: (turn, name) => startsFor(turn, 'message', name).length > 0,
  bySignal: (turn, name, what) => startAll(turn, startsFor(turn, 'signal', name), what),
  bringBack,
  handlerEnded,
  compensated(turn, holder, then, rest) {
    const node = nodeOf(turn, holder.node);
    if (then === 'cancel') leaveCancelled(turn, holder);
    else if (then === 'vanish') endToken(turn, holder);
    else if (then === 'return') enterAgain(turn, holder);
    else turn.behaviours[node.type].resumed?.(turn, holder, node, rest);
  },
};
