import { type DecisionTable, listsHits } from '../../../schema/process/decision.ts';
import { type Reading, refuse } from '../read/reading.ts';
import { decisionReference, resultMapping } from '../vendor/decision.ts';
import { hasLogic } from './logic-element.ts';
import { APPROVAL, foreignAttribute, type XmlElement } from '../xml/element.ts';

/**
 * The decision that a business rule task evaluates: the one `approval:decision` names, or that a vendor's reference
 * does when the file carries a decision of that id. Without one the task is a service.
 */
export function readTaskDecision(reading: Reading, task: XmlElement): { decision?: string } {
  const named = foreignAttribute(task, APPROVAL, 'decision');
  const called = ['activity', 'effect'].find((name) => foreignAttribute(task, APPROVAL, name) !== undefined);
  if (named !== undefined) {
    checkNamed(reading, task, named);
    if (called !== undefined) {
      refuse(reading, task, 'invalid-approval', `A task that evaluates a decision calls nothing: approval:${called} has no place here.`);
    }
    return { decision: named };
  }
  const reference = called === undefined ? decisionReference(task) : undefined;
  if (reference === undefined || reading.decisionElements.get(reference)?.local !== 'decision') return {};
  checkNamed(reading, task, reference);
  checkMapping(reading, task, reference);
  return { decision: reference };
}

function checkNamed(reading: Reading, task: XmlElement, id: string): void {
  const element = reading.decisionElements.get(id);
  const local = element?.local;
  if (element && local === 'decision') {
    if (!hasLogic(element)) refuse(reading, task, 'invalid-decision', `“${id}” has no logic to evaluate.`);
    return;
  }
  if (local === 'decisionService') {
    refuse(reading, task, 'unsupported-decision-service', `“${id}” is a decision service, which is not run.`);
    return;
  }
  const problem = local === undefined ? 'which the file does not carry' : `which is a ${local}`;
  refuse(reading, task, 'invalid-reference', `approval:decision names “${id}”, ${problem}.`);
}

/** Camunda's own shapes of a result are run where they are what the decision gives anyhow. */
function checkMapping(reading: Reading, task: XmlElement, id: string): void {
  const mapping = resultMapping(task);
  const logic = reading.decisions[id]?.logic;
  if (mapping === undefined || !logic) return;
  const shape = logic.kind === 'table' ? shapeOf(logic) : 'singleEntry';
  if (mapping === shape) return;
  refuse(reading, task, 'unsupported-vendor-decision-result', `mapDecisionResult is “${mapping}”, and the decision gives a “${shape}”.`);
}

function shapeOf(table: DecisionTable): string {
  if (listsHits(table)) return table.outputs.length > 1 ? 'resultList' : 'collectEntries';
  return table.outputs.length > 1 ? 'singleResult' : 'singleEntry';
}
