import { referenced, referencedAs } from '../model/document.ts';
import { attribute, type XmlElement } from '../xml/element.ts';
import { idOf, type Reading, refuse } from './reading.ts';

/** The default flow of a gateway or activity: it must start there (8.3.13). */
export function readDefault(reading: Reading, element: XmlElement): { default?: string } {
  const name = attribute(element, 'default');
  const flow = referencedAs(reading.document, element, name, 'sequenceFlow');
  if (!flow) return {};
  if (referenced(reading.document, flow, attribute(flow, 'sourceRef')) !== element) {
    refuse(reading, element, 'invalid-default', `The default flow “${name}” does not start here.`);
    return {};
  }
  return { default: idOf(reading, flow) };
}
