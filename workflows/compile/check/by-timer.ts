import type { Node } from '../../../schema/process/program.ts';
import type { Reading } from '../read/reading.ts';

/** Effects by which the applicant gets something. */
const GRANTS: ReadonlySet<string> = new Set(['accept', 'grant']);

/**
 * Nothing is granted because time has passed unless a law says so: an effect that only a deadline leads to, with nobody
 * deciding in between, needs `approval:law`.
 */
export function checkGrantsByTimer(reading: Reading): void {
  const todo = Object.values(reading.nodes).filter((node) => isDeadline(reading, node));
  const seen = new Set<Node>();
  for (let node = todo.pop(); node; node = todo.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.type === 'serviceTask' && node.effect && GRANTS.has(node.effect.kind) && node.effect.law === undefined) {
      reading.findings.add(node.id, 'invalid-approval', 'What a deadline grants needs approval:law: the article by which it does.');
    }
    if (!someoneActs(node)) todo.push(...node.outgoing.flatMap((id) => reading.nodes[reading.flows[id]?.target ?? ''] ?? []));
  }
}

/** A timer that ends what somebody had to do in time: attached, starting an event sub-process, or behind an event-based gateway. */
function isDeadline(reading: Reading, node: Node): boolean {
  if (!('events' in node) || !node.events.some((event) => event.kind === 'timer')) return false;
  if (node.type === 'boundaryEvent') return true;
  if (node.type === 'startEvent') return reading.scopes[node.scope]?.kind === 'eventSubProcess';
  return node.incoming.some((id) => reading.nodes[reading.flows[id]?.source ?? '']?.type === 'eventBasedGateway');
}

function someoneActs(node: Node): boolean {
  if (node.type === 'userTask' || node.type === 'receiveTask' || node.type === 'subProcess' || node.type === 'callActivity') return true;
  return node.type === 'intermediateCatchEvent' && node.events.some((event) => event.kind === 'message');
}
