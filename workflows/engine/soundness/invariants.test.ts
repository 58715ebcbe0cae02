import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from './check.ts';
import { findings } from './invariants.ts';
import { anyMove, choices, make } from './random-operations.ts';
import { randomProcess } from './random-process.ts';
import { Trial } from './trial.ts';

test('whatever is done, in whatever order: no token is lost or doubled, and nothing is left without an owner', () => {
  const process = randomProcess({ events: true, complex: true, compensation: true, votes: true });
  check(
    fc.property(process, choices(40), ({ program, xml }, seeds) => {
      const trial = new Trial(program);
      const done: unknown[] = [];
      try {
        trial.take({ kind: 'started', process: 'p' });
        for (const seed of seeds) {
          if (trial.state.status !== 'running') break;
          expect(findings(program, trial.state), `${JSON.stringify(done)}\n${xml}`).toEqual([]);
          const move = anyMove(trial, seed);
          const refused = make(trial, move);
          if (refused === null) done.push(move);
        }
        expect(findings(program, trial.state), `${JSON.stringify(done)}\n${xml}`).toEqual([]);
      } catch (error) {
        throw new Error(`${JSON.stringify(done)}\n${xml}\n${String((error as Error).stack).slice(0, 1500)}`);
      }
    }),
    200,
  );
});
