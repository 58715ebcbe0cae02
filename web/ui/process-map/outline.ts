const flowNodes = new Set([
  'startEvent',
  'endEvent',
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'boundaryEvent',
  'task',
  'userTask',
  'manualTask',
  'serviceTask',
  'scriptTask',
  'businessRuleTask',
  'sendTask',
  'receiveTask',
  'callActivity',
  'subProcess',
  'transaction',
  'adHocSubProcess',
]);

export interface OutlineNode {
  id: string;
  name: string;
  kind: string;
}

/**
 * The named steps of a diagram in the order one meets them along the flows: the text alternative of the map. Gateways carry no step of
 * their own and are left out. An unreadable file has no steps.
 */
export function outlineOf(bpmn: string): OutlineNode[] {
  const file = new DOMParser().parseFromString(bpmn, 'application/xml');
  const nodes = new Map<string, OutlineNode>();
  const next = new Map<string, string[]>();
  const starts: string[] = [];
  const all = [...file.querySelectorAll('[id]')];
  for (const element of all) {
    const id = element.getAttribute('id')!;
    const source = element.getAttribute('sourceRef');
    if (element.localName === 'sequenceFlow' && source !== null) {
      next.set(source, [...(next.get(source) ?? []), element.getAttribute('targetRef') ?? '']);
    } else if (flowNodes.has(element.localName)) {
      const name = (element.getAttribute('name') ?? '').replaceAll(/\s+/g, ' ').trim();
      nodes.set(id, { id, name, kind: element.localName });
      const attached = element.getAttribute('attachedToRef');
      if (attached !== null) next.set(attached, [...(next.get(attached) ?? []), id]);
      if (element.localName === 'startEvent' && element.parentElement?.localName === 'process') starts.push(id);
    }
  }
  const order = new Set<string>();
  const queue = [...starts];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (order.has(id)) continue;
    order.add(id);
    queue.push(...(next.get(id) ?? []));
  }
  for (const id of nodes.keys()) order.add(id);
  return [...order].flatMap((id) => {
    const node = nodes.get(id);
    return node && node.name !== '' ? [node] : [];
  });
}
