import fc from 'fast-check';
import { test } from 'vitest';
import { anyMove, choices, make } from './random-operations.ts';
import { randomProcess } from './random-process.ts';
import { Trial } from './trial.ts';
test('stats', () => {
  const counts: Record<string, number> = {};
  const add = (k: string) => (counts[k] = (counts[k] ?? 0) + 1);
  const process = randomProcess({ events: true, complex: true, compensation: true, votes: true });
  let nodes = 0,
    steps = 0,
    n = 0;
  const t0 = performance.now();
  fc.assert(
    fc.property(process, choices(40), ({ program }, seeds) => {
      n++;
      nodes += Object.keys(program.nodes).length;
      steps += seeds.length;
      const trial = new Trial(program);
      trial.take({ kind: 'started', process: 'p' });
      for (const seed of seeds) {
        if (trial.state.status !== 'running') {
          add('over');
          continue;
        }
        const move = anyMove(trial, seed);
        const r = make(trial, move);
        const k = 'pass' in move ? 'pass' : move.event.kind === 'operation' ? move.event.operation.name : move.event.kind;
        add(k + ':' + (r ?? 'ok'));
        for (const c of trial.commands) if (c.kind === 'entered') add('enter ' + program.nodes[c.element]!.type);
      }
      add('end ' + trial.state.status);
    }),
    { numRuns: 200 },
  );
  console.log(n, nodes / n, steps / n, performance.now() - t0, counts);
});
