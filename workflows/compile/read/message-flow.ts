import { referenced, referencedAs } from '../model/document.ts';
import { attribute, childOf, childrenOf, type XmlElement } from '../xml/element.ts';
import type { EventSide } from './event-definition.ts';
import type { Reading } from './reading.ts';

/** The message that the message flows at an event carry (9.4), for an event that does not name it itself. */
export function messageFlowMessage(reading: Reading, side: EventSide): XmlElement | undefined {
  const { document } = reading;
  for (const collaboration of document.rootsNamed('collaboration')) {
    for (const flow of childrenOf(collaboration, 'messageFlow')) {
      const here = side.throws ? 'sourceRef' : 'targetRef';
      if (referenced(document, flow, attribute(flow, here)) !== side.node) continue;
      const carried = referencedAs(document, flow, attribute(flow, 'messageRef'), 'message');
      if (carried) return carried;
      const partner = referenced(document, flow, attribute(flow, side.throws ? 'targetRef' : 'sourceRef'));
      const definition = partner && (childOf(partner, 'messageEventDefinition') ?? partner);
      const named = definition && referenced(document, definition, attribute(definition, 'messageRef'));
      if (named?.local === 'message') return named;
    }
  }
  return undefined;
}
