import fc from 'fast-check';

/** How many times each property is tried: a little with the unit tests, as long as one likes with SOUNDNESS_RUNS. */
const factor = Number(process.env.SOUNDNESS_RUNS ?? 1);
const seed = process.env.SOUNDNESS_SEED;

/** Holds a property to random cases: always the same ones, unless a soak is asked for. A failing one is printed with its seed. */
export function check<T>(property: fc.IPropertyWithHooks<T>, runs: number): void {
  const chosen = seed === undefined ? (factor > 1 ? {} : { seed: 20_260_105 }) : { seed: Number(seed) };
  fc.assert(property, { numRuns: runs * factor, ...chosen });
}
