import type { Node, Program } from '../../../schema/process/program.ts';

/** Where a token in a node can go next: its flows, its boundary events, a link's other end, into a sub-process. */
function successors(program: Program, node: Node): string[] {
  const next = node.outgoing.map((flow) => program.flows[flow]!.target);
  if ('boundary' in node) next.push(...node.boundary);
  const inner = program.scopes[node.id];
  if (inner && inner.kind !== 'process') next.push(...inner.entries);
  if ('events' in node) {
    for (const event of node.events) if (event.kind === 'link' && event.target !== undefined) next.push(event.target);
  }
  return next;
}

/**
 * Flow nodes that can still be reached from the elements holding tokens, those elements themselves excluded unless a loop
 * leads back to them. Event sub-processes are not ahead: they interrupt the way, they are not on it.
 */
export function ahead(program: Program, current: readonly string[]): string[] {
  const reached = new Set<string>();
  const open = current.flatMap((id) => (program.nodes[id] ? successors(program, program.nodes[id]) : []));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = program.nodes[id];
    if (!node || reached.has(id)) continue;
    reached.add(id);
    open.push(...successors(program, node));
  }
  return [...reached].toSorted();
}
