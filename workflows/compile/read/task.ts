import type { Activity } from '../../../schema/process/program.ts';
import { readEffect, readUserTaskExtensions } from '../approval/read-approval.ts';
import { readTaskDecision } from '../decision/task-decision.ts';
import { isDecisionTask } from '../vendor/decision.ts';
import { readAssignment, readResultVariable } from '../vendor/task.ts';
import { APPROVAL, attribute, childOf, flag, foreignAttribute, type XmlElement } from '../xml/element.ts';
import { referencedAs } from '../model/document.ts';
import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { ActivityBase } from './activity.ts';
import { receiverKey, senderKey } from './correlation.ts';
import { messageName } from './event-definition.ts';
import { parseFeelText } from './expression.ts';
import { messageFlowMessage } from './message-flow.ts';
import type { Place } from './node-base.ts';
import { type Reading, refuse } from './reading.ts';

/** Reads a task by its kind (10.3.3); `element` is the task, or the global task that a call activity runs. */
export function readTask(reading: Reading, element: XmlElement, base: ActivityBase, place: Place): Activity | undefined {
  switch (element.local) {
    case 'userTask':
    case 'globalUserTask':
      return { type: 'userTask', ...base, ...readAssignment(reading, element), ...readUserTaskExtensions(reading, element) };
    case 'serviceTask': {
      const { decision } = isDecisionTask(element) ? readTaskDecision(reading, element) : {};
      const service = readService(reading, element, base, decision === undefined ? 'serviceTask' : 'businessRuleTask');
      return { ...service, ...(decision === undefined ? {} : { decision }) };
    }
    case 'businessRuleTask':
    case 'globalBusinessRuleTask':
      return { ...readService(reading, element, base, 'businessRuleTask'), ...readTaskDecision(reading, element) };
    case 'sendTask': {
      const message = readMessage(reading, element, place, true);
      const service = readService(reading, element, base, 'sendTask');
      return { ...service, ...(message ? { message } : {}) };
    }
    case 'receiveTask': {
      const message = readMessage(reading, element, place, false);
      const instantiate = flag(element, 'instantiate', false);
      return { type: 'receiveTask', ...base, ...(message ? { message } : {}), ...(instantiate ? { instantiate } : {}) };
    }
    case 'scriptTask':
      return readScript(reading, element, base, attribute(element, 'scriptFormat'));
    case 'globalScriptTask':
      return readScript(reading, element, base, attribute(element, 'scriptLanguage'));
    case 'manualTask':
    case 'globalManualTask':
      return { type: 'manualTask', ...base };
    default:
      return { type: 'task', ...base };
  }
}

function readService(reading: Reading, element: XmlElement, base: ActivityBase, type: 'serviceTask' | 'sendTask' | 'businessRuleTask') {
  const activity = foreignAttribute(element, APPROVAL, 'activity');
  const effect = readEffect(reading, element);
  if (type !== 'businessRuleTask' && foreignAttribute(element, APPROVAL, 'decision') !== undefined) {
    refuse(reading, element, 'invalid-approval', 'Only a business rule task evaluates a decision: approval:decision has no place here.');
  }
  return {
    type,
    ...base,
    ...(activity === undefined ? {} : { activity }),
    ...(effect ? { effect } : {}),
    ...readResultVariable(element),
  };
}

function readMessage(reading: Reading, element: XmlElement, place: Place, throws: boolean): EventDefinition | undefined {
  const written = referencedAs(reading.document, element, attribute(element, 'messageRef'), 'message');
  const message = written ?? messageFlowMessage(reading, { throws, node: element, process: place.process, payload: {} });
  const name = message && messageName(reading, message);
  if (!message || name === undefined) return undefined;
  const key = throws ? senderKey(reading, message) : receiverKey(reading, message, place.process);
  return { kind: 'message', name, ...(key ? { correlationKey: key } : {}) };
}

/** Script tasks run when their language is FEEL. */
function readScript(reading: Reading, element: XmlElement, base: ActivityBase, language: string | undefined): Activity | undefined {
  if (language === undefined || !/^feel$/i.test(language)) {
    const named = language === undefined ? 'without a language' : `in “${language}”`;
    refuse(reading, element, 'unsupported-script-language', `Scripts ${named} are not run; FEEL is.`);
    return undefined;
  }
  const text = childOf(element, 'script')?.text ?? '';
  const script = parseFeelText(reading, element, text);
  return script && { type: 'scriptTask', ...base, script, ...readResultVariable(element) };
}
