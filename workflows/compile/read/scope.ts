import type { Node, Scope } from '../../../schema/process/program.ts';
import { BPMN, type XmlElement } from '../xml/element.ts';
import { readActivity } from './activity.ts';
import { readDataItems } from './data.ts';
import { readEvent } from './event.ts';
import { checkListedFlows, readFlows } from './flows.ts';
import { readGateway } from './gateway.ts';
import { ACTIVITIES, EVENTS, GATEWAYS, isNode, isOneOf, SUB_PROCESSES } from './kinds.ts';
import { readLanes } from './lanes.ts';
import { type NodeBase, nodeBase, type Place } from './node-base.ts';
import { idOf, type Reading, refuse } from './reading.ts';

interface Body {
  element: XmlElement;
  id: string;
  kind: Scope['kind'];
  parent?: string;
  lanes: Map<string, string>;
}

/** Reads the body of a process and of every sub-process in it. Where each begins is found once all of it is read. */
export function readBodies(reading: Reading, process: XmlElement): void {
  const todo: Body[] = [{ element: process, id: idOf(reading, process), kind: 'process', lanes: new Map() }];
  for (let body = todo.shift(); body; body = todo.shift()) todo.push(...readBody(reading, process, body));
}

function readBody(reading: Reading, process: XmlElement, body: Body): Body[] {
  const { element, id } = body;
  const lanes = readLanes(reading, element, body.lanes);
  const place: Place = { scope: id, process, lanes, ...readFlows(reading, element) };
  const inner: Body[] = [];
  const nodes: string[] = [];
  for (const child of element.children) {
    if (child.uri !== BPMN || !isNode(child.local)) continue;
    checkListedFlows(reading, child);
    const base = nodeBase(reading, child, place);
    const read = readNode(reading, child, base, place);
    // What cannot be read is refused already; a plain task in its place keeps the rest of the graph whole.
    const node: Node = read ?? { type: 'task', ...base, boundary: [] };
    if (!read) reading.unread.add(node.id);
    reading.nodes[node.id] = node;
    nodes.push(node.id);
    if (isOneOf(child.local, SUB_PROCESSES))
      inner.push({ element: child, id: node.id, kind: node.type as Scope['kind'], parent: id, lanes });
  }
  reading.scopes[id] = {
    id,
    kind: body.kind,
    ...(body.parent === undefined ? {} : { parent: body.parent }),
    nodes,
    entries: [],
    triggers: [],
    eventSubProcesses: nodes.filter((one) => reading.nodes[one]?.type === 'eventSubProcess'),
    data: readDataItems(reading, element),
  };
  return inner;
}

function readNode(reading: Reading, element: XmlElement, base: NodeBase, place: Place): Node | undefined {
  if (isOneOf(element.local, EVENTS)) return readEvent(reading, element, base, place);
  if (isOneOf(element.local, GATEWAYS)) return readGateway(reading, element, base);
  if (isOneOf(element.local, ACTIVITIES)) return readActivity(reading, element, base, place);
  refuse(reading, element, 'unsupported-element', `“${element.local}” is not run.`);
  return undefined;
}
