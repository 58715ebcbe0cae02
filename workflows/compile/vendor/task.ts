import type { Value } from '../../../schema/process/expression.ts';
import { readVendorValue } from '../read/expression.ts';
import type { Reading } from '../read/reading.ts';
import { APPROVAL, attribute, extensionsOf, foreignAttribute, type XmlElement } from '../xml/element.ts';
import { FAMILY, VENDORS } from './namespaces.ts';

interface Assignment {
  assignee?: Value;
  candidateUsers?: Value;
  candidateGroups?: Value;
}

const NAMES = ['assignee', 'candidateUsers', 'candidateGroups'] as const;

/** `assignee`, `candidateUsers` and `candidateGroups` of a user task; lists are written with commas. */
export function readAssignment(reading: Reading, element: XmlElement): Assignment {
  const result: Assignment = {};
  const definition = extensionsOf(element).find((one) => one.uri === VENDORS.zeebe && one.local === 'assignmentDefinition');
  for (const name of NAMES) {
    const text = (definition && attribute(definition, name)) ?? familyAttribute(element, name);
    const value = text === undefined ? undefined : readVendorValue(reading, element, text);
    if (value) result[name] = value;
  }
  return result;
}

/** The variable that takes a task's result: ours, or the vendors'. */
export function readResultVariable(element: XmlElement): { resultVariable?: string } {
  const extension = extensionsOf(element).find(
    (one) => one.uri === VENDORS.zeebe && (one.local === 'calledDecision' || one.local === 'script'),
  );
  const name =
    foreignAttribute(element, APPROVAL, 'resultVariable') ??
    familyAttribute(element, 'resultVariable') ??
    familyAttribute(element, 'resultVariableName') ??
    (extension && attribute(extension, 'resultVariable'));
  return name === undefined ? {} : { resultVariable: name };
}

/** The variable that vendors write the one who starts the process to: declared, and without a value when nobody is named. */
export function initiatorOf(start: XmlElement): string | undefined {
  return familyAttribute(start, 'initiator');
}

/** The value that vendors let a data object begin with. */
export function initialValueOf(item: XmlElement): string | undefined {
  const value = extensionsOf(item)
    .find((one) => FAMILY.has(one.uri) && one.local === 'value')
    ?.text.trim();
  return value === '' ? undefined : value;
}

/** An attribute of Camunda 7 or one of its family. */
export function familyAttribute(element: XmlElement, local: string): string | undefined {
  const value = element.foreign.find((one) => FAMILY.has(one.uri) && one.local === local)?.value.trim();
  return value === '' ? undefined : value;
}

const IMPLEMENTATIONS: ReadonlySet<string> = new Set(['class', 'delegateExpression', 'expression', 'type', 'topic']);

/** Whether one of the elements names the code or the job that a vendor runs for it. */
export function hasImplementation(...elements: XmlElement[]): boolean {
  return elements.some(
    (element) =>
      element.foreign.some((one) => FAMILY.has(one.uri) && IMPLEMENTATIONS.has(one.local)) ||
      extensionsOf(element).some((one) => one.uri === VENDORS.zeebe && one.local === 'taskDefinition'),
  );
}
