import type { Activity, NodeOf } from '../../../schema/process/program.ts';
import { referenced } from '../model/document.ts';
import { attribute, childrenOf, type XmlElement } from '../xml/element.ts';
import { idOf, type Reading } from './reading.ts';

/** Attaches boundary events to their activities, and compensation handlers by their associations (10.5.6, 10.7). */
export function attach(reading: Reading): void {
  for (const node of Object.values(reading.nodes)) {
    if (node.type !== 'boundaryEvent') continue;
    const host = reading.nodes[node.attachedTo];
    if (!host || !('boundary' in host)) continue;
    if (host.scope !== node.scope) {
      reading.findings.add(node.id, 'invalid-boundary-event', 'A boundary event lies beside the activity it is attached to.');
    } else if (node.events.some((event) => event.kind === 'compensation')) attachHandler(reading, node, host);
    else host.boundary.push(node.id);
  }
}

function attachHandler(reading: Reading, event: NodeOf<'boundaryEvent'>, host: Activity): void {
  const element = reading.document.byId.get(event.id);
  const handlers = element ? associated(reading, element) : [];
  const [handler] = handlers.map((one) => reading.nodes[idOf(reading, one)]).filter((one) => one !== undefined && 'boundary' in one);
  if (!handler || !('boundary' in handler) || handlers.length > 1 || handler.scope !== host.scope) {
    reading.findings.add(
      event.id,
      'invalid-compensation',
      'A compensation event needs one activity that is associated with it and lies beside it.',
    );
    return;
  }
  if (handler.forCompensation !== true) {
    reading.findings.add(handler.id, 'invalid-compensation', 'An activity that compensates another says isForCompensation.');
  }
  if (host.compensation !== undefined && host.compensation !== handler.id) {
    reading.findings.add(event.id, 'invalid-compensation', 'An activity has one compensation handler only.');
  }
  host.compensation = handler.id;
}

function associated(reading: Reading, event: XmlElement): XmlElement[] {
  const associations = reading.document.rootsNamed('collaboration').flatMap((one) => childrenOf(one, 'association'));
  // The association may be drawn in any of the bodies around the event.
  for (let container = event.parent; container; container = container.parent) associations.push(...childrenOf(container, 'association'));
  const found = associations.flatMap((association) => {
    const source = referenced(reading.document, association, attribute(association, 'sourceRef'));
    const target = referenced(reading.document, association, attribute(association, 'targetRef'));
    if (source === event && target) return [target];
    return target === event && source ? [source] : [];
  });
  // Text annotations may be associated with the event as well.
  return [...new Set(found)].filter((one) => one.local !== 'textAnnotation');
}
