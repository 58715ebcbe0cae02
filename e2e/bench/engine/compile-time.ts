import type { Model } from './models.ts';
import { programOf } from './ours.ts';
import { cpuMs, median, rounded } from './rounds.ts';

/** CPU ms to compile a file with its diagram: the first time in this process, and the median of later ones. */
export function compileTime(model: Model, times = 9): object {
  const costs = Array.from({ length: times }, () => {
    const began = cpuMs();
    programOf(model);
    return cpuMs() - began;
  });
  const [first, ...later] = costs;
  return {
    elements: model.elements,
    fileKb: Math.round(model.xml.length / 1024),
    firstMs: rounded(first!),
    medianMs: rounded(median(later)),
  };
}
