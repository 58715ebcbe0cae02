import type { Activity } from '../../../schema/process/program.ts';
import { attribute, childOf, flag, type XmlElement } from '../xml/element.ts';
import type { ActivityBase } from './activity.ts';
import { readExpression } from './expression.ts';
import type { Reading } from './reading.ts';

/** Reads an embedded, event, transaction or ad-hoc sub-process (10.3.5); its body is read with the scopes. */
export function readSubProcess(reading: Reading, element: XmlElement, base: ActivityBase): Activity {
  if (element.local === 'transaction') return { type: 'transaction', ...base };
  if (element.local !== 'adHocSubProcess') {
    return { type: flag(element, 'triggeredByEvent', false) ? 'eventSubProcess' : 'subProcess', ...base };
  }
  const written = childOf(element, 'completionCondition');
  const completion = written && readExpression(reading, written);
  return {
    type: 'adHocSubProcess',
    ...base,
    ordering: attribute(element, 'ordering') === 'Sequential' ? 'sequential' : 'parallel',
    cancelRemaining: flag(element, 'cancelRemainingInstances', true),
    ...(completion ? { completion } : {}),
  };
}
