import type { Node } from '../../../schema/process/program.ts';
import type { AwaitedFlows, JoinPhase } from '../state.ts';
import type { Plan } from './mapping.ts';

/** The phase of a complex gateway by the flows of the new version; undefined when `node` is none. */
export function mapPhase(plan: Plan, node: Node | undefined, { consumed, activated }: JoinPhase): JoinPhase | undefined {
  if (node?.type !== 'complexGateway') return undefined;
  return consumed ? { consumed: consumed.flatMap((flow) => plan.flow(flow) ?? []), activated } : {};
}

/** With which flows empty a join let go, by those of the new version; undefined when `node` is no join that waits so. */
export function mapAwaited(plan: Plan, node: Node | undefined, { full }: AwaitedFlows): AwaitedFlows | undefined {
  if (node?.type !== 'inclusiveGateway' && node?.type !== 'complexGateway') return undefined;
  const had = new Set(full.map(plan.flow));
  return { empty: node.incoming.filter((flow) => !had.has(flow)), full: node.incoming.filter((flow) => had.has(flow)) };
}
