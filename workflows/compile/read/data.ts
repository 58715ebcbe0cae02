import type { DataItem, Expression, Mapping } from '../../../schema/process/expression.ts';
import { referenced } from '../model/document.ts';
import { initialValueOf, initiatorOf } from '../vendor/task.ts';
import { attribute, childOf, childrenOf, type XmlElement } from '../xml/element.ts';
import { parseFeelText, readExpression } from './expression.ts';
import { idOf, type Reading, refuse } from './reading.ts';

/** What editors put where an association that is only drawn has to end. */
const DRAWN_ONLY = '__targetRef_placeholder';

/** The variable behind a data object, its reference, a property, an input or an output: its name, else its id. */
export function dataName(reading: Reading, element: XmlElement): string {
  const object =
    element.local === 'dataObjectReference' ? referenced(reading.document, element, attribute(element, 'dataObjectRef')) : undefined;
  const target = object ?? element;
  return attribute(target, 'name') ?? idOf(reading, target);
}

/** Data objects of a scope, and properties of a process, activity or event (10.4.1). */
export function readDataItems(reading: Reading, container: XmlElement): DataItem[] {
  // What a process takes in and gives out is data of its own; an activity's passes through its associations.
  const io = container.local === 'process' ? childrenOf(container, 'ioSpecification') : [];
  const items = [
    ...childrenOf(container, 'property'),
    ...childrenOf(container, 'dataObject'),
    ...io.flatMap((one) => [...childrenOf(one, 'dataInput'), ...childrenOf(one, 'dataOutput')]),
  ];
  const starters = childrenOf(container, 'startEvent').flatMap((start) => initiatorOf(start) ?? []);
  const named = new Map<string, DataItem>();
  for (const item of items) {
    const name = dataName(reading, item);
    const initial = initialOf(reading, item);
    if (name !== DRAWN_ONLY && !named.has(name)) named.set(name, { name, ...(initial ? { initial } : {}) });
  }
  for (const name of starters) if (!named.has(name)) named.set(name, { name });
  return [...named.values()];
}

/** The value that vendors let a data object begin with: a number or a boolean where its type says so, else text. */
function initialOf(reading: Reading, item: XmlElement): Expression | undefined {
  const text = initialValueOf(item);
  if (text === undefined) return undefined;
  const type = referenced(reading.document, item, attribute(item, 'itemSubjectRef'));
  const named = `${attribute(item, 'itemSubjectRef') ?? ''} ${(type && attribute(type, 'structureRef')) ?? ''}`;
  const plain = /:?(int|integer|long|short|double|float|decimal|boolean)\b/i.test(named);
  return parseFeelText(reading, item, plain ? text : JSON.stringify(text));
}

/** A variable by its name, whatever signs the name has: an evaluator looks a text that is its only name up as it is. */
export function nameExpression(name: string): Expression {
  return { language: 'feel', text: name, names: [name] };
}

/** Data associations of an activity or event (10.4.2); what is only drawn maps nothing. */
export function readAssociations(
  reading: Reading,
  container: XmlElement,
  local: 'dataInputAssociation' | 'dataOutputAssociation',
): Mapping[] {
  return childrenOf(container, local).flatMap((association) => readAssociation(reading, association));
}

function readAssociation(reading: Reading, association: XmlElement): Mapping[] {
  const assignments = childrenOf(association, 'assignment');
  if (assignments.length > 0) return assignments.flatMap((assignment) => readAssignment(reading, assignment));
  const target = referenced(reading.document, association, childOf(association, 'targetRef')?.text.trim());
  const to = target && dataName(reading, target);
  if (to === undefined || to === DRAWN_ONLY) return [];
  const transformation = childOf(association, 'transformation');
  if (transformation) {
    const from = readExpression(reading, transformation);
    return from ? [{ to, from }] : [];
  }
  const sources = childrenOf(association, 'sourceRef');
  const source = referenced(reading.document, association, sources[0]?.text.trim());
  if (sources.length > 1) {
    refuse(reading, association, 'invalid-data-association', 'An association of several sources needs a transformation.');
  }
  return source ? [{ to, from: nameExpression(dataName(reading, source)) }] : [];
}

function readAssignment(reading: Reading, assignment: XmlElement): Mapping[] {
  const [fromElement, toElement] = [childOf(assignment, 'from'), childOf(assignment, 'to')];
  if (!fromElement || !toElement) {
    refuse(reading, assignment, 'invalid-data-association', 'An assignment needs “from” and “to”.');
    return [];
  }
  const from = readExpression(reading, fromElement);
  const text = toElement.text.trim();
  const target = referenced(reading.document, toElement, text);
  const to = target ? dataName(reading, target) : text;
  if (!/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(to) && !target) {
    refuse(reading, assignment, 'unsupported-data-association', `“${text}” names no variable to write to.`);
    return [];
  }
  return from ? [{ to, from }] : [];
}
