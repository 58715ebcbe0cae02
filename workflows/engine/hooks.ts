import type { EventNode, Node } from '../../schema/process/program.ts';
import { bringBack } from './approval/bring-back.ts';
import { enterAgain } from './approval/return.ts';
import { handlerEnded } from './compensation.ts';
import { endToken } from './scope.ts';
import { leaveCancelled } from './transaction.ts';
import { nodeOf, type Hooks, type Trigger, type Turn } from './turn.ts';
import { hasCome, type Start, startByTrigger, startByWait, startsOf } from './trigger-start.ts';

/** What starts a process by a message or signal of a name, the pending process's first, then in file order. */
function startsFor(turn: Turn, kind: 'message' | 'signal', name: string): (Start & { index: number })[] {
  const { pending } = turn.state;
  const processes = Object.keys(turn.program.processes).toSorted((a, b) => Number(b === pending?.process) - Number(a === pending?.process));
  return processes.flatMap((process) =>
    startsOf(turn, process).flatMap((start) => {
      const index = listensTo(turn, start.target, kind, name);
      return index < 0 ? [] : [{ ...start, index }];
    }),
  );
}

/** The definition of a start that a message or signal fits, -1 when none does. */
function listensTo(turn: Turn, target: Node, kind: 'message' | 'signal', name: string): number {
  if (target.type === 'receiveTask') {
    const own = target.message?.kind === 'message' ? target.message.name : (target.name ?? target.id);
    return kind === 'message' && own === name ? 0 : -1;
  }
  return (target as EventNode).events.findIndex(
    (event, index) => event.kind === kind && event.name === name && !hasCome(turn, target, index),
  );
}

function startAll(turn: Turn, starts: (Start & { index: number })[], what: Trigger): number {
  for (const start of starts) startByTrigger(turn, start, start.index, what);
  return starts.length;
}

export const hooks: Hooks = {
  byMessage: (turn, name, what) => startAll(turn, startsFor(turn, 'message', name).slice(0, 1), what) > 0,
  hasMessage: (turn, name) => startsFor(turn, 'message', name).length > 0,
  bySignal: (turn, name, what) => startAll(turn, startsFor(turn, 'signal', name), what),
  byWait: startByWait,
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
