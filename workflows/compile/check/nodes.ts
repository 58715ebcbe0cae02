import type { Node, NodeOf } from '../../../schema/process/program.ts';
import type { Reading } from '../read/reading.ts';
import { attribute } from '../xml/element.ts';

const NO_CONDITIONS: ReadonlySet<string> = new Set([
  'parallelGateway',
  'eventBasedGateway',
  'startEvent',
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'boundaryEvent',
]);

/** Conditions may stand on the flows of activities and of exclusive, inclusive and complex gateways only (8.3.13). */
export function checkConditions(reading: Reading, node: Node): void {
  if (!NO_CONDITIONS.has(node.type)) return;
  for (const id of node.outgoing) {
    if (reading.flows[id]?.condition) reading.findings.add(id, 'invalid-condition', `A flow that leaves a ${node.type} has no condition.`);
  }
}

/** A gateway merges or splits, and does so as its direction says (10.6.1). One that merges may be the end of its paths. */
export function checkGateway(reading: Reading, node: Node): void {
  if (node.outgoing.length === 0 && node.incoming.length < 2) {
    reading.findings.add(node.id, 'invalid-gateway', 'A gateway needs a way out, or several ways in.');
  }
  const element = reading.document.byId.get(node.id);
  const direction = element && attribute(element, 'gatewayDirection');
  if (direction === 'Converging' && node.outgoing.length > 1) {
    reading.findings.add(node.id, 'invalid-gateway', 'A converging gateway has one way out only.');
  }
  if (direction === 'Diverging' && node.incoming.length > 1) {
    reading.findings.add(node.id, 'invalid-gateway', 'A diverging gateway has one way in only.');
  }
}

/** An event-based gateway leads to two or more events or receive tasks, each reached from it alone (10.6.6). */
export function checkEventGateway(reading: Reading, node: NodeOf<'eventBasedGateway'>): void {
  const wrong = (id: string, message: string): void => reading.findings.add(id, 'invalid-event-gateway', message);
  if (node.outgoing.length === 1 || (node.outgoing.length === 0 && node.incoming.length > 1))
    wrong(node.id, 'An event-based gateway needs two events or more.');
  if (node.instantiate && node.incoming.length > 0) wrong(node.id, 'A gateway that starts a process has no way in.');
  if (node.parallel && !node.instantiate) wrong(node.id, 'Only a gateway that starts a process waits for all its events.');
  const targets = node.outgoing.flatMap((id) => reading.nodes[reading.flows[id]?.target ?? ''] ?? []);
  for (const target of targets) {
    const catches = target.type === 'intermediateCatchEvent' && target.events.every((event) => event.kind !== 'link');
    if (!catches && target.type !== 'receiveTask')
      wrong(target.id, 'An event-based gateway leads to catching events and receive tasks only.');
    else if (target.incoming.length > 1) wrong(target.id, 'An event of an event-based gateway is reached from there alone.');
    if (target.type === 'receiveTask' && target.boundary.length > 0)
      wrong(target.id, 'A receive task of an event-based gateway has no boundary events.');
  }
  const messages = targets.some(
    (target) => target.type === 'intermediateCatchEvent' && target.events.some((event) => event.kind === 'message'),
  );
  if (messages && targets.some((target) => target.type === 'receiveTask')) {
    wrong(node.id, 'Message events and receive tasks cannot stand side by side behind an event-based gateway.');
  }
}

/** Activities outside the normal flow have no flows; an instantiating receive task has no way in. */
export function checkActivity(reading: Reading, node: Extract<Node, { boundary: string[] }>): void {
  const flows = node.incoming.length + node.outgoing.length;
  if (node.forCompensation && flows > 0) {
    reading.findings.add(node.id, 'invalid-compensation', 'No sequence flow leads to or leaves a compensation handler.');
  }
  if (node.type === 'receiveTask' && node.instantiate && node.incoming.length > 0) {
    reading.findings.add(node.id, 'invalid-receive-task', 'No sequence flow leads to a task that starts its process.');
  }
  if (node.type === 'callActivity' && 'literal' in node.called) checkCalled(reading, node.id, node.called.literal);
  if (node.type !== 'eventSubProcess') return;
  if (flows > 0) reading.findings.add(node.id, 'invalid-event-sub-process', 'No sequence flow leads to or leaves an event sub-process.');
  if (reading.scopes[node.id]?.entries.length !== 1) {
    reading.findings.add(node.id, 'invalid-event-sub-process', 'An event sub-process has exactly one start event.');
  }
}

/** A called process begins without a trigger (10.3.6). */
function checkCalled(reading: Reading, id: string, process: string): void {
  const called = reading.scopes[process];
  if (called && called.nodes.length > 0 && called.entries.length === 0) {
    reading.findings.add(id, 'invalid-call-activity', `The process “${process}” has no none start event to be called at.`);
  }
}
