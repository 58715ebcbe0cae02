import type { Flow } from '../../../schema/process/program.ts';
import { referenced } from '../model/document.ts';
import { attribute, childOf, childrenOf, type XmlElement } from '../xml/element.ts';
import { readExpression } from './expression.ts';
import { isNode } from './kinds.ts';
import { idOf, type Reading, refuse } from './reading.ts';

/** The sequence flows of a container, and which of them each of its nodes has, in file order (8.3.13). */
export function readFlows(reading: Reading, container: XmlElement): { incoming: Map<string, string[]>; outgoing: Map<string, string[]> } {
  const incoming = new Map<string, string[]>();
  const outgoing = new Map<string, string[]>();
  for (const element of childrenOf(container, 'sequenceFlow')) {
    const flow = readFlow(reading, container, element);
    if (!flow) continue;
    reading.flows[flow.id] = flow;
    append(outgoing, flow.source, flow.id);
    append(incoming, flow.target, flow.id);
  }
  return { incoming, outgoing };
}

function readFlow(reading: Reading, container: XmlElement, element: XmlElement): Flow | undefined {
  const source = endOf(reading, container, element, 'sourceRef');
  const target = endOf(reading, container, element, 'targetRef');
  const written = childOf(element, 'conditionExpression');
  const condition = written && readExpression(reading, written);
  if (!source && !target) return undefined;
  const name = attribute(element, 'name');
  return {
    id: idOf(reading, element),
    ...(name === undefined ? {} : { name }),
    // A flow without one of its ends is refused already; the other end keeps it.
    source: source ? idOf(reading, source) : '',
    target: target ? idOf(reading, target) : '',
    ...(condition ? { condition } : {}),
  };
}

function endOf(reading: Reading, container: XmlElement, flow: XmlElement, reference: 'sourceRef' | 'targetRef'): XmlElement | undefined {
  const found = referenced(reading.document, flow, attribute(flow, reference));
  if (!found) return undefined;
  if (!isNode(found.local)) {
    refuse(reading, flow, 'invalid-flow', `A sequence flow cannot end at a ${found.local}.`);
    return undefined;
  }
  if (found.parent !== container) {
    refuse(reading, flow, 'invalid-flow', 'A sequence flow cannot cross the border of a process or sub-process.');
    return undefined;
  }
  return found;
}

/** What a node itself says of its flows must agree with the flows. */
export function checkListedFlows(reading: Reading, node: XmlElement): void {
  for (const [local, end] of [
    ['incoming', 'targetRef'],
    ['outgoing', 'sourceRef'],
  ] as const) {
    for (const listed of childrenOf(node, local)) {
      const flow = referenced(reading.document, listed, listed.text.trim());
      if (!flow) continue;
      if (flow.local !== 'sequenceFlow' || referenced(reading.document, flow, attribute(flow, end)) !== node) {
        refuse(reading, node, 'invalid-reference', `“${listed.text.trim()}” is no ${local} flow of this element.`);
      }
    }
  }
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
