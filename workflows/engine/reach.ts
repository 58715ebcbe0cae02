import type { Node, Program } from '../../schema/process/program.ts';

/** Bits: which incoming flows of a join can be reached. */
export type Bits = Uint32Array;

interface JoinReach {
  /** Incoming flow → its bit. */
  bit: Map<string, number>;
  words: number;
  /** Node → the incoming flows that a token inside it can still reach without passing the join itself. */
  from: Map<string, Bits>;
}

const reaches = new WeakMap<Program, Map<string, JoinReach>>();

/** Where a token inside a node can go next: along its flows, through its boundary events, through a link. */
function successors(program: Program, node: Node): { flow: string | null; target: string }[] {
  const next: { flow: string | null; target: string }[] = node.outgoing.map((flow) => ({ flow, target: program.flows[flow]!.target }));
  if ('boundary' in node) for (const target of node.boundary) next.push({ flow: null, target });
  if ('events' in node && node.type === 'intermediateThrowEvent') {
    for (const event of node.events)
      if (event.kind === 'link' && event.target !== undefined) next.push({ flow: null, target: event.target });
  }
  return next;
}

/** For an inclusive or complex join: what can still reach it (BPMN 13.4.3). Computed once a program. */
export function reachOf(program: Program, joinId: string): JoinReach {
  let joins = reaches.get(program);
  if (!joins) reaches.set(program, (joins = new Map()));
  const known = joins.get(joinId);
  if (known) return known;
  const join = program.nodes[joinId]!;
  const words = Math.ceil(join.incoming.length / 32) || 1;
  const bit = new Map(join.incoming.map((flow, i) => [flow, i]));
  const before = new Map<string, Set<string>>();
  const from = new Map<string, Bits>();
  const members = program.scopes[join.scope]!.nodes;
  for (const id of members) {
    from.set(id, new Uint32Array(words));
    for (const { target } of successors(program, program.nodes[id]!)) {
      const sources = before.get(target);
      if (sources) sources.add(id);
      else before.set(target, new Set([id]));
    }
  }
  const open = [...members];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === joinId) continue;
    const bits = from.get(id)!;
    let grew = false;
    for (const { flow, target } of successors(program, program.nodes[id]!)) {
      const index = flow === null ? undefined : bit.get(flow);
      if (index !== undefined) grew = setBit(bits, index) || grew;
      else if (target !== joinId) grew = addBits(bits, from.get(target)) || grew;
    }
    if (grew) for (const source of before.get(id) ?? []) open.push(source);
  }
  const reach = { bit, words, from };
  joins.set(joinId, reach);
  return reach;
}

function setBit(bits: Bits, index: number): boolean {
  const before = bits[index >> 5]!;
  bits[index >> 5] = before | (1 << (index & 31));
  return bits[index >> 5] !== before;
}

function addBits(bits: Bits, more: Bits | undefined): boolean {
  if (!more) return false;
  let grew = false;
  for (let i = 0; i < bits.length; i++) {
    const before = bits[i]!;
    bits[i] = before | more[i]!;
    grew ||= bits[i] !== before;
  }
  return grew;
}

/** The bits of a set of flows. */
export function bitsOf(reach: JoinReach, flows: Iterable<string>): Bits {
  const bits = new Uint32Array(reach.words);
  for (const flow of flows) {
    const index = reach.bit.get(flow);
    if (index !== undefined) setBit(bits, index);
  }
  return bits;
}

export function intersects(a: Bits, b: Bits): boolean {
  for (let i = 0; i < a.length; i++) if (a[i]! & b[i]!) return true;
  return false;
}
