/** What every generated file may refer to. */
const ROOTS =
  '<message id="m"/><message id="n"/><message id="never"/><signal id="sg"/><escalation id="esc" escalationCode="E"/><error id="err" errorCode="X"/>';

/** A BPMN file of these processes; `roots` are further root elements. */
export function file(processes: string, roots = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:conformance">${ROOTS}${roots}${processes}</definitions>`;
}

export function process(id: string, body: string, attributes = ''): string {
  return `<process id="${id}" isExecutable="true" ${attributes}>${body}</process>`;
}

/** An element with an id, further attributes and what stands in it. */
export function node(local: string, id: string, inner = '', attributes = ''): string {
  return `<${local} id="${id}" ${attributes}>${inner}</${local}>`;
}

/** One sequence flow, with a condition in FEEL if it has one. */
export function flow(source: string, target: string, condition?: string): string {
  const written = condition === undefined ? '' : `<conditionExpression>${escaped(condition)}</conditionExpression>`;
  return `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${written}</sequenceFlow>`;
}

/** Sequence flows from each node to the next. */
export function chain(...ids: string[]): string {
  return ids.flatMap((id, at) => (at === 0 ? [] : flow(ids[at - 1] ?? '', id))).join('');
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

export function boundary(id: string, host: string, definition: string, attributes = ''): string {
  return node('boundaryEvent', id, definition, `attachedToRef="${host}" ${attributes}`);
}

export const definitions = {
  message: '<messageEventDefinition messageRef="m"/>',
  otherMessage: '<messageEventDefinition messageRef="n"/>',
  signal: '<signalEventDefinition signalRef="sg"/>',
  escalation: '<escalationEventDefinition escalationRef="esc"/>',
  error: '<errorEventDefinition errorRef="err"/>',
  compensation: '<compensateEventDefinition/>',
  cancel: '<cancelEventDefinition/>',
  terminate: '<terminateEventDefinition/>',
  link: '<linkEventDefinition name="L"/>',
  conditional: '<conditionalEventDefinition><condition>go = true</condition></conditionalEventDefinition>',
  hour: '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
} as const;
