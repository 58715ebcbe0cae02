import type { Node, Scope } from '../../../schema/process/program.ts';
import type { Reading } from '../read/reading.ts';

/** Reports every node that no path leads to (10.5.2): it could never run. */
export function checkReachability(reading: Reading, scope: Scope): void {
  const seen = new Set<string>();
  const todo = [...scope.entries, ...scope.triggers, ...scope.nodes.filter((id) => reading.unread.has(id))];
  const nodes = scope.nodes.flatMap((id) => reading.nodes[id] ?? []);
  for (const node of nodes) {
    const cut = node.incoming.some((id) => reading.flows[id]?.source === '');
    if (cut || node.type === 'startEvent' || node.type === 'eventSubProcess' || ('forCompensation' in node && node.forCompensation))
      todo.push(node.id);
  }
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const node = reading.nodes[id];
    if (!node || seen.has(id)) continue;
    seen.add(id);
    todo.push(...next(reading, node));
  }
  for (const node of nodes) {
    if (seen.has(node.id) || node.type === 'boundaryEvent') continue;
    if (linkTarget(node)) continue;
    reading.findings.add(node.id, 'invalid-unreachable', 'No path leads here.');
  }
}

function next(reading: Reading, node: Node): string[] {
  const targets = node.outgoing.flatMap((id) => reading.flows[id]?.target ?? []);
  if ('boundary' in node) targets.push(...node.boundary);
  if ('events' in node) targets.push(...node.events.flatMap((event) => (event.kind === 'link' ? (event.target ?? []) : [])));
  return targets;
}

/** Reported with the links. */
function linkTarget(node: Node): boolean {
  return node.type === 'intermediateCatchEvent' && node.events.some((event) => event.kind === 'link');
}
