import type { Node, Program } from '../../../schema/process/program.ts';
import { reachableFlows } from '../reach.ts';
import { bitsOf, type Bits } from './bits.ts';

/**
 * The control flow of one scope without its data, as places that hold tokens: a choice can go any way its flows allow.
 * `n:` is inside a node, `f:` is held at the join that a flow leads to.
 */
export interface Net {
  names: string[];
  index: Map<string, number>;
  /** By place: what one token there can become, each way the places it then fills. */
  moves: number[][][];
  /** By place: boundary events that put a token beside it. */
  spawns: number[][];
  joins: Join[];
  /** The markings a scope can begin with. */
  starts: number[][];
  /** By place: where a token can come to from there in one move or more. */
  reach: Uint8Array[];
}

export interface Join {
  type: 'parallelGateway' | 'inclusiveGateway' | 'complexGateway';
  flows: number[];
  into: number;
  /** By place: the join's flows that a token there can still reach (inclusive joins). */
  reaching: (Bits | undefined)[];
  /** By flow, in the order of `flows`: its own bit. */
  bits: Bits[];
}

/** More conditional flows than this are not tried in every combination. */
const MOST_CONDITIONS = 6;

const nets = new WeakMap<Program, Map<string, Net>>();

/** Whether tokens are held at a node until others come. */
export function isJoin(node: Node): boolean {
  const { type } = node;
  return (type === 'parallelGateway' || type === 'inclusiveGateway' || type === 'complexGateway') && node.incoming.length > 1;
}

/** Whether an activity needs more than one token to begin: the search for reachable positions knows no such joins. */
export const gathers = (program: Program): boolean =>
  Object.values(program.nodes).some((node) => 'startQuantity' in node && (node.startQuantity ?? 1) > 1);

/** The net of a scope; made once a program. */
export function netOf(program: Program, scope: string): Net {
  let known = nets.get(program);
  if (!known) nets.set(program, (known = new Map()));
  let net = known.get(scope);
  if (!net) known.set(scope, (net = build(program, scope)));
  return net;
}

function build(program: Program, scopeId: string): Net {
  const scope = program.scopes[scopeId]!;
  const nodes = scope.nodes.map((id) => program.nodes[id]!);
  const names = nodes.flatMap((node) => [`n:${node.id}`, ...(isJoin(node) ? node.incoming.map((flow) => `f:${flow}`) : [])]);
  const index = new Map(names.map((name, i) => [name, i]));
  const at = (id: string) => index.get(`n:${id}`)!;
  const along = (flow: string) => index.get(`f:${flow}`) ?? at(program.flows[flow]!.target);
  const moves: number[][][] = names.map(() => []);
  const spawns: number[][] = names.map(() => []);
  for (const node of nodes) {
    const times = ('completionQuantity' in node && node.completionQuantity) || 1;
    moves[at(node.id)] = waysOn(program, node).map((flows) => flows.flatMap((flow) => Array.from({ length: times }, () => along(flow))));
    if (node.type === 'eventBasedGateway') moves[at(node.id)] = node.outgoing.map((flow) => [at(program.flows[flow]!.target)]);
    for (const target of linksOf(node)) moves[at(node.id)]!.push([at(target)]);
    if (!('boundary' in node)) continue;
    for (const id of node.boundary) {
      const boundary = program.nodes[id]!;
      if (boundary.type === 'boundaryEvent' && boundary.interrupting) moves[at(node.id)]!.push([at(id)]);
      else spawns[at(node.id)]!.push(at(id));
    }
  }
  const joins = nodes.filter(isJoin).map((node) => joinOf(program, node, names, index));
  // What comes after a complex gateway has started is consumed by its reset.
  for (const join of joins) if (join.type === 'complexGateway') for (const flow of join.flows) moves[flow] = [[]];
  const net = { names, index, moves, spawns, joins, starts: startsOf(program, scopeId, at), reach: [] };
  return { ...net, reach: reachFrom(net) };
}

