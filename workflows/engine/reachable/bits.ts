/** A set of a join's incoming flows, by their places in its list. */
export type Bits = Uint32Array;

/** Those of `flows` that are in `some`, as bits. */
export function bitsOf(flows: readonly string[], some: Iterable<string>): Bits {
  const bits = new Uint32Array(Math.ceil(flows.length / 32) || 1);
  for (const flow of some) {
    const at = flows.indexOf(flow);
    if (at >= 0) bits[at >> 5] = bits[at >> 5]! | (1 << (at & 31));
  }
  return bits;
}

export const intersects = (a: Bits, b: Bits): boolean => a.some((word, at) => (word & b[at]!) !== 0);
