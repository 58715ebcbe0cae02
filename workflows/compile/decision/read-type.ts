import type { ValueType } from '../../../schema/process/decision.ts';
import { refuse } from '../read/reading.ts';
import { attribute, flag, type XmlElement } from '../xml/element.ts';
import type { DecisionReading } from './decision-reading.ts';
import { nameOf, partOf, partsOf, textOf } from './dmn-element.ts';
import { parseTestsAt } from './read-feel.ts';

/** FEEL's own types (DMN 1.5, 10.3.2.2), under every name they are written by. */
const TYPES: Record<string, string> = {
  Any: 'Any',
  string: 'string',
  number: 'number',
  integer: 'number',
  long: 'number',
  double: 'number',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  dateTime: 'date and time',
  'days and time duration': 'days and time duration',
  dayTimeDuration: 'days and time duration',
  'years and months duration': 'years and months duration',
  yearMonthDuration: 'years and months duration',
  duration: 'duration',
  context: 'context',
  list: 'list',
};

/** The type an element names: one of FEEL's, or the key of an item definition. Any value goes where there is none. */
export function typeOf(decisions: DecisionReading, element: XmlElement | undefined): { type?: string } {
  const written = element && attribute(element, 'typeRef');
  if (!element || written === undefined) return {};
  const type = resolve(decisions, element, written);
  return type === undefined || type === 'Any' ? {} : { type };
}

function resolve(decisions: DecisionReading, at: XmlElement, written: string): string | undefined {
  let definitions = at;
  while (definitions.parent && definitions.local !== 'definitions') definitions = definitions.parent;
  const own = decisions.types.get(definitions);
  // `feel:string` of DMN 1.1, `tns:Applicant` of some editors.
  const local = written.includes(':') ? written.slice(written.indexOf(':') + 1) : written;
  const type = own?.get(written) ?? own?.get(local) ?? (Object.hasOwn(TYPES, local) ? TYPES[local] : undefined);
  if (type === undefined) refuse(decisions.reading, at, 'invalid-decision', `There is no type “${written}” (line ${at.line}).`);
  return type;
}

/** Reads the item definitions (7.3.3). Their names come first, since one may stand before the one it names. */
export function readTypes(decisions: DecisionReading): void {
  const todo: { element: XmlElement; key: string }[] = [];
  for (const definitions of decisions.definitions) {
    const names = new Map<string, string>();
    decisions.types.set(definitions, names);
    for (const element of partsOf(definitions, 'itemDefinition')) {
      const name = nameOf(element);
      if (name === undefined) continue;
      if (names.has(name)) refuse(decisions.reading, element, 'invalid-decision', `The type “${name}” is defined twice.`);
      const key = freeKey(decisions, name);
      names.set(name, key);
      todo.push({ element, key });
    }
  }
  // It grows by the parts of what is read.
  for (const { element, key } of todo) todo.push(...readType(decisions, element, key));
  for (const { element, key } of todo) checkBase(decisions, element, key);
}

function readType(decisions: DecisionReading, element: XmlElement, key: string): { element: XmlElement; key: string }[] {
  const type: ValueType = { base: 'Any', ...(flag(element, 'isCollection', false) ? { list: true } : {}) };
  decisions.knowledge.types[key] = type;
  if (partOf(element, 'functionItem')) {
    refuse(decisions.reading, element, 'unsupported-decision-function', `The type “${nameOf(element)}” is that of a function.`);
  }
  const base = partOf(element, 'typeRef')?.text.trim();
  if (base) type.base = resolve(decisions, element, base) ?? 'Any';
  const values = textOf(partOf(element, 'typeConstraint')) || textOf(partOf(element, 'allowedValues'));
  if (values !== '' && parseTestsAt(decisions, element, values, `Allowed values of “${nameOf(element)}”`)) type.values = values;
  const parts = partsOf(element, 'itemComponent').flatMap((part) => {
    const name = nameOf(part);
    return name === undefined ? [] : [{ element: part, name, key: freeKey(decisions, `${key}.${name}`) }];
  });
  if (parts.length > 0) {
    type.base = 'context';
    type.parts = Object.fromEntries(parts.map((part) => [part.name, part.key]));
  }
  return parts;
}

/** Keys are taken at once, so that the same name in another `definitions` gets one of its own. */
function freeKey(decisions: DecisionReading, name: string): string {
  let key = Object.hasOwn(TYPES, name) || name === '__proto__' ? `${name} ` : name;
  while (Object.hasOwn(decisions.knowledge.types, key)) key = `${key} `;
  decisions.knowledge.types[key] = { base: 'Any' };
  return key;
}

/** A type cannot be one of itself. */
function checkBase(decisions: DecisionReading, element: XmlElement, key: string): void {
  const seen = new Set([key]);
  const types = decisions.knowledge.types;
  for (let type = types[key]; type && Object.hasOwn(types, type.base); type = types[type.base]) {
    if (seen.has(type.base)) {
      refuse(decisions.reading, element, 'invalid-decision', `The type “${nameOf(element)}” is defined by itself.`);
      type.base = 'Any';
      return;
    }
    seen.add(type.base);
  }
}
