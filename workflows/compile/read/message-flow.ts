import { type Document, referenced, referencedAs } from '../model/document.ts';
import { attribute, childOf, childrenOf, type XmlElement } from '../xml/element.ts';
import type { EventSide } from './event-definition.ts';
import type { Reading } from './reading.ts';

/** The message that the message flows at an event carry (9.4), for an event that does not name it itself. */
export function messageFlowMessage(reading: Reading, side: EventSide): XmlElement | undefined {
  const { document } = reading;
  for (const flow of flowsAt(document, side.throws ? 'sourceRef' : 'targetRef').get(side.node) ?? []) {
    const carried = referencedAs(document, flow, attribute(flow, 'messageRef'), 'message');
    if (carried) return carried;
    const partner = referenced(document, flow, attribute(flow, side.throws ? 'targetRef' : 'sourceRef'));
    const definition = partner && (childOf(partner, 'messageEventDefinition') ?? partner);
    const named = definition && referenced(document, definition, attribute(definition, 'messageRef'));
    if (named?.local === 'message') return named;
  }
  return undefined;
}

type End = 'sourceRef' | 'targetRef';
const known = new WeakMap<Document, Partial<Record<End, Map<XmlElement, XmlElement[]>>>>();

/** The message flows of the file by the element at one of their ends. */
function flowsAt(document: Document, end: End): Map<XmlElement, XmlElement[]> {
  const ends = known.get(document) ?? {};
  known.set(document, ends);
  const done = ends[end];
  if (done) return done;
  const flows = new Map<XmlElement, XmlElement[]>();
  for (const flow of document.rootsNamed('collaboration').flatMap((one) => childrenOf(one, 'messageFlow'))) {
    const at = referenced(document, flow, attribute(flow, end));
    if (at) flows.set(at, [...(flows.get(at) ?? []), flow]);
  }
  ends[end] = flows;
  return flows;
}
