import type { Logic } from '../../../schema/process/decision.ts';
import { refuse } from '../read/reading.ts';
import type { FindingCode } from '../finding.ts';
import type { XmlElement } from '../xml/element.ts';
import { nameOf, partOf, partsOf, textOf } from './dmn-element.ts';
import { LOGIC, logicOf } from './logic-element.ts';
import { type Bound, type FeelReading, readFeel } from './read-feel.ts';
import { readTable } from './read-table.ts';
import { typeOf } from './read-type.ts';

type Reader = (feel: FeelReading, element: XmlElement, bound: Bound) => Logic | undefined;

/** Boxed expressions (7.3) by element name; those that make functions or loops are not run. */
const READERS: Record<(typeof LOGIC)[number], Reader | FindingCode> = {
  literalExpression: (feel, element, bound) => {
    const text = readFeel(feel, element, bound, 'Expression');
    return text === undefined ? undefined : { kind: 'literal', text };
  },
  decisionTable: readTable,
  context: readContext,
  list: readList,
  relation: readRelation,
  invocation: readInvocation,
  conditional: readConditional,
  functionDefinition: 'unsupported-decision-function',
  filter: 'unsupported-decision-filter',
  for: 'unsupported-decision-iterator',
  every: 'unsupported-decision-iterator',
  some: 'unsupported-decision-iterator',
};

/** The one expression that an element holds, read; undefined, and a finding, when there is none or it cannot be run. */
export function readLogicIn(feel: FeelReading, holder: XmlElement, bound: Bound): Logic | undefined {
  const [element, ...more] = logicOf(holder);
  if (!element || more.length > 0) {
    const problem = element ? `“${holder.local}” has more than one expression` : `“${holder.local}” has no expression`;
    refuse(feel.decisions.reading, holder, 'invalid-decision', `${problem} (line ${holder.line}).`);
    return undefined;
  }
  return readLogic(feel, element, bound);
}

function readLogic(feel: FeelReading, element: XmlElement, bound: Bound): Logic | undefined {
  const reader = READERS[element.local as (typeof LOGIC)[number]];
  if (typeof reader === 'function') return reader(feel, element, bound);
  refuse(feel.decisions.reading, element, reader, `A boxed “${element.local}” is not run; FEEL in a literal expression is.`);
  return undefined;
}

/** Entries see those before them (10.3.2.6); one without a variable is the result. */
function readContext(feel: FeelReading, element: XmlElement, outer: Bound): Logic | undefined {
  const bound = new Set(outer);
  const parts = partsOf(element, 'contextEntry');
  const entries = parts.map((entry, at) => {
    const variable = partOf(entry, 'variable');
    const name = variable && nameOf(variable);
    const value = readLogicIn(feel, entry, bound);
    if (name === undefined && at < parts.length - 1) {
      refuse(
        feel.decisions.reading,
        entry,
        'invalid-decision',
        `Only the last entry of a context goes without a variable (line ${entry.line}).`,
      );
    }
    if (name !== undefined && bound.has(name) && !outer.has(name)) {
      refuse(feel.decisions.reading, entry, 'invalid-decision', `A context has one entry “${name}” only (line ${entry.line}).`);
    }
    if (name !== undefined) bound.add(name);
    return { ...(name === undefined ? {} : { name }), ...typeOf(feel.decisions, variable), value };
  });
  const whole = entries.filter((entry): entry is typeof entry & { value: Logic } => entry.value !== undefined);
  return whole.length === entries.length ? { kind: 'context', entries: whole } : undefined;
}

function readList(feel: FeelReading, element: XmlElement, bound: Bound): Logic | undefined {
  const items = logicOf(element).map((item) => readLogic(feel, item, bound));
  return complete(items) ? { kind: 'list', items } : undefined;
}

/** A relation is a list of contexts of the same entries (7.3.11). */
function readRelation(feel: FeelReading, element: XmlElement, bound: Bound): Logic | undefined {
  const columns = partsOf(element, 'column').map((column) => ({ name: nameOf(column) ?? '', ...typeOf(feel.decisions, column) }));
  const items = partsOf(element, 'row').map((row): Logic | undefined => {
    const values = logicOf(row).map((cell) => readLogic(feel, cell, bound));
    if (values.length !== columns.length) {
      refuse(feel.decisions.reading, row, 'invalid-decision', `A row has a cell for each column (line ${row.line}).`);
    }
    if (!complete(values) || values.length !== columns.length) return undefined;
    return { kind: 'context', entries: columns.map((column, at) => ({ ...column, value: values[at]! })) };
  });
  return complete(items) ? { kind: 'list', items } : undefined;
}

/** Calls a knowledge model by its name, with an argument for each of its parameters. */
function readInvocation(feel: FeelReading, element: XmlElement, bound: Bound): Logic | undefined {
  const target = partOf(element, 'literalExpression');
  const called = textOf(target).replace(/\s+/g, ' ');
  const id = Object.hasOwn(feel.calls, called) ? feel.calls[called] : undefined;
  if (id === undefined) refuse(feel.decisions.reading, element, 'invalid-decision', `“${called}” is no knowledge model that is required.`);
  const bindings = partsOf(element, 'binding').map((binding) => {
    const parameter = partOf(binding, 'parameter');
    const value = readLogicIn(feel, binding, bound);
    return { name: (parameter && nameOf(parameter)) ?? '', value };
  });
  const given = bindings.map((one) => one.name);
  const wanted = id === undefined ? given : parametersOf(feel.decisions.byId.get(id));
  if (given.length !== wanted.length || wanted.some((name) => !given.includes(name))) {
    refuse(
      feel.decisions.reading,
      element,
      'invalid-decision',
      `“${called}” takes ${wanted.map((name) => `“${name}”`).join(', ') || 'nothing'}.`,
    );
  }
  const whole = bindings.filter((one): one is { name: string; value: Logic } => one.value !== undefined);
  return whole.length === bindings.length ? { kind: 'invocation', called, bindings: whole } : undefined;
}

/** The names of a knowledge model's parameters. */
function parametersOf(model: XmlElement | undefined): string[] {
  const body = model && partOf(model, 'encapsulatedLogic');
  return body ? partsOf(body, 'formalParameter').map((one) => nameOf(one) ?? '') : [];
}

function readConditional(feel: FeelReading, element: XmlElement, bound: Bound): Logic | undefined {
  const [test, yes, no] = ['if', 'then', 'else'].map((local) => {
    const part = partOf(element, local);
    if (!part) refuse(feel.decisions.reading, element, 'invalid-decision', `A conditional needs “${local}” (line ${element.line}).`);
    return part && readLogicIn(feel, part, bound);
  });
  return test && yes && no ? { kind: 'conditional', test, yes, no } : undefined;
}

function complete(list: (Logic | undefined)[]): list is Logic[] {
  return list.every((one) => one !== undefined);
}
