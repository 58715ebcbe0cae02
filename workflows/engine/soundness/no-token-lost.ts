import fc from 'fast-check';
import { findings } from './invariants.ts';
import { anyMove, choices, make, type Move } from './random-operations.ts';
import { randomProcess } from './random-process.ts';
import { Trial, type Engine } from './trial.ts';

/** Whatever is done, in whatever order: no token is lost or doubled, and nothing is left without a live owner. */
export function noTokenLost(engine: Engine): fc.IPropertyWithHooks<unknown> {
  const process = randomProcess({ events: true, complex: true, compensation: true, votes: true });
  return fc.property(process, choices(40), ({ program }, seeds) => {
    const trial = Trial.started(engine, program);
    const moves: Move[] = [];
    for (const seed of seeds) {
      if (!trial.running) break;
      const move = anyMove(trial, seed);
      if (make(trial, move) === null) moves.push(move);
      const found = findings(program, trial.state);
      if (found.length > 0) throw new Error(`${found.join('\n')}\nafter ${JSON.stringify(moves)}`);
    }
  });
}
