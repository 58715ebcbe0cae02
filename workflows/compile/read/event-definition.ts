import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { Mapping } from '../../../schema/process/expression.ts';
import { referencedAs } from '../model/document.ts';
import { attribute, BPMN, childOf, flag, type XmlElement } from '../xml/element.ts';
import { hasBraces } from '../expression/juel-parse.ts';
import { hasImplementation } from '../vendor/task.ts';
import { isThrown } from './thrown.ts';
import { receiverKey, senderKey } from './correlation.ts';
import { readExpression } from './expression.ts';
import { messageFlowMessage } from './message-flow.ts';
import { idOf, type Reading, refuse } from './reading.ts';
import { readTimer } from './timer.ts';

/** What the event does with its definitions, and the data that goes with them. */
export interface EventSide {
  throws: boolean;
  /** The flow node the definition belongs to. */
  node: XmlElement;
  process: XmlElement;
  payload: { inputs?: Mapping[]; outputs?: Mapping[] };
}

/** The event definitions of an event, those it refers to included, in file order. */
export function definitionsOf(reading: Reading, event: XmlElement): XmlElement[] {
  const definitions: XmlElement[] = [];
  for (const child of event.children) {
    if (child.uri !== BPMN) continue;
    if (child.local.endsWith('EventDefinition')) definitions.push(child);
    if (child.local !== 'eventDefinitionRef') continue;
    const found = referencedAs(reading.document, child, child.text.trim(), ...DEFINITIONS);
    if (found) definitions.push(found);
  }
  return definitions;
}

const DEFINITIONS = [
  'cancelEventDefinition',
  'compensateEventDefinition',
  'conditionalEventDefinition',
  'errorEventDefinition',
  'escalationEventDefinition',
  'linkEventDefinition',
  'messageEventDefinition',
  'signalEventDefinition',
  'terminateEventDefinition',
  'timerEventDefinition',
];

/** Reads one event definition (10.5.5); undefined, and a finding, when something it needs is missing. */
export function readEventDefinition(reading: Reading, element: XmlElement, side: EventSide): EventDefinition | undefined {
  switch (element.local) {
    case 'messageEventDefinition':
      return readMessage(reading, element, side);
    case 'timerEventDefinition':
      return readTimer(reading, element);
    case 'signalEventDefinition': {
      const signal = named(reading, element, 'signalRef', 'signal');
      return signal === undefined ? undefined : { kind: 'signal', name: signal, ...side.payload };
    }
    case 'errorEventDefinition':
      return readCode(reading, element, side, 'error');
    case 'escalationEventDefinition':
      return readCode(reading, element, side, 'escalation');
    case 'conditionalEventDefinition': {
      const condition = childOf(element, 'condition');
      if (!condition) refuse(reading, element, 'invalid-condition', 'A conditional event needs a condition.');
      const expression = condition && readExpression(reading, condition);
      return expression && { kind: 'conditional', condition: expression };
    }
    case 'linkEventDefinition': {
      const name = attribute(element, 'name');
      if (name === undefined) refuse(reading, element, 'invalid-link', 'A link event needs a name.');
      return name === undefined ? undefined : { kind: 'link', name };
    }
    case 'compensateEventDefinition': {
      const activity = referencedAs(reading.document, element, attribute(element, 'activityRef'), ...COMPENSABLE);
      return {
        kind: 'compensation',
        wait: flag(element, 'waitForCompletion', true),
        ...(activity ? { activity: idOf(reading, activity) } : {}),
      };
    }
    case 'cancelEventDefinition':
      return { kind: 'cancel' };
    case 'terminateEventDefinition':
      return { kind: 'terminate' };
    default:
      refuse(reading, element, 'unsupported-event', `Events of type ${element.local} are not run.`);
      return undefined;
  }
}

const COMPENSABLE = [
  'task',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'manualTask',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'callActivity',
];

function readMessage(reading: Reading, element: XmlElement, side: EventSide): EventDefinition | undefined {
  const message = referencedAs(reading.document, element, attribute(element, 'messageRef'), 'message') ?? messageFlowMessage(reading, side);
  // A vendor's implementation sends what it likes, and it need not have a name.
  if (!message && side.throws && attribute(element, 'messageRef') === undefined && hasImplementation(side.node, element)) {
    return { kind: 'message', name: idOf(reading, side.node), service: true, ...side.payload };
  }
  if (!message) {
    // A message that cannot be named can be neither sent nor received (10.5.5, Table 10.89).
    if (attribute(element, 'messageRef') === undefined) refuse(reading, element, 'invalid-message', 'A message event needs a message.');
    return undefined;
  }
  const name = messageName(reading, message);
  if (name === undefined) return undefined;
  const key = side.throws ? senderKey(reading, message) : receiverKey(reading, message, side.process);
  return { kind: 'message', name, ...(key ? { correlationKey: key } : {}), ...side.payload };
}

/** The name a message goes by: its own, else its id. */
export function messageName(reading: Reading, message: XmlElement): string | undefined {
  return nameWithoutBraces(reading, message);
}

function nameWithoutBraces(reading: Reading, element: XmlElement): string | undefined {
  const name = attribute(element, 'name') ?? idOf(reading, element);
  if (!hasBraces(name) && !name.startsWith('=')) return name;
  refuse(reading, element, 'unsupported-vendor-expression', `A name that is computed is not run: “${name}”.`);
  return undefined;
}

function named(reading: Reading, element: XmlElement, reference: string, local: string): string | undefined {
  if (attribute(element, reference) === undefined) {
    refuse(reading, element, `invalid-${local}`, `A ${local} event needs a ${local}.`);
    return undefined;
  }
  const found = referencedAs(reading.document, element, attribute(element, reference), local);
  return found && nameWithoutBraces(reading, found);
}

/** Errors and escalations: one that is thrown needs a code; one that is caught without a code catches every one. */
function readCode(reading: Reading, element: XmlElement, side: EventSide, kind: 'error' | 'escalation'): EventDefinition | undefined {
  const reference = attribute(element, `${kind}Ref`);
  if (reference === undefined) {
    if (side.throws) refuse(reading, element, `invalid-${kind}`, `An ${kind} that is thrown needs a code.`);
    return side.throws ? undefined : { kind, ...side.payload };
  }
  const found = referencedAs(reading.document, element, reference, kind);
  if (!found) return undefined;
  const written = attribute(found, `${kind}Code`);
  // One without a code that nothing in the file throws stands for any (Table 10.86); one that is thrown goes by its id.
  if (written === undefined && !side.throws && !isThrown(reading, kind, found)) return { kind, ...side.payload };
  const code = written ?? idOf(reading, found);
  if (!hasBraces(code) && !code.startsWith('=')) return { kind, code, ...side.payload };
  refuse(reading, found, 'unsupported-vendor-expression', `A code that is computed is not run: “${code}”.`);
  return undefined;
}
