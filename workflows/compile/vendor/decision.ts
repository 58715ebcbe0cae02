import { attribute, extensionsOf, type XmlElement } from '../xml/element.ts';
import { FAMILY, VENDORS } from './namespaces.ts';
import { familyAttribute } from './task.ts';

/** The id of the decision that a vendor's task names: `decisionRef`, `calledDecision`, `decisionTableReferenceKey`. */
export function decisionReference(task: XmlElement): string | undefined {
  const called = extensionsOf(task).find((one) => one.uri === VENDORS.zeebe && one.local === 'calledDecision');
  return (
    (called && attribute(called, 'decisionId')) ??
    familyAttribute(task, 'decisionRef') ??
    familyAttribute(task, 'decisionTableReferenceKey') ??
    decisionField(task)
  );
}

/** Flowable's decision task is a service task of type `dmn`, with the decision in a field. */
export function isDecisionTask(task: XmlElement): boolean {
  return familyAttribute(task, 'type') === 'dmn';
}

function decisionField(task: XmlElement): string | undefined {
  const field = extensionsOf(task).find(
    (one) => FAMILY.has(one.uri) && one.local === 'field' && attribute(one, 'name') === 'decisionTableReferenceKey',
  );
  const value = field && (attribute(field, 'stringValue') ?? field.children.find((one) => one.local === 'string')?.text.trim());
  return value === '' ? undefined : value;
}

/** How Camunda shapes the result: `singleEntry`, `singleResult`, `collectEntries`, `resultList`. */
export function resultMapping(task: XmlElement): string | undefined {
  return familyAttribute(task, 'mapDecisionResult');
}
