import { nearestId, type XmlElement, BPMN } from '../xml/element.ts';
import type { Findings } from '../finding.ts';
import { FAMILY, VENDORS } from './namespaces.ts';

/** Attributes of Camunda 7 and its family that would change the flow. */
const ATTRIBUTES: Record<string, string> = {
  skipExpression: 'skip-expression',
  triggerable: 'triggerable',
  variableMappingClass: 'mapping',
  variableMappingDelegateExpression: 'mapping',
  caseRef: 'case',
  elementIndexVariable: 'loop-variable',
  errorCodeVariable: 'event-variable',
  errorMessageVariable: 'event-variable',
  errorVariableName: 'event-variable',
  escalationCodeVariable: 'event-variable',
  messageExpression: 'expression',
  signalExpression: 'expression',
  variableName: 'variable-event',
  variableEvents: 'variable-event',
  useLocalScopeForResultVariable: 'result-scope',
  terminateAll: 'terminate',
  terminateMultiInstance: 'terminate',
  correlationKey: 'correlation',
  endDate: 'timer',
  src: 'mapping',
  srcExpr: 'mapping',
  dst: 'mapping',
  dstExpr: 'mapping',
  link: 'mapping',
};

/** Extension elements that would change the flow. */
const ELEMENTS: Record<string, string> = {
  executionListener: 'listener',
  taskListener: 'listener',
  eventListener: 'listener',
  executionListeners: 'listener',
  taskListeners: 'listener',
  ioMapping: 'mapping',
  inputOutput: 'mapping',
  connector: 'connector',
  mapException: 'error-mapping',
  errorEventDefinition: 'error-mapping',
  eventType: 'event-registry',
  variableListenerEventDefinition: 'event',
  variableAggregation: 'aggregation',
  conditionalFilter: 'variable-event',
  adHoc: 'ad-hoc',
  collection: 'collection',
};

/** Refuses what vendor attributes would change in the flow; what has no bearing on it is passed over, as are unknown namespaces. */
export function checkVendor(root: XmlElement, findings: Findings): void {
  const todo = [root];
  for (let element = todo.pop(); element; element = todo.pop()) {
    for (const { uri, local, value } of element.foreign) {
      if (!FAMILY.has(uri) || value.trim() === '' || value.trim() === 'false') continue;
      const what = Object.hasOwn(ATTRIBUTES, local) ? ATTRIBUTES[local] : byPlace(element, local, value.trim());
      if (what !== undefined) report(element, what, local);
    }
    if (element.local === 'extensionElements' && element.uri === BPMN) {
      for (const child of element.children) checkExtension(child, findings);
    } else if (!notExecutable(element)) todo.push(...element.children.toReversed());
  }

  function report(at: XmlElement, what: string, name: string): void {
    findings.add(nearestId(at), `unsupported-vendor-${what}`, `“${name}” would change the flow and is not run.`);
  }
}

/** Attributes that change the flow on one element, or with one value, only. */
function byPlace(element: XmlElement, local: string, value: string): string | undefined {
  if (local === 'scope' && element.local === 'signal' && value === 'processInstance') return 'signal-scope';
  // On a task it is a hint about its due date.
  return local === 'businessCalendarName' && element.local === 'timerEventDefinition' ? 'calendar' : undefined;
}

function checkExtension(element: XmlElement, findings: Findings): void {
  const known = FAMILY.has(element.uri) || element.uri === VENDORS.zeebe;
  if (!known) return;
  // An empty container changes nothing.
  const empty = element.children.length === 0 && element.text.trim() === '' && CONTAINERS.has(element.local);
  let what = Object.hasOwn(ELEMENTS, element.local) ? ELEMENTS[element.local] : undefined;
  if (element.local === 'in' || element.local === 'out') what = passesAll(element) ? undefined : 'mapping';
  if (element.local === 'calledElement' && NARROWED.some((name) => element.attributes.get(name) === 'false')) what = 'mapping';
  if (what === undefined || empty) return;
  findings.add(nearestId(element.parent), `unsupported-vendor-${what}`, `“${element.local}” would change the flow and is not run.`);
}

const CONTAINERS = new Set(['inputOutput', 'ioMapping', 'executionListeners', 'taskListeners']);
const NARROWED = ['propagateAllChildVariables', 'propagateAllParentVariables'];

/** All variables of a call, which passes them anyhow, or the business key, which nothing here has. */
function passesAll(element: XmlElement): boolean {
  const local = element.attributes.get('local') === 'true';
  const call = element.parent?.parent?.local === 'callActivity';
  return !local && ((call && element.attributes.get('variables') === 'all') || element.attributes.has('businessKey'));
}

function notExecutable(element: XmlElement): boolean {
  return (
    element.local === 'process' && element.uri === BPMN && ['false', '0'].includes(element.attributes.get('isExecutable')?.trim() ?? '')
  );
}
