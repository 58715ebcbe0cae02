import fc from 'fast-check';
import type { Event } from '../types.ts';
import { canonical } from './canonical.ts';
import { History } from './history.ts';
import { choices, dice, pick, type Dice } from './random-operations.ts';
import { randomProcess } from './random-process.ts';
import type { Engine } from './trial.ts';

/** The returns that an open task could make. */
export function returnsFrom({ trial, open }: History, roll: Dice, resubmit: 'again' | 'straight'): Extract<Event, { kind: 'operation' }>[] {
  const task = pick(open, roll);
  const userTasks = Object.values(trial.program.nodes).filter((node) => node.type === 'userTask');
  return userTasks
    .map((node) => ({
      kind: 'operation' as const,
      operation: { name: 'return' as const, to: node.id, resubmit },
      task: { task: task?.id ?? 0 },
    }))
    .filter((event) => trial.refusal(event) === null);
}

/** Returns or recalls something of a run, if anything can be. */
function undoSomething(history: History, roll: Dice): void {
  if (roll(2) === 0) {
    const event = pick(returnsFrom(history, roll, 'again'), roll);
    if (event) history.trial.take(event);
    return;
  }
  // A vote that others had decided anyway opens again for who recalls it, which no run without it would come to.
  const plain = history.standing.filter(({ element }) => !element.startsWith('v'));
  const element = pick(plain, roll)?.element;
  if (element !== undefined) history.trial.take({ kind: 'operation', operation: { name: 'recall' }, task: { element } });
}

/**
 * What is undone has never happened: after any completions, returns and recalls a run is where another one comes to that
 * made only the completions that still stand. (A complex gateway and thrown compensation beside other branches depend on
 * who comes first, so they are left out here.)
 */
export function neverHappened(engine: Engine): fc.IPropertyWithHooks<unknown> {
  return fc.property(randomProcess({ votes: true }), choices(25), ({ program }, seeds) => {
    const history = new History(engine, program);
    for (const seed of seeds) {
      if (!history.trial.running) break;
      const roll = dice(seed);
      if (roll(5) < 3) history.complete(seed);
      else undoSomething(history, roll);
    }
    const again = new History(engine, program);
    const missing = again.repeat(history.standing);
    if (missing !== null) throw new Error(`${missing} cannot be done without what was undone`);
    expectSame(canonical(history.trial.state, history.trial.at), canonical(again.trial.state, again.trial.at), 'after undoing');
  });
}

/** Compares two canonical forms. */
export function expectSame(one: unknown, other: unknown, when: string): void {
  const [a, b] = [one, other].map((form) => JSON.stringify(form));
  if (a !== b) throw new Error(`Not the same ${when}:\n${a}\n${b}`);
}
