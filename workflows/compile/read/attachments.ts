import type { Activity, NodeOf } from '../../../schema/process/program.ts';
import { referenced } from '../model/document.ts';
import { attribute, childrenOf, type XmlElement } from '../xml/element.ts';
import { idOf, type Reading } from './reading.ts';

/** Attaches boundary events to their activities, and compensation handlers by their associations (10.5.6, 10.7). */
export function attach(reading: Reading): void {
  const links = associations(reading);
  for (const node of Object.values(reading.nodes)) {
    if (node.type !== 'boundaryEvent') continue;
    const host = reading.nodes[node.attachedTo];
    if (!host || !('boundary' in host)) continue;
    if (host.scope !== node.scope) {
      reading.findings.add(node.id, 'invalid-boundary-event', 'A boundary event lies beside the activity it is attached to.');
    } else if (node.events.some((event) => event.kind === 'compensation')) attachHandler(reading, node, host, links);
    else host.boundary.push(node.id);
  }
}

function attachHandler(reading: Reading, event: NodeOf<'boundaryEvent'>, host: Activity, links: Associations): void {
  const element = reading.document.byId.get(event.id);
  const handlers = element ? associated(element, links) : [];
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

function associated(event: XmlElement, links: Associations): XmlElement[] {
  const found = (links.get(event) ?? []).flatMap(({ association, other }) => {
    const place = association.parent;
    // The association may be drawn in any of the bodies around the event, or between the pools.
    return place?.local === 'collaboration' || isAround(place, event) ? [other] : [];
  });
  // Text annotations may be associated with the event as well.
  return [...new Set(found)].filter((one) => one.local !== 'textAnnotation');
}

function isAround(container: XmlElement | null, element: XmlElement): boolean {
  for (let at = element.parent; at; at = at.parent) if (at === container) return true;
  return false;
}

/** What each element is associated with, and by what. */
type Associations = Map<XmlElement, { association: XmlElement; other: XmlElement }[]>;

function associations(reading: Reading): Associations {
  const { document } = reading;
  const links: Associations = new Map();
  const link = (from: XmlElement, other: XmlElement, association: XmlElement): void => {
    const list = links.get(from);
    if (list) list.push({ association, other });
    else links.set(from, [{ association, other }]);
  };
  const todo = [document.root];
  for (let at = todo.pop(); at; at = todo.pop()) {
    for (const association of childrenOf(at, 'association')) {
      const source = referenced(document, association, attribute(association, 'sourceRef'));
      const target = referenced(document, association, attribute(association, 'targetRef'));
      if (!source || !target) continue;
      link(source, target, association);
      if (source !== target) link(target, source, association);
    }
    todo.push(...at.children);
  }
  return links;
}
