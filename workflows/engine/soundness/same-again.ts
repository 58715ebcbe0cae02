import fc from 'fast-check';
import { anyMove, choices } from './random-operations.ts';
import { randomProcess } from './random-process.ts';
import { Trial, type Engine } from './trial.ts';

/**
 * A run is a value: put through JSON at any moment, with its program, it goes on with the same states, commands and refusals;
 * so nothing hangs on the identity of an object, and whoever replays the events comes to the same.
 */
export function sameAgain(engine: Engine): fc.IPropertyWithHooks<unknown> {
  const process = randomProcess({ events: true, complex: true, compensation: true, votes: true });
  return fc.property(process, choices(30), ({ program }, seeds) => {
    const trial = Trial.started(engine, program);
    for (const seed of seeds) {
      if (!trial.running) return;
      const move = anyMove(trial, seed);
      const twin = trial.twin();
      const told = [trial, twin].map((one) => {
        if ('pass' in move) one.pass(move.pass);
        const refused = 'event' in move ? one.take(move.event) : null;
        return JSON.stringify([refused, refused ? [] : one.commands, one.state]);
      });
      if (told[0] !== told[1]) throw new Error(`${JSON.stringify(move)} goes differently:\n${told[0]}\n${told[1]}`);
    }
  });
}
