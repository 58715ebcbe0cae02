/** Flow nodes by their element names (10.3, 10.5, 10.6). */
export const TASKS = [
  'task',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'manualTask',
] as const;
export const SUB_PROCESSES = ['subProcess', 'transaction', 'adHocSubProcess'] as const;
export const ACTIVITIES = [...TASKS, ...SUB_PROCESSES, 'callActivity'] as const;
export const EVENTS = ['startEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'endEvent', 'boundaryEvent'] as const;
export const GATEWAYS = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway', 'eventBasedGateway'] as const;

const nodes: ReadonlySet<string> = new Set([...ACTIVITIES, ...EVENTS, ...GATEWAYS, 'event', 'implicitThrowEvent']);

export function isNode(local: string): boolean {
  return nodes.has(local);
}

export function isOneOf<T extends string>(local: string, list: readonly T[]): local is T {
  return (list as readonly string[]).includes(local);
}
