import type { Node, Program } from '../../../schema/process/program.ts';
import { isSameFamily } from './family.ts';

/** How an element of the old version is to be found in the new one. */
export interface Proposal {
  from: string;
  /** What it is by its id, else what is suggested; null when there is nothing like it. */
  to: string | null;
  /** `automatic` needs nobody's word; a suggestion is taken over by who decides. */
  how: 'automatic' | 'suggested' | 'missing';
  reason: 'same-id' | 'same-name' | 'same-neighbours' | 'same-place' | null;
}

/**
 * Proposes what each element of the old version is in the new one: by its id where the family is the same; else what is
 * suggested is of the same family, not taken yet, and has the same name, or lies between the same neighbours. In file order, processes first.
 */
export function proposeMapping(from: Program, to: Program): Proposal[] {
  const nodes = Object.values(from.nodes).toSorted((a, b) => a.order - b.order);
  const found = new Map<string, Proposal>();
  for (const node of nodes) {
    const same = to.nodes[node.id];
    if (same && isSameFamily(node.type, same.type)) found.set(node.id, { from: node.id, to: node.id, how: 'automatic', reason: 'same-id' });
  }
  // What is found on the way makes neighbours known: twice round finds what lies next to what was renamed too.
  for (let round = 0; round < 2; round++) {
    for (const node of nodes) if (!found.has(node.id)) suggest(from, to, node, found);
  }
  const missing = (id: string): Proposal => ({ from: id, to: null, how: 'missing', reason: null });
  return [...processes(from, to), ...nodes.map(({ id }) => found.get(id) ?? missing(id))];
}

function processes(from: Program, to: Program): Proposal[] {
  const unknown = Object.keys(to.processes).filter((id) => !from.processes[id]);
  const lost = Object.keys(from.processes).filter((id) => !to.processes[id]);
  return Object.values(from.processes).map(({ id, name }): Proposal => {
    if (to.processes[id]) return { from: id, to: id, how: 'automatic', reason: 'same-id' };
    const named = unknown.filter((other) => name !== undefined && to.processes[other]!.name === name);
    if (named.length === 1) return { from: id, to: named[0]!, how: 'suggested', reason: 'same-name' };
    const only = lost.length === 1 && unknown.length === 1 ? unknown[0]! : null;
    return { from: id, to: only, how: only === null ? 'missing' : 'suggested', reason: only === null ? null : 'same-place' };
  });
}

function suggest(from: Program, to: Program, node: Node, found: Map<string, Proposal>): void {
  const taken = new Set([...found.values()].map((proposal) => proposal.to));
  const free = Object.values(to.nodes).filter((other) => !taken.has(other.id) && isSameFamily(other.type, node.type));
  const take = (candidates: Node[], reason: Proposal['reason']): boolean => {
    const [only, ...others] = candidates;
    if (!only || others.length > 0) return false;
    found.set(node.id, { from: node.id, to: only.id, how: 'suggested', reason });
    return true;
  };
  if (
    node.name !== undefined &&
    take(
      free.filter((other) => other.name === node.name),
      'same-name',
    )
  )
    return;
  const around = neighbours(from, node, (id) => found.get(id)?.to ?? null);
  if (around.known === 0) return;
  take(
    free.filter((other) => neighbours(to, other, (id) => id).text === around.text),
    'same-neighbours',
  );
}

/** Where a node comes from, where it leads and what it is attached to, in the names of the new version as far as they are known. */
function neighbours(program: Program, node: Node, name: (id: string) => string | null): { text: string; known: number } {
  const before = node.incoming.map((flow) => name(program.flows[flow]!.source));
  const after = node.outgoing.map((flow) => name(program.flows[flow]!.target));
  const host = node.type === 'boundaryEvent' ? [name(node.attachedTo)] : [];
  const all = [...before, ...after, ...host];
  const text = [before, after, host].map((names) => names.map(String).toSorted().join(' ')).join(' | ');
  return { text, known: all.includes(null) ? 0 : all.length };
}
