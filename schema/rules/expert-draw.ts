/** Four 32-bit words of a seed of 32 hexadecimal digits. */
function wordsOf(seed: string): [number, number, number, number] {
  if (!/^[0-9a-f]{32}$/.test(seed)) throw new Error('a seed is 32 hexadecimal digits');
  const word = (at: number): number => Number.parseInt(seed.slice(at * 8, at * 8 + 8), 16) | 0;
  return [word(0), word(1), word(2), word(3)];
}

/** The generator sfc32 (Chris Doty-Humphrey), twelve rounds after its seed: small enough for anybody to write again. */
function generator(seed: string): () => number {
  let [a, b, c, d] = wordsOf(seed);
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** A whole number below `bound`, each as likely: what would favour the small ones is thrown away. */
function below(next: () => number, bound: number): number {
  const fair = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const value = next();
    if (value < fair) return value % bound;
  }
}

/** Somebody who could be drawn; `reason` says why they are left out. */
export interface Candidate {
  id: string;
  reason: string | null;
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The list that a draw is from, a line each: its SHA-256 stands in the ledger. */
export const candidateText = (candidates: readonly Candidate[]): string =>
  candidates
    .toSorted(byId)
    .map(({ id, reason }) => `${id}\t${reason ?? ''}`)
    .join('\n');

/**
 * The order in which the eligible are drawn: by id first, then shuffled (Fisher–Yates) by the seed. The first n are the
 * panel, the others stand by. The same seed and list give the same order for ever, so that anybody can draw it again.
 */
export function drawOrder(seed: string, candidates: readonly Candidate[]): string[] {
  const order = candidates
    .filter(({ reason }) => reason === null)
    .toSorted(byId)
    .map(({ id }) => id);
  const next = generator(seed);
  for (let last = order.length - 1; last > 0; last--) {
    const chosen = below(next, last + 1);
    [order[last], order[chosen]] = [order[chosen]!, order[last]!];
  }
  return order;
}

/** Who was put in whose place, in the order it was done. */
export interface Replacement {
  outId: string;
  inId: string;
}

/** The panel as it is now: the first `count` of the order, each replaced by whoever came in their place. */
export const panelOf = (order: readonly string[], count: number, replacements: readonly Replacement[]): string[] =>
  replacements.reduce((panel, { outId, inId }) => panel.map((id) => (id === outId ? inId : id)), order.slice(0, count));

/** The next of the same draw whom nothing keeps away now and who was not drawn yet; null when there is none. */
export function nextInLine(
  order: readonly string[],
  count: number,
  replacements: readonly Replacement[],
  keptAway: ReadonlyMap<string, string>,
): string | null {
  const used = new Set([...order.slice(0, count), ...replacements.map(({ inId }) => inId)]);
  return order.find((id) => !used.has(id) && !keptAway.has(id)) ?? null;
}
