import { referenced } from '../model/document.ts';
import { attribute, childrenOf, type XmlElement } from '../xml/element.ts';
import { idOf, type Reading } from './reading.ts';

/** The lane of each node of a container, by name, innermost (10.8). */
export function readLanes(reading: Reading, container: XmlElement, inherited: Map<string, string>): Map<string, string> {
  const lanes = new Map(inherited);
  const todo = [...childrenOf(container, 'laneSet')];
  for (let set = todo.shift(); set; set = todo.shift()) {
    for (const lane of childrenOf(set, 'lane')) {
      const name = attribute(lane, 'name') ?? idOf(reading, lane);
      for (const reference of childrenOf(lane, 'flowNodeRef')) {
        const node = referenced(reading.document, reference, reference.text.trim());
        if (node) lanes.set(idOf(reading, node), name);
      }
      todo.push(...childrenOf(lane, 'childLaneSet'));
    }
  }
  return lanes;
}