function joinOf(program: Program, node: Node, names: string[], index: Map<string, number>): Join {
  const own = new Set(node.incoming.map((flow) => `f:${flow}`));
  const nodeAt = (name: string) => (name.startsWith('n:') ? name.slice(2) : program.flows[name.slice(2)]!.target);
  return {
    type: node.type as Join['type'],
    flows: node.incoming.map((flow) => index.get(`f:${flow}`)!),
    into: index.get(`n:${node.id}`)!,
    reaching: names.map((name) => (own.has(name) ? undefined : bitsOf(node.incoming, reachableFlows(program, node.id, nodeAt(name))))),
    bits: node.incoming.map((flow) => bitsOf(node.incoming, [flow])),
  };
}

function linksOf(node: Node): string[] {
  if (node.type !== 'intermediateThrowEvent') return [];
  return node.events.flatMap((event) => (event.kind === 'link' && event.target !== undefined ? [event.target] : []));
}

/** The sets of flows by which a token can leave a node; none where it goes no further in this scope. */
function waysOn(program: Program, node: Node): string[][] {
  if (node.type === 'eventBasedGateway' || linksOf(node).length > 0) return [];
  // An error, a cancellation and a termination leave nothing of the scope, or only what stands outside it.
  const breaks = node.type === 'endEvent' && node.events.some(({ kind }) => kind === 'terminate' || kind === 'error' || kind === 'cancel');
  if (breaks) return [];
  if (node.type === 'exclusiveGateway') return node.outgoing.length === 0 ? [[]] : node.outgoing.map((flow) => [flow]);
  const fallback = 'default' in node ? node.default : undefined;
  const chosen = node.type === 'parallelGateway' ? [] : node.outgoing.filter((flow) => program.flows[flow]!.condition && flow !== fallback);
  const always = node.outgoing.filter((flow) => !chosen.includes(flow) && flow !== fallback);
  const ways = combinations(chosen).map((some) => [...always, ...some]);
  return fallback === undefined
    ? ways.filter((way) => way.length > 0 || node.outgoing.length === 0)
    : ways.map((way) => (way.length > 0 ? way : [fallback]));
}

function combinations(flows: string[]): string[][] {
  if (flows.length > MOST_CONDITIONS) return [[], ...flows.map((flow) => [flow]), flows];
  return Array.from({ length: 2 ** flows.length }, (_, bits) => flows.filter((_flow, i) => bits & (1 << i)));
}

function startsOf(program: Program, scopeId: string, at: (id: string) => number): number[][] {
  const scope = program.scopes[scopeId]!;
  const entries = scope.entries.map(at);
  const owner = program.nodes[scopeId];
  if (owner?.type === 'adHocSubProcess' && owner.ordering === 'sequential') return entries.map((entry) => [entry]);
  const triggered = scope.triggers.flatMap((id) => {
    const node = program.nodes[id]!;
    if (node.type !== 'eventBasedGateway') return [[at(id)]];
    const others = node.parallel ? node.outgoing.slice(1).map(() => at(id)) : [];
    return node.outgoing.map((flow) => [at(program.flows[flow]!.target), ...others]);
  });
  return entries.length > 0 || triggered.length === 0 ? [entries, ...triggered] : triggered;
}

function reachFrom(net: Omit<Net, 'reach'>): Uint8Array[] {
  const size = net.names.length;
  const next = net.names.map((_, place) => new Set([...net.moves[place]!.flat(), ...net.spawns[place]!]));
  for (const { flows, into } of net.joins) for (const flow of flows) next[flow]!.add(into);
  const reach = net.names.map(() => new Uint8Array(size));
  for (let from = 0; from < size; from++) {
    const open = [...next[from]!];
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (reach[from]![place]) continue;
      reach[from]![place] = 1;
      open.push(...next[place]!);
    }
  }
  return reach;
}
