import type { EventDefinition } from '../../../schema/process/event-definition.ts';
import type { Expression, Value } from '../../../schema/process/expression.ts';
import { parseDuration, parseInstant, parseRepetition } from '../../engine/time.ts';
import { APPROVAL, BPMN, childrenOf, foreignAttribute, type XmlElement } from '../xml/element.ts';
import { readExpression } from './expression.ts';
import { type Reading, refuse } from './reading.ts';

type TimerType = 'date' | 'duration' | 'cycle';

const TYPES: Record<string, TimerType> = { timeDate: 'date', timeDuration: 'duration', timeCycle: 'cycle' };
/** Texts that can only be meant as a date, a duration or a cycle of ISO 8601, even where they are wrong. */
const ISO = /^(?:[-+]?P[\d,.YMWDTHS]*$|[-+]?P\d|R[-\d]*\/|\d{4}-?\d{2}|\d+\/)/;
const CRON = /^(?:\S+\s+){4,6}\S+$/;
const SHANGHAI = 8 * 60;

/** A timer (10.5.5.4): exactly one of a date, a duration and a cycle. */
export function readTimer(reading: Reading, element: XmlElement): EventDefinition | undefined {
  const parts = element.children.filter((child) => child.uri === BPMN && child.local in TYPES);
  const [part] = parts;
  if (!part || parts.length > 1 || childrenOf(element, part.local).length > 1) {
    refuse(reading, element, 'invalid-timer', 'A timer needs one of timeDate, timeDuration and timeCycle.');
    return undefined;
  }
  const type = TYPES[part.local] ?? 'date';
  const value = readValue(reading, part, type);
  const law = [element, element.parent].flatMap((one) => (one && foreignAttribute(one, APPROVAL, 'law')) ?? [])[0];
  return value && { kind: 'timer', type, value, ...(law === undefined ? {} : { law }) };
}

function readValue(reading: Reading, part: XmlElement, type: TimerType): Value | undefined {
  const text = part.text.trim();
  if (text === '') {
    refuse(reading, part, 'invalid-timer', `“${part.local}” is empty.`);
    return undefined;
  }
  if (!ISO.test(text)) {
    if (type === 'cycle' && (CRON.test(text) || text.startsWith('@'))) {
      refuse(reading, part, 'unsupported-vendor-cron', `“${text}” is no cycle of ISO 8601.`);
      return undefined;
    }
    const before = reading.findings.list.length;
    const expression = readExpression(reading, part);
    if (expression && !isProse(reading, expression)) return { expression };
    if (expression) refuse(reading, part, 'invalid-timer', `“${text}” is no ${type}, and nothing of that name is declared.`);
    const found = reading.findings.list[before];
    if (found?.code === 'invalid-expression') {
      reading.findings.list[before] = { ...found, code: 'invalid-timer', message: `“${text}” is no ${type} of ISO 8601 and no FEEL.` };
    }
    return undefined;
  }
  if (isValid(text, type)) return { literal: text };
  refuse(reading, part, 'invalid-timer', `“${text}” is no ${type} of ISO 8601.`);
  return undefined;
}

/** Several words that FEEL would take for a name nobody has declared. */
function isProse(reading: Reading, expression: Expression): boolean {
  return expression.text.includes(' ') && expression.names[0] === expression.text && !reading.declared.includes(expression.text);
}

function isValid(text: string, type: TimerType): boolean {
  if (type === 'date') return parseInstant(text, SHANGHAI) !== null;
  if (type === 'duration') return parseDuration(text)?.sign === 1;
  const cycle = parseRepetition(text, SHANGHAI);
  const interval = cycle && parseDuration(cycle.interval);
  // A period of no length would fire without end at one moment.
  return interval?.sign === 1 && (interval.ms > 0 || interval.months > 0) && text.startsWith('R');
}
