import fc from 'fast-check';
import { nextDue } from '../timers.ts';
import type { Event, Operation, Task } from '../types.ts';
import type { Trial } from './trial.ts';

const decisions = ['approve', 'approve', 'reject', 'abstain'];
const users = ['li', 'wang', 'zhao', 'qian', 'sun', 'zhou'];

/** One thing that somebody does, or that time does: an event, or that so much time passes (in ms). */
export type Move = { event: Event } | { pass: number };

/** Random numbers that moves are chosen by, whatever is possible when their turn comes. */
export const choices = (max: number): fc.Arbitrary<number[]> => fc.array(fc.nat(1_000_000), { maxLength: max, size: 'max' });

/** Numbers out of one number, one after another. */
export function dice(seed: number): (sides: number) => number {
  let rest = seed;
  return (sides) => {
    // A linear congruence is random enough to choose by and the same everywhere.
    rest = (Math.imul(rest, 1_103_515_245) + 12_345) >>> 0;
    return (rest >>> 8) % sides;
  };
}

/** What a completion brings: a vote, and an answer under the task's own name to the gateway behind it. */
export function answers(task: Task, roll: (sides: number) => number, again: boolean): Record<string, unknown> {
  return { decision: decisions[roll(decisions.length)], [task.element]: again && roll(3) === 0 };
}

/** Completing an open task by who has it; one that nobody has is taken by `nobody` else. */
export function completion(task: Task, variables: Record<string, unknown>, nobody?: string): Event {
  return { kind: 'taskCompleted', task: { task: task.id }, by: task.assignee ?? nobody, variables };
}

/** What moves a run on without undoing anything: completions, messages, answers, time. `again`: loops may go round once more. */
export function forwardMoves(trial: Trial, roll: (sides: number) => number, again: boolean): Move[] {
  const { state } = trial;
  const moves: Move[] = Object.values(state.tasks)
    .filter((task) => !isHeldUp(trial, task))
    .map((task) => ({ event: completion(task, answers(task, roll, again), 'li') }));
  for (const wait of Object.values(state.waits)) {
    if (wait.kind === 'message') moves.push({ event: { kind: 'messageArrived', name: wait.name! } });
  }
  for (const token of Object.values(state.tokens)) {
    if (token.status === 'call') moves.push({ event: { kind: 'activityFinished', call: token.call! } });
  }
  for (const { id } of Object.values(state.incidents)) {
    if (again && roll(3) === 0) moves.push({ event: { kind: 'incidentSkipped', incident: id, by: 'li', reason: 'r' } });
    else moves.push({ event: { kind: 'incidentRetried', incident: id, variables: { repaired: true } } });
  }
  const due = nextDue(state);
  if (due !== null) moves.push({ pass: Math.max(0, due - trial.at) });
  return moves;
}

/** The task of a vote without signers: nobody can complete it. */
function isHeldUp(trial: Trial, task: Task): boolean {
  return trial.state.votes[task.token]?.signers.length === 0;
}

/** Any operation of the approval algebra on any task, possible or not. */
function anyOperation(trial: Trial, roll: (sides: number) => number): Event {
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)]!;
  const userTasks = Object.values(trial.program.nodes).filter((node) => node.type === 'userTask');
  const tasks = Object.values(trial.state.tasks);
  if (tasks.length === 0 || roll(4) === 0) return anyRecall(trial, roll);
  const task = pick(tasks);
  const operations: (() => Operation)[] = [
    () => ({ name: 'transfer', to: pick(users) }),
    () => ({ name: 'delegate', to: pick(users) }),
    () => ({ name: 'addSigner', users: [pick(users)], position: pick(['before', 'after', 'parallel'] as const) }),
    () => ({ name: 'removeSigner', users: [pick(users)] }),
    () => ({ name: 'urge' }),
    () => ({ name: 'copy', to: [pick(users)] }),
    ...Array.from({ length: 6 }, () => (): Operation => ({
      name: 'return',
      to: pick(userTasks).id,
      resubmit: pick(['again', 'straight'] as const),
    })),
  ];
  const by = roll(8) > 0 ? (task.assignee ?? pick(users)) : pick(users);
  return { kind: 'operation', operation: pick(operations)(), by, task: { task: task.id } };
}

function anyRecall({ state }: Trial, roll: (sides: number) => number): Event {
  const acted = Object.values(state.ledger.occurrences).filter(({ kind }) => kind === 'completion');
  const own = acted[roll(Math.max(1, acted.length))];
  return { kind: 'operation', operation: { name: 'recall' }, task: { element: own?.node ?? 'nothing' }, by: own?.by ?? 'li' };
}

/** Any move at all. Most go forward, so that runs come to something. */
export function anyMove(trial: Trial, seed: number): Move {
  const roll = dice(seed);
  const what = roll(20);
  const suspended = trial.state.suspendedAt !== null;
  if (what === 0 || (suspended && what < 10))
    return { event: { kind: 'operation', operation: { name: suspended ? 'resume' : 'suspend' } } };
  if (what === 1) return { event: { kind: 'signalArrived', name: 'S' } };
  if (what === 2) return { pass: roll(4) * 1_800_000 };
  if (what === 3) {
    const call = Object.values(trial.state.tokens).find((token) => token.status === 'call')?.call;
    if (call !== undefined) return { event: { kind: 'activityFailed', call, ...(roll(2) === 0 ? { error: 'E' } : {}) } };
  }
  if (what < 10) {
    // Of several operations the first that is possible: most are not, and little would happen.
    for (let tries = 0; tries < 12; tries++) {
      const event = anyOperation(trial, roll);
      if (tries === 11 || trial.refusal(event) === null) return { event };
    }
  }
  const moves = forwardMoves(trial, roll, true);
  return moves[roll(Math.max(1, moves.length))] ?? { pass: 3_600_000 };
}

/** Does a move; gives why it was refused, or null. */
export function make(trial: Trial, move: Move): string | null {
  if ('pass' in move) {
    trial.pass(move.pass);
    return null;
  }
  return trial.take(move.event)?.code ?? null;
}
