import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Model } from './models.ts';
import { OurCase, programOf } from './ours.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function usedHeap(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** Heap bytes of one case's state half way, by holding many of them. The program is shared and not counted. */
export function heapPerState(model: Model, cases: number): number {
  const program = programOf(model);
  const halfWay = (): OurCase => {
    const one = new OurCase(program);
    one.start();
    for (let n = 0; n < model.completions / 2; n++) one.completeNext();
    return one;
  };
  halfWay();
  const before = usedHeap();
  const held = Array.from({ length: cases }, () => halfWay().state);
  const after = usedHeap();
  // Still needed here, so not collected above.
  return Math.round((after - before) / held.length);
}
