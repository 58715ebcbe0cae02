import fc from 'fast-check';
import { canonical } from './canonical.ts';
import { expectSame } from './never-happened.ts';
import { anyMove, choices, make } from './random-operations.ts';
import { randomProcess } from './random-process.ts';
import { Trial, type Engine } from './trial.ts';

const HOUR = 3_600_000;

/**
 * A pause is no time: whatever passes between `suspend` and `resume`, nothing has moved and no timer is nearer; afterwards
 * the run goes as one does that was never suspended.
 */
export function pausesCostNoTime(engine: Engine): fc.IPropertyWithHooks<unknown> {
  const process = randomProcess({ events: true, complex: true, compensation: true, votes: true });
  const hours = fc.integer({ min: 0, max: 60 });
  return fc.property(process, choices(15), hours, hours, choices(8), ({ program }, seeds, pause, then, after) => {
    const trial = Trial.started(engine, program);
    for (const seed of seeds) make(trial, anyMove(trial, seed));
    if (!trial.running || trial.state.suspendedAt !== null) return;
    const twin = trial.twin();
    const now = (one: Trial): unknown => canonical(one.state, one.at);
    const before = now(trial);
    trial.take({ kind: 'operation', operation: { name: 'suspend' } });
    trial.pass(pause * HOUR);
    if (trial.commands.length > 0) throw new Error(`Something happened in the pause: ${JSON.stringify(trial.commands)}`);
    trial.take({ kind: 'operation', operation: { name: 'resume' } });
    expectSame(before, now(trial), 'after a pause');
    for (const one of [trial, twin]) one.pass(then * 0.1 * HOUR);
    expectSame(now(twin), now(trial), 'some time after a pause');
    for (const seed of after) {
      const move = anyMove(twin, seed);
      for (const one of [trial, twin]) make(one, move);
    }
    expectSame(now(twin), now(trial), 'some moves after a pause');
  });
}
