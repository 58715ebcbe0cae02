import type { MappingRow, MappingTarget } from '../../../schema/contracts/migrations.ts';
import type { Program } from '../../../schema/process/program.ts';
import { proposeMapping } from '../../../workflows/engine/migration/propose.ts';

/** An element of a program, or one of its processes, as people name it. */
function elementOf(program: Program, id: string): MappingTarget {
  const node = program.nodes[id];
  return { id, name: (node ?? program.processes[id])?.name ?? null, type: node?.type ?? 'process' };
}

/** The proposed mapping between two versions, with how many running cases are at each element now. */
export function mappingBetween(
  from: Program,
  to: Program,
  cases: ReadonlyMap<string, number>,
): { rows: MappingRow[]; targets: MappingTarget[] } {
  const rows = proposeMapping(from, to).map((proposal): MappingRow => {
    const { id: _, ...shown } = elementOf(from, proposal.from);
    return { ...proposal, ...shown, cases: cases.get(proposal.from) ?? 0 };
  });
  const nodes = Object.values(to.nodes).toSorted((a, b) => a.order - b.order);
  return { rows, targets: [...Object.keys(to.processes), ...nodes.map(({ id }) => id)].map((id) => elementOf(to, id)) };
}
