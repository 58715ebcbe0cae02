import type { Node } from '../../../schema/process/program.ts';
import type { Reading } from './reading.ts';

/** Pairs link events: a throwing one goes to the one catching link of its name in the same scope (10.5.5.8). */
export function pairLinks(reading: Reading): void {
  for (const scope of Object.values(reading.scopes)) {
    const nodes = scope.nodes.flatMap((id) => reading.nodes[id] ?? []);
    const targets = new Map<string, string>();
    const thrown = new Set<string>();
    for (const { node, name } of nodes.filter((one) => one.type === 'intermediateCatchEvent').flatMap(linksOf)) {
      if (targets.has(name)) reading.findings.add(node.id, 'invalid-link', `There are two targets of the link “${name}”.`);
      targets.set(name, node.id);
      if (node.incoming.length > 0) reading.findings.add(node.id, 'invalid-link', 'No sequence flow leads to the target of a link.');
    }
    for (const { node, name, event } of nodes.filter((one) => one.type === 'intermediateThrowEvent').flatMap(linksOf)) {
      const target = targets.get(name);
      thrown.add(name);
      if (target === undefined) reading.findings.add(node.id, 'invalid-link', `The link “${name}” has no target here.`);
      else event.target = target;
      if (node.outgoing.length > 0) reading.findings.add(node.id, 'invalid-link', 'No sequence flow leaves the source of a link.');
    }
    for (const [name, id] of targets) {
      if (!thrown.has(name)) reading.findings.add(id, 'invalid-link', `Nothing goes to the link “${name}”.`);
    }
  }
}

function linksOf(node: Node) {
  if (!('events' in node)) return [];
  return node.events.flatMap((event) => (event.kind === 'link' ? [{ node, event, name: event.name }] : []));
}
