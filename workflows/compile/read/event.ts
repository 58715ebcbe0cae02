import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { DataItem, Mapping } from '../../../schema/process/expression.ts';
import { attribute, flag, type XmlElement } from '../xml/element.ts';
import { readAssociations, readDataItems } from './data.ts';
import { definitionsOf, readEventDefinition } from './event-definition.ts';
import type { NodeBase, Place } from './node-base.ts';
import type { Reading } from './reading.ts';
import { referencedAs } from '../model/document.ts';
import type { NodeOf } from '../../../schema/process/program.ts';
import { ACTIVITIES } from './kinds.ts';
import { idOf } from './reading.ts';

type EventNode = NodeOf<'startEvent' | 'intermediateCatchEvent' | 'intermediateThrowEvent' | 'endEvent' | 'boundaryEvent'>;

/** Reads an event with its definitions and data (10.5). Whether they may stand there is checked apart. */
export function readEvent(reading: Reading, element: XmlElement, base: NodeBase, place: Place): EventNode | undefined {
  const events: EventDefinition[] = [];
  const throws = element.local === 'intermediateThrowEvent' || element.local === 'endEvent';
  const payload = readPayload(reading, element, throws);
  for (const definition of definitionsOf(reading, element)) {
    const event = readEventDefinition(reading, definition, { throws, node: element, process: place.process, payload });
    if (event) events.push(event);
  }
  const data: DataItem[] = readDataItems(reading, element);
  const shared = {
    ...base,
    events,
    ...(flag(element, 'parallelMultiple', false) && events.length > 1 ? { parallelMultiple: true } : {}),
    ...(data.length > 0 ? { data } : {}),
  };
  switch (element.local) {
    case 'startEvent':
      return { type: 'startEvent', ...shared, interrupting: flag(element, 'isInterrupting', true) };
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
    case 'endEvent':
      return { type: element.local, ...shared };
    default: {
      const host = referencedAs(reading.document, element, attribute(element, 'attachedToRef'), ...ACTIVITIES);
      return (
        host && { type: 'boundaryEvent', ...shared, attachedTo: idOf(reading, host), interrupting: flag(element, 'cancelActivity', true) }
      );
    }
  }
}

function readPayload(reading: Reading, element: XmlElement, throws: boolean): { inputs?: Mapping[]; outputs?: Mapping[] } {
  const mappings = readAssociations(reading, element, throws ? 'dataInputAssociation' : 'dataOutputAssociation');
  if (mappings.length === 0) return {};
  return throws ? { inputs: mappings } : { outputs: mappings };
}
