import fc from 'fast-check';

/** The unit tests try the same few cases each time; a soak, as many other ones as it is told to. */
const factor = Number(process.env.SOUNDNESS_FACTOR ?? 1);
const seed = process.env.SOUNDNESS_SEED;

function parameters(runs: number): { numRuns: number; seed?: number } {
  if (seed !== undefined) return { numRuns: runs * factor, seed: Number(seed) };
  return factor === 1 ? { numRuns: runs, seed: 20_260_105 } : { numRuns: runs * factor };
}

/** Holds a property to random cases. One that fails is told with the seed it came from and cut down to the smallest that does. */
export function check<T>(property: fc.IPropertyWithHooks<T>, runs: number): void {
  fc.assert(property, parameters(runs));
}

/** Whether a property finds something in so many random cases: for engines with a fault planted in them. */
export function finds<T>(property: fc.IPropertyWithHooks<T>, runs: number): boolean {
  return fc.check(property, { numRuns: runs, seed: 20_260_105, endOnFailure: true }).failed;
}
