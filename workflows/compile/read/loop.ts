import type { Loop, MultiInstance } from '../../../schema/process/activity.ts';
import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { Expression } from '../../../schema/process/expression.ts';
import { referenced } from '../model/document.ts';
import { vendorLoop } from '../vendor/loop.ts';
import { attribute, BPMN, childOf, childrenOf, flag, type XmlElement } from '../xml/element.ts';
import { dataName, nameExpression, readAssociations } from './data.ts';
import { definitionsOf, type EventSide, readEventDefinition } from './event-definition.ts';
import { readExpression } from './expression.ts';
import { type Reading, refuse } from './reading.ts';

/** Standard loop (13.3.6) or multi-instance (13.3.7) of an activity. */
export function readLoop(reading: Reading, activity: XmlElement, side: EventSide): Loop | undefined {
  const standard = childOf(activity, 'standardLoopCharacteristics');
  const multi = childOf(activity, 'multiInstanceLoopCharacteristics');
  if (standard && multi) {
    refuse(reading, activity, 'invalid-loop', 'An activity is either a loop or multi-instance.');
    return undefined;
  }
  if (multi) return readMulti(reading, activity, multi, side);
  if (!standard) return undefined;
  const written = childOf(standard, 'loopCondition');
  const condition = written && readExpression(reading, written);
  const maximum = attribute(standard, 'loopMaximum');
  if (!written && maximum === undefined) refuse(reading, activity, 'invalid-loop', 'A loop needs a condition or a maximum.');
  if (maximum !== undefined && Number(maximum) < 1) refuse(reading, activity, 'invalid-loop', 'A loop’s maximum is at least 1.');
  return {
    kind: 'standard',
    testBefore: flag(standard, 'testBefore', false),
    ...(condition ? { condition } : {}),
    ...(maximum === undefined ? {} : { maximum: Number(maximum) }),
  };
}

function readMulti(reading: Reading, activity: XmlElement, element: XmlElement, side: EventSide): MultiInstance {
  const written = (name: string): Expression | undefined => {
    const child = childOf(element, name);
    return child && readExpression(reading, child);
  };
  const { written: collected, ...vendor } = vendorLoop(reading, element);
  const loop: MultiInstance = {
    kind: 'multi',
    sequential: flag(element, 'isSequential', false),
    behavior: readBehavior(element),
    ...defined({ cardinality: written('loopCardinality'), completion: written('completionCondition') }),
    ...defined(readItems(reading, activity, element)),
    ...defined(vendor),
  };
  if (!childOf(element, 'loopCardinality') && !childOf(element, 'loopDataInputRef') && !collected) {
    refuse(reading, activity, 'invalid-loop', 'A multi-instance activity needs a cardinality or a collection.');
  }
  readThrown(reading, element, loop, side);
  return loop;
}

function readBehavior(element: XmlElement): MultiInstance['behavior'] {
  const written = (attribute(element, 'behavior') ?? 'All').toLowerCase();
  return written === 'none' || written === 'one' || written === 'complex' ? written : 'all';
}

/** The collections of the standard (13.3.7): an input or output of the activity stands for what feeds it or is fed by it. */
function readItems(reading: Reading, activity: XmlElement, element: XmlElement): Partial<MultiInstance> {
  const input = referenced(reading.document, element, childOf(element, 'loopDataInputRef')?.text.trim());
  const output = referenced(reading.document, element, childOf(element, 'loopDataOutputRef')?.text.trim());
  const itemIn = childOf(element, 'inputDataItem');
  const itemOut = childOf(element, 'outputDataItem');
  return {
    collection: input && nameExpression(dataName(reading, outside(reading, activity, input, 'dataInputAssociation'))),
    item: itemIn && dataName(reading, itemIn),
    outputCollection: output && dataName(reading, outside(reading, activity, output, 'dataOutputAssociation')),
    outputItem: itemOut && nameExpression(dataName(reading, itemOut)),
  };
}

function outside(
  reading: Reading,
  activity: XmlElement,
  data: XmlElement,
  local: 'dataInputAssociation' | 'dataOutputAssociation',
): XmlElement {
  const [inner, outer] = local === 'dataInputAssociation' ? ['targetRef', 'sourceRef'] : ['sourceRef', 'targetRef'];
  for (const association of childrenOf(activity, local)) {
    const end = (name: string): XmlElement | undefined =>
      referenced(reading.document, association, childOf(association, name)?.text.trim());
    if (end(inner) === data) return end(outer) ?? data;
  }
  return data;
}

/** Data that the loop itself distributes or collects: the activity's own associations do not map it again. */
export function loopData(reading: Reading, activity: XmlElement): Set<string> {
  const element = childOf(activity, 'multiInstanceLoopCharacteristics');
  const names = ['loopDataInputRef', 'loopDataOutputRef'].flatMap((local) => {
    const found = element && referenced(reading.document, element, childOf(element, local)?.text.trim());
    return found ? [dataName(reading, found)] : [];
  });
  return new Set(names);
}

/** The events that `behavior` throws when instances complete. */
function readThrown(reading: Reading, element: XmlElement, loop: MultiInstance, side: EventSide): void {
  const throwing = { ...side, throws: true };
  if (loop.behavior === 'none' || loop.behavior === 'one') {
    const name = attribute(element, `${loop.behavior}BehaviorEventRef`);
    const definition = referenced(reading.document, element, name);
    if (!definition) refuse(reading, element, 'invalid-loop', `behavior="${attribute(element, 'behavior')}" needs an event to throw.`);
    const event = definition && readThrowable(reading, definition, throwing);
    if (event) loop.event = event;
  }
  if (loop.behavior !== 'complex') return;
  const complex: { condition: Expression; event: EventDefinition }[] = [];
  for (const one of childrenOf(element, 'complexBehaviorDefinition')) {
    const condition = childOf(one, 'condition');
    const event = one.children.find((child) => child.uri === BPMN && child.local === 'event');
    const definitions = event ? definitionsOf(reading, event) : [];
    const read = condition && readExpression(reading, condition);
    if (!condition || definitions.length === 0)
      refuse(reading, element, 'invalid-loop', 'Complex behaviour needs a condition and an event.');
    for (const definition of definitions) {
      const inputs = event ? readAssociations(reading, event, 'dataInputAssociation') : [];
      const payload = inputs.length > 0 ? { inputs } : {};
      const thrown = readThrowable(reading, definition, { ...throwing, payload });
      if (read && thrown) complex.push({ condition: read, event: thrown });
    }
  }
  if (complex.length === 0) refuse(reading, element, 'invalid-loop', 'Complex behaviour needs a definition.');
  loop.complex = complex;
}

/** What an activity may throw by itself: what a throwing event in the flow may, and errors. */
const THROWABLE: ReadonlySet<string> = new Set(['message', 'signal', 'escalation', 'error', 'compensation']);

function readThrowable(reading: Reading, definition: XmlElement, side: EventSide): EventDefinition | undefined {
  const event = readEventDefinition(reading, definition, side);
  if (!event || THROWABLE.has(event.kind)) return event;
  refuse(reading, side.node, 'invalid-loop', `An event of type ${event.kind} cannot be thrown by a multi-instance activity.`);
  return undefined;
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
