import type { Node, Scope } from '../../../schema/process/program.ts';
import type { Reading } from './reading.ts';

/** Finds where each scope begins (10.5.2, 13.2, 13.3.4). */
export function findEntries(reading: Reading): void {
  for (const scope of Object.values(reading.scopes)) {
    const nodes = scope.nodes.flatMap((id) => reading.nodes[id] ?? []);
    scope.triggers = scope.kind === 'process' ? nodes.filter(isTrigger).map((node) => node.id) : [];
    scope.entries = entriesOf(reading, scope, nodes);
  }
}

function entriesOf(reading: Reading, scope: Scope, nodes: Node[]): string[] {
  const starts = nodes.filter((node) => node.type === 'startEvent');
  if (scope.kind === 'eventSubProcess') return starts.map((node) => node.id);
  if (starts.length > 0) {
    const plain = starts.filter((node) => node.events.length === 0).map((node) => node.id);
    if (plain.length > 1) {
      for (const id of plain) {
        const code = scope.kind === 'process' ? 'unsupported-multiple-start-events' : 'invalid-start-event';
        reading.findings.add(id, code, 'There is more than one none start event: where to begin is not said.');
      }
    }
    return plain;
  }
  return nodes.filter((node) => startsByItself(node) && !isTrigger(node)).map((node) => node.id);
}

/** Without a start event, whatever no flow leads to begins with its scope. */
export function startsByItself(node: Node): boolean {
  if (node.incoming.length > 0 || node.type === 'boundaryEvent' || node.type === 'eventSubProcess') return false;
  if ('forCompensation' in node && node.forCompensation) return false;
  return !(node.type === 'intermediateCatchEvent' && node.events.some((event) => event.kind === 'link'));
}

/** What creates an instance when something happens outside. */
export function isTrigger(node: Node): boolean {
  if (node.type === 'startEvent') return node.events.length > 0;
  return (node.type === 'receiveTask' || node.type === 'eventBasedGateway') && node.instantiate === true;
}
