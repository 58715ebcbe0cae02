import { attribute, type XmlElement } from '../xml/element.ts';
import { idOf, type Reading } from './reading.ts';

/** Where a node lies. */
export interface Place {
  scope: string;
  process: XmlElement;
  /** Lane names by node id. */
  lanes: Map<string, string>;
  incoming: Map<string, string[]>;
  outgoing: Map<string, string[]>;
}

/** What every flow node has. */
export interface NodeBase {
  id: string;
  name?: string;
  scope: string;
  order: number;
  incoming: string[];
  outgoing: string[];
  lane?: string;
}

export function nodeBase(reading: Reading, element: XmlElement, place: Place): NodeBase {
  const id = idOf(reading, element);
  const name = attribute(element, 'name');
  const lane = place.lanes.get(id);
  return {
    id,
    ...(name === undefined ? {} : { name }),
    scope: place.scope,
    order: element.order,
    incoming: place.incoming.get(id) ?? [],
    outgoing: place.outgoing.get(id) ?? [],
    ...(lane === undefined ? {} : { lane }),
  };
}
