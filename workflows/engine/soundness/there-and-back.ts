import fc from 'fast-check';
import { canonical } from './canonical.ts';
import { History, type Done } from './history.ts';
import { expectSame, returnsFrom } from './never-happened.ts';
import { choices, dice, pick, type Dice } from './random-operations.ts';
import { randomProcess } from './random-process.ts';
import type { Engine } from './trial.ts';

const now = ({ trial }: History): unknown => canonical(trial.state, trial.at);

function repeat(history: History, all: Done[]): void {
  const missing = history.repeat(all);
  if (missing !== null) throw new Error(`${missing} cannot be done again`);
}

/** Returned `again`, and all that was undone done again in its order: as before. */
function again(history: History, roll: Dice): void {
  const event = pick(returnsFrom(history, roll, 'again'), roll);
  if (!event) return;
  const [before, stood] = [now(history), history.standing];
  history.trial.take(event);
  const left = new Set(history.standing);
  repeat(
    history,
    stood.filter((done) => !left.has(done)),
  );
  expectSame(before, now(history), 'after a return and all again');
}

/** Returned `straight`, and the one task done again: as before. What comes back has new ids, so the history ends there. */
function straight(history: History, roll: Dice): boolean {
  const event = pick(returnsFrom(history, roll, 'straight'), roll);
  if (!event) return false;
  const [before, stood] = [now(history), history.standing];
  history.trial.take(event);
  const asides = Object.values(history.trial.state.tokens).flatMap(({ aside }) => aside ?? []);
  const aside = asides.toSorted((a, b) => b.visit - a.visit)[0];
  if (!aside) throw new Error('Nothing was put aside');
  const own = new Set(aside.ledger.filter(({ kind, visit }) => kind === 'completion' && visit === aside.visit).map(({ id }) => id));
  repeat(
    history,
    stood.filter(({ occurrences }) => occurrences.some((id) => own.has(id))),
  );
  expectSame(before, now(history), 'after a straight return and its task again');
  return true;
}

/** Completed and recalled at once: as before; completed once more: as after. */
function recall(history: History, seed: number): void {
  const before = now(history);
  const done = history.complete(seed);
  if (!done || !history.trial.running) return;
  const after = now(history);
  const by = history.trial.state.ledger.occurrences[done.occurrences[0]!]?.by ?? undefined;
  const refused = history.trial.take({ kind: 'operation', operation: { name: 'recall' }, task: { element: done.element }, by });
  if (refused) throw new Error(`${done.place} cannot be recalled: ${refused.code}`);
  expectSame(before, now(history), 'after a recall');
  repeat(history, [done]);
  expectSame(after, now(history), 'after a recall and the same again');
}

/** Returned or recalled and done again, any number of times, a run is where it was. */
export function thereAndBack(engine: Engine): fc.IPropertyWithHooks<unknown> {
  return fc.property(randomProcess({ votes: true }), choices(25), ({ program }, seeds) => {
    const history = new History(engine, program);
    for (const seed of seeds) {
      if (!history.trial.running) return;
      const roll = dice(seed);
      const what = roll(6);
      if (what < 3) history.complete(seed);
      else if (what === 3) again(history, roll);
      else if (what === 4) recall(history, seed);
      else if (straight(history, roll)) return;
    }
  });
}
