import type { Node, Program } from '../../../schema/process/program.ts';
import { isInterrupting } from '../reachable/marking.ts';
import { isSameFamily } from './family.ts';

/**
 * Which element of the new version each one of the old is: nodes, processes and flows, by id. Only what differs from the
 * automatic mapping (the same id, of the same family) need be named; null says that an element is nothing of the new version.
 */
export type Mapping = Readonly<Record<string, string | null>>;

/** A mapping worked out for two versions: looks elements up and says which scopes have the same flow in both. */
export interface Plan {
  from: Program;
  to: Program;
  /** The new node an old one is; null when it is none. */
  node(id: string): string | null;
  process(id: string): string | null;
  /** The new body (process or sub-process) an old one is. */
  scope(id: string): string | null;
  /** The new flow by which a token has come (a throwing link where it came by that); null when that cannot be told. */
  flow(id: string): string | null;
  /** Whether the new node was in the old version. */
  isNew(node: string): boolean;
  /** Whether the mapping says of an old element that it is nothing of the new version, rather than not knowing it. */
  isGivenUp(id: string): boolean;
  /** Whether a scope's flow is in both versions the same: then a case stands in it as well as it stood. */
  isSameFlow(scope: string): boolean;
}

/** Works a mapping out. What it names that is not there counts as not named. */
export function planOf(from: Program, to: Program, mapping: Mapping): Plan {
  const named = (id: string): string | null | undefined => (Object.hasOwn(mapping, id) ? mapping[id] : undefined);
  const node = (id: string): string | null => {
    const explicit = named(id);
    if (explicit !== undefined) return explicit !== null && to.nodes[explicit] ? explicit : null;
    const [before, after] = [from.nodes[id], to.nodes[id]];
    return before && after && isSameFamily(before.type, after.type) ? id : null;
  };
  const process = (id: string): string | null => {
    const explicit = named(id);
    if (explicit !== undefined) return explicit !== null && to.processes[explicit] ? explicit : null;
    return to.processes[id] ? id : null;
  };
  const images = new Set(Object.keys(from.nodes).flatMap((id) => node(id) ?? []));
  const plan: Plan = {
    from,
    to,
    node,
    process,
    scope: (id) => {
      const image = from.processes[id] ? process(id) : node(id);
      return image !== null && to.scopes[image] ? image : null;
    },
    flow: memo((id) => named(id) ?? (from.flows[id] ? flowOf(plan, id) : node(id))),
    isNew: (id) => !images.has(id),
    isGivenUp: (id) => named(id) === null,
    isSameFlow: memo((id) => isSameFlow(plan, id)),
  };
  return plan;
}

function memo<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key)!;
  };
}

/** The known nodes from which a flow comes, looking back through those that only one of the versions has. */
function sources(program: Program, flow: string, isKnown: (node: string) => boolean): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = [program.flows[flow]!.source];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (isKnown(id)) found.add(id);
    else for (const before of program.nodes[id]!.incoming) open.push(program.flows[before]!.source);
  }
  return found;
}

/** A join's flow in the new version: the one that comes from where the old one came, even if nodes between have come or gone. */
function flowOf(plan: Plan, id: string): string | null {
  const { from, to } = plan;
  const old = from.flows[id];
  const join = old && plan.node(old.target);
  if (!old || !join) return null;
  const fittingOf = (flow: string): string[] => {
    const before = sources(from, flow, (node) => plan.node(node) !== null);
    const wanted = new Set([...before].map((node) => plan.node(node)!));
    return to.nodes[join]!.incoming.filter((one) =>
      [...sources(to, one, (node) => !plan.isNew(node))].some((source) => wanted.has(source)),
    );
  };
  const fitting = fittingOf(id);
  if (fitting.includes(id)) return id;
  // Several flows between the same two nodes are told apart by their order.
  const twins = from.nodes[old.target]!.incoming.filter((flow) => fittingOf(flow).join() === fitting.join());
  return fitting.length === twins.length ? fitting[twins.indexOf(id)]! : null;
}

const sorted = (names: (string | null)[]): string[] => names.map(String).toSorted();

/** What decides the moves of a token at a node, in the names of the new version. */
function flowShape(program: Program, node: Node, name: (id: string) => string | null): string {
  const fallback = 'default' in node ? node.default : undefined;
  const outgoing = node.outgoing.map((id) => {
    const flow = program.flows[id]!;
    return [name(flow.target), flow.condition !== undefined, id === fallback];
  });
  const events =
    'events' in node ? node.events.map((event) => [event.kind, 'target' in event && event.target ? name(event.target) : '']) : [];
  return JSON.stringify([
    node.type,
    outgoing.map((one) => JSON.stringify(one)).toSorted(),
    node.incoming.length,
    'boundary' in node ? sorted(node.boundary.map(name)) : [],
    'interrupting' in node && node.interrupting,
    'attachedTo' in node && name(node.attachedTo),
    'loop' in node && node.loop !== undefined,
    'forCompensation' in node && node.forCompensation === true,
    'ordering' in node && node.ordering,
    node.type === 'eventSubProcess' && isInterrupting(program, node.id),
    events,
  ]);
}

function isSameFlow({ from, to, node, scope }: Plan, id: string): boolean {
  const image = scope(id);
  const old = from.scopes[id];
  if (!old || image === null) return false;
  const after = to.scopes[image]!;
  const mapped = old.nodes.map(node);
  if (old.nodes.length !== after.nodes.length || new Set(mapped).size !== mapped.length) return false;
  const own = new Set(after.nodes);
  const names = (list: string[]) => sorted(list.map(node)).join();
  const plain = (list: string[]) => sorted(list).join();
  if (names(old.entries) !== plain(after.entries) || names(old.triggers) !== plain(after.triggers)) return false;
  if (names(old.eventSubProcesses) !== plain(after.eventSubProcesses)) return false;
  return old.nodes.every((member, i) => {
    const now = mapped[i];
    if (now === null || now === undefined || !own.has(now)) return false;
    return flowShape(from, from.nodes[member]!, node) === flowShape(to, to.nodes[now]!, (same) => same);
  });
}
