import type { Node, Program } from '../../schema/process/program.ts';

/** Bits: which incoming flows of a join can be reached. */
type Bits = Uint32Array;

/** What is known so far of one join. */
interface JoinReach {
  join: Node;
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

function reachOf(program: Program, joinId: string): JoinReach {
  let joins = reaches.get(program);
  if (!joins) reaches.set(program, (joins = new Map()));
  let reach = joins.get(joinId);
  if (!reach) {
    const join = program.nodes[joinId]!;
    const words = Math.ceil(join.incoming.length / 32) || 1;
    // A token at the join itself has arrived, and goes on behind it.
    const from = new Map([[joinId, new Uint32Array(words)]]);
    joins.set(joinId, (reach = { join, bit: new Map(join.incoming.map((flow, i) => [flow, i])), words, from }));
  }
  return reach;
}

/**
 * The incoming flows of a join that a token inside a node can still reach (BPMN 13.4.3). Worked out once a program, and
 * only for where tokens get to: between a split and its join that is the way between them, however large the process.
 */
export function* reachableFlows(program: Program, joinId: string, nodeId: string): Iterable<string> {
  const reach = reachOf(program, joinId);
  if (!reach.from.has(nodeId)) explore(program, reach, nodeId);
  const bits = reach.from.get(nodeId)!;
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) yield reach.join.incoming[word * 32 + (31 - Math.clz32(rest & -rest))]!;
  }
}

/** Fills in a node, and all that can be reached from it. */
function explore(program: Program, { bit, words, from }: JoinReach, start: string): void {
  const found: string[] = [];
  const before = new Map<string, string[]>();
  const todo = [start];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (from.has(id)) continue;
    from.set(id, new Uint32Array(words));
    found.push(id);
    for (const { target } of successors(program, program.nodes[id]!)) {
      const sources = before.get(target);
      if (sources) sources.push(id);
      else before.set(target, [id]);
      todo.push(target);
    }
  }
  // What was found last is looked at first: mostly its successors are known then.
  const open = [...found];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const bits = from.get(id)!;
    let grew = false;
    for (const { flow, target } of successors(program, program.nodes[id]!)) {
      const index = flow === null ? undefined : bit.get(flow);
      grew = (index === undefined ? addBits(bits, from.get(target)!) : setBit(bits, index)) || grew;
    }
    if (grew) open.push(...(before.get(id) ?? []));
  }
}

function setBit(bits: Bits, index: number): boolean {
  const before = bits[index >> 5]!;
  bits[index >> 5] = before | (1 << (index & 31));
  return bits[index >> 5] !== before;
}

function addBits(bits: Bits, more: Bits): boolean {
  let grew = false;
  for (let i = 0; i < bits.length; i++) {
    const before = bits[i]!;
    bits[i] = before | more[i]!;
    grew ||= bits[i] !== before;
  }
  return grew;
}
