import fc from 'fast-check';
import { nextDue } from '../timers.ts';
import type { Event, Operation, Task } from '../types.ts';
import type { Trial } from './trial.ts';

const decisions = ['approve', 'approve', 'reject', 'abstain'];
const users = ['li', 'wang', 'zhao', 'qian', 'sun', 'zhou'];

/** One thing that somebody does, or that time does: an event, or that so much time passes (in ms). */
export type Move = { event: Event } | { pass: number };

/** Random numbers that moves are chosen by, among whatever is possible when their turn comes. */
export const choices = (max: number): fc.Arbitrary<number[]> => fc.array(fc.nat(1_000_000), { maxLength: max, size: 'max' });

/** Numbers out of one number, one after another. */
export type Dice = (sides: number) => number;

/** A linear congruence: random enough to choose by, and the same everywhere. */
export function dice(seed: number): Dice {
  let rest = seed;
  return (sides) => {
    rest = (Math.imul(rest, 1_103_515_245) + 12_345) >>> 0;
    return (rest >>> 8) % sides;
  };
}

export function pick<T>(list: readonly T[], roll: Dice): T | undefined {
  return list[roll(Math.max(1, list.length))];
}

/** What a completion brings: a vote, and an answer under the task's own name to the gateway behind it. */
export function answers(task: Task, roll: Dice, again: boolean): Record<string, unknown> {
  return { decision: pick(decisions, roll), [task.element]: again && roll(3) === 0 };
}

/** Completing an open task by who has it; one that nobody has is completed by `otherwise`. */
export function completion(task: Task, variables: Record<string, unknown>, otherwise?: string): Event {
  return { kind: 'taskCompleted', task: { task: task.id }, by: task.assignee ?? otherwise, variables };
}

/** What moves a run on and undoes nothing: completions, messages, answers, repairs, time. `again`: loops may go round once more. */
export function forwardMoves(trial: Trial, roll: Dice, again: boolean): Move[] {
  const { tasks, votes, waits, tokens, incidents } = trial.state;
  // The task of a vote without signers is nobody's; passing it by is all that can be done.
  const nobodys = (token: number | null): boolean => token !== null && votes[token]?.signers.length === 0;
  const moves: Move[] = Object.values(tasks)
    .filter((task) => !nobodys(task.token))
    .map((task) => ({ event: completion(task, answers(task, roll, again), 'li') }));
  for (const wait of Object.values(waits)) {
    if (wait.kind === 'message') moves.push({ event: { kind: 'messageArrived', name: wait.name! } });
  }
  for (const token of Object.values(tokens)) {
    if (token.status === 'call') moves.push({ event: { kind: 'activityFinished', call: token.call! } });
  }
  for (const { id, token } of Object.values(incidents)) {
    const skip = nobodys(token) || (again && roll(3) === 0);
    if (skip) moves.push({ event: skipping(trial, id, roll) });
    else moves.push({ event: { kind: 'incidentRetried', incident: id, variables: { repaired: true } } });
  }
  const due = nextDue(trial.state);
  if (due !== null) moves.push({ pass: Math.max(0, due - trial.at) });
  return moves;
}

/** Passing an incident by; where the way on has to be chosen, one that there is. */
function skipping({ state, program }: Trial, incident: number, roll: Dice): Event {
  const token = state.tokens[state.incidents[incident]!.token ?? 0];
  const ways = token?.retry === 'leave' ? program.nodes[token.node]!.outgoing : [];
  const flow = pick(ways, roll);
  return { kind: 'incidentSkipped', incident, by: 'li', reason: 'r', ...(flow === undefined ? {} : { flow }) };
}

/** A token moved by hand to any node of its scope, possible or not. */
export function anyHandMove({ state, program }: Trial, roll: Dice): Event {
  const token = pick(Object.values(state.tokens), roll);
  const nodes = token ? program.scopes[program.nodes[token.node]!.scope]!.nodes : Object.keys(program.nodes);
  return { kind: 'tokenMoved', token: token?.id ?? 0, to: pick(nodes, roll)!, by: 'li', reason: 'r' };
}

/** Any operation of the approval algebra, possible or not. */
function anyOperation(trial: Trial, roll: Dice): Event {
  const tasks = Object.values(trial.state.tasks);
  const task = pick(tasks, roll);
  if (!task || roll(4) === 0) return anyRecall(trial, roll);
  const to = pick(users, roll)!;
  const userTasks = Object.values(trial.program.nodes).filter((node) => node.type === 'userTask');
  const position = pick(['before', 'after', 'parallel'] as const, roll)!;
  const back: Operation = { name: 'return', to: pick(userTasks, roll)!.id, resubmit: pick(['again', 'straight'] as const, roll)! };
  const operations: Operation[] = [
    { name: 'transfer', to },
    { name: 'delegate', to },
    { name: 'addSigner', users: [to], position },
    { name: 'removeSigner', users: [to] },
    { name: 'urge' },
    { name: 'copy', to: [to] },
    ...Array.from({ length: 6 }, () => back),
  ];
  const by = (roll(8) > 0 ? task.assignee : null) ?? to;
  return { kind: 'operation', operation: pick(operations, roll)!, by, task: { task: task.id } };
}

function anyRecall({ state }: Trial, roll: Dice): Event {
  const own = pick(
    Object.values(state.ledger.occurrences).filter(({ kind }) => kind === 'completion'),
    roll,
  );
  return { kind: 'operation', operation: { name: 'recall' }, task: { element: own?.node ?? 'nothing' }, by: own?.by ?? 'li' };
}

/** Any move at all; half go forward, so that runs come to something. */
export function anyMove(trial: Trial, seed: number): Move {
  const roll = dice(seed);
  const what = roll(20);
  const suspended = trial.state.suspendedAt !== null;
  if (what === 0 || (suspended && what < 10))
    return { event: { kind: 'operation', operation: { name: suspended ? 'resume' : 'suspend' } } };
  if (what === 1) return { event: { kind: 'signalArrived', name: 'S' } };
  if (what === 2) return { pass: roll(4) * 1_800_000 };
  const call = what === 3 ? Object.values(trial.state.tokens).find((token) => token.status === 'call')?.call : undefined;
  if (call !== undefined) return { event: { kind: 'activityFailed', call, ...(roll(2) === 0 ? { error: 'E' } : {}) } };
  if (what === 4 && !suspended) {
    const some = Array.from({ length: 6 }, () => anyHandMove(trial, roll));
    return { event: some.find((event) => trial.refusal(event) === null) ?? some[0]! };
  }
  if (what < 10) {
    // Of several operations the first that is possible: most are not, and little would happen.
    const some = Array.from({ length: 12 }, () => anyOperation(trial, roll));
    return { event: some.find((event) => trial.refusal(event) === null) ?? some[0]! };
  }
  return pick(forwardMoves(trial, roll, true), roll) ?? { pass: 3_600_000 };
}

/** Does a move; gives why it was refused, or null. */
export function make(trial: Trial, move: Move): string | null {
  if ('event' in move) return trial.take(move.event)?.code ?? null;
  trial.pass(move.pass);
  return null;
}
