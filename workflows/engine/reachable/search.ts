import { intersects, type Bits } from './bits.ts';
import type { Join, Net } from './net.ts';

/** `unknown`: there are too many possibilities to look at them all. */
export type Found = 'yes' | 'no' | 'unknown';

/** Markings looked at before giving up: a workflow must answer within a second. */
const MOST_MARKINGS = 3000;
/** A boundary event that puts tokens beside its activity is tried this often at most. */
const MOST_SPAWNS = 3;

interface Search {
  net: Net;
  /** Tokens wanted, by place. */
  wanted: Uint8Array;
  exactly: boolean;
  seen: Set<string>;
  /** Most tokens in one place. */
  cap: number;
}

/** Tokens by place, and after them how often each place may still put one beside it. */
type Marking = Uint8Array<ArrayBuffer>;

/**
 * Whether a scope can come to hold these tokens (`exactly`), or these and others (`at least`), by some run of its own.
 * Gives the marking found, by place.
 */
export function search(net: Net, wanted: ReadonlyMap<number, number>, exactly: boolean): { found: Found; marking: Uint8Array | null } {
  const size = net.names.length;
  const asked = new Uint8Array(size);
  for (const [place, count] of wanted) asked[place] = count;
  const run: Search = { net, wanted: asked, exactly, seen: new Set(), cap: Math.max(1, ...wanted.values()) + 2 };
  const open = net.starts.map((start) => {
    const marking = new Uint8Array(size * 2);
    for (const place of start) marking[place]!++;
    for (let place = 0; place < size; place++) if (net.spawns[place]!.length > 0) marking[size + place] = spawnsFor(run, place);
    return marking;
  });
  for (let marking = open.pop(); marking; marking = open.pop()) {
    if (run.seen.size > MOST_MARKINGS) return { found: 'unknown', marking: null };
    settle(run, marking);
    const key = String.fromCharCode(...marking);
    if (run.seen.has(key)) continue;
    run.seen.add(key);
    if (isWanted(run, marking)) return { found: 'yes', marking: marking.slice(0, size) };
    if (isHopeless(run, marking)) continue;
    for (const after of successors(run, marking)) open.push(after);
  }
  return { found: 'no', marking: null };
}

/** As many of the wanted tokens as can have come from a place's boundary events. */
function spawnsFor({ net, wanted }: Search, place: number): number {
  let sum = 0;
  for (const into of net.spawns[place]!) {
    for (let at = 0; at < wanted.length; at++) if (at === into || net.reach[into]![at]) sum += wanted[at]!;
  }
  return Math.min(sum, MOST_SPAWNS);
}

function isWanted({ wanted, exactly }: Search, marking: Marking): boolean {
  for (let place = 0; place < wanted.length; place++) {
    if (exactly ? marking[place] !== wanted[place] : marking[place]! < wanted[place]!) return false;
  }
  return true;
}

/** A wanted token that none of those there can become. */
function isHopeless({ net, wanted }: Search, marking: Marking): boolean {
  for (let place = 0; place < wanted.length; place++) {
    if (marking[place]! >= wanted[place]!) continue;
    let mayCome = false;
    for (let from = 0; from < wanted.length && !mayCome; from++) mayCome = marking[from]! > 0 && net.reach[from]![place] === 1;
    if (!mayCome) return true;
  }
  return false;
}

/** Moves what can only go one way and is not wanted where it is: no order of such moves matters. A circle is left after a while. */
function settle({ net, wanted, cap }: Search, marking: Marking): void {
  const size = wanted.length;
  for (let rounds = 0, moved = true; moved && rounds < size; rounds++) {
    moved = false;
    for (let place = 0; place < size; place++) {
      const ways = net.moves[place]!;
      if (marking[place] === 0 || wanted[place]! > 0 || ways.length !== 1 || marking[size + place]! > 0) continue;
      if (net.names[place]!.startsWith('f:') || ways[0]!.some((into) => marking[into]! >= cap)) continue;
      marking[place]!--;
      for (const into of ways[0]!) marking[into]!++;
      moved = true;
    }
    for (const join of net.joins) {
      if (join.type !== 'parallelGateway' || !join.flows.every((flow) => marking[flow]! > 0 && wanted[flow] === 0)) continue;
      if (marking[join.into]! >= cap) continue;
      for (const flow of join.flows) marking[flow]!--;
      marking[join.into]!++;
      moved = true;
    }
  }
}

function* successors({ net, wanted, cap }: Search, marking: Marking): Generator<Marking> {
  const size = wanted.length;
  const fits = (after: Marking) => after.subarray(0, size).every((count) => count <= cap);
  for (let place = 0; place < size; place++) {
    if (marking[place] === 0) continue;
    for (const way of net.moves[place]!) {
      const after = marking.slice();
      after[place]!--;
      for (const into of way) after[into]!++;
      if (fits(after)) yield after;
    }
    if (marking[size + place]! === 0) continue;
    for (const into of net.spawns[place]!) {
      const after = marking.slice();
      after[size + place]!--;
      after[into]!++;
      if (fits(after)) yield after;
    }
  }
  for (const join of net.joins) {
    const full = join.flows.filter((flow) => marking[flow]! > 0);
    if (!letsGo(join, full, marking, size)) continue;
    const after = marking.slice();
    for (const flow of full) after[flow]!--;
    after[join.into]!++;
    if (fits(after)) yield after;
  }
}

/** Whether a join lets go (BPMN 13.4): parallel with a token on every flow, inclusive when none can come that is waited for. */
function letsGo(join: Join, full: number[], marking: Marking, size: number): boolean {
  if (full.length === 0) return false;
  if (join.type === 'complexGateway' || full.length === join.flows.length) return true;
  if (join.type === 'parallelGateway') return false;
  const bitsOf = (isFull: boolean) => union(join.bits.filter((_, i) => full.includes(join.flows[i]!) === isFull));
  const [empty, have] = [bitsOf(false), bitsOf(true)];
  for (let place = 0; place < size; place++) {
    const reaching = marking[place]! > 0 ? join.reaching[place] : undefined;
    if (reaching && intersects(reaching, empty) && !intersects(reaching, have)) return false;
  }
  return true;
}

function union(all: Bits[]): Bits {
  const sum = new Uint32Array(all[0]?.length ?? 1);
  for (const bits of all) for (let i = 0; i < sum.length; i++) sum[i]! |= bits[i]!;
  return sum;
}
