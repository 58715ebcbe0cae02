import { referenced } from '../model/document.ts';
import { attribute, type XmlElement } from '../xml/element.ts';
import type { Reading } from './reading.ts';

const thrown = new WeakMap<XmlElement, Set<XmlElement>>();

/** Whether an event of the file throws this error or escalation. */
export function isThrown(reading: Reading, kind: 'error' | 'escalation', element: XmlElement): boolean {
  const { root } = reading.document;
  let known = thrown.get(root);
  if (!known) {
    known = throwersOf(reading, root);
    thrown.set(root, known);
  }
  return element.local === kind && known.has(element);
}

function throwersOf(reading: Reading, root: XmlElement): Set<XmlElement> {
  const found = new Set<XmlElement>();
  const todo = [root];
  for (let at = todo.pop(); at; at = todo.pop()) {
    todo.push(...at.children);
    const place = at.parent?.local;
    // An event that refers to a definition of the file may throw it as well.
    const throws = place === 'endEvent' || place === 'intermediateThrowEvent' || place === 'definitions';
    const kind = /^(error|escalation)EventDefinition$/.exec(at.local)?.[1];
    const target = throws && kind ? referenced(reading.document, at, attribute(at, `${kind}Ref`)) : undefined;
    if (target) found.add(target);
  }
  return found;
}
