import { nameAt, parseFeel, type ParsedFeel, parseTests, withoutEquals } from '../expression/feel-parse.ts';
import { type Reading, refuse } from '../read/reading.ts';
import { attribute, type XmlElement } from '../xml/element.ts';
import type { DecisionReading } from './decision-reading.ts';
import { partOf, textOf } from './dmn-element.ts';

/** What the expressions of one decision or knowledge model read and may call. */
export interface FeelReading {
  decisions: DecisionReading;
  /** Names that are read as names, whatever signs they have. */
  declared: string[];
  /** The ids of the knowledge models that may be called, by the names they are called by. */
  calls: Record<string, string>;
  /** A knowledge model: nothing is seen but what its parts bind. */
  closed?: boolean;
  /** Every name read. */
  reads: Set<string>;
  /** The names read that no part of the logic binds. */
  free: Set<string>;
}

export type Bound = ReadonlySet<string>;

/** The FEEL text of an element; undefined, and a finding, when it cannot be run. `where` says what it is to the reader. */
export function readFeel(feel: FeelReading, element: XmlElement, bound: Bound, where: string): string | undefined {
  const text = withoutEquals(textOf(element));
  if (!isFeel(feel.decisions.reading, element)) return undefined;
  return keep(feel, element, bound, where, text, parseFeel(text, feel.declared, Object.keys(feel.calls)));
}

/** The unary tests of an element; none at all let everything pass. */
export function readTests(feel: FeelReading, element: XmlElement, bound: Bound, where: string): string | undefined {
  const text = textOf(element) || '-';
  if (text === '-') return text;
  if (!isFeel(feel.decisions.reading, element)) return undefined;
  return keep(feel, element, bound, where, text, parseTests(text, feel.declared, Object.keys(feel.calls)));
}

function keep(
  feel: FeelReading,
  element: XmlElement,
  bound: Bound,
  where: string,
  text: string,
  parsed: ParsedFeel | { message: string },
): string | undefined {
  if ('message' in parsed) {
    refuse(feel.decisions.reading, element, 'invalid-expression', `${where}: ${parsed.message}`);
    return undefined;
  }
  const stranger = feel.closed ? plainNames(parsed).find((name) => !bound.has(name)) : undefined;
  if (stranger !== undefined) {
    refuse(
      feel.decisions.reading,
      element,
      'invalid-expression',
      `${where}: a knowledge model sees its parameters only, and “${stranger}” is none.`,
    );
    return undefined;
  }
  for (const name of parsed.names) {
    feel.reads.add(name);
    if (!bound.has(name)) feel.free.add(name);
  }
  return text;
}

/** Parts of FEEL that bind names of their own. */
const BINDING = new Set(['FilterExpression', 'ForExpression', 'QuantifiedExpression', 'FunctionDefinition', 'Context']);

/** The names an expression reads outside of loops, filters, contexts and functions: none of them is bound in it. */
function plainNames({ tree, text, names }: ParsedFeel): string[] {
  const plain = new Set<string>();
  tree.iterate({
    enter: ({ name, node }) => {
      if (BINDING.has(name)) return false;
      if (name === 'VariableName') plain.add(nameAt(node, text));
      return undefined;
    },
  });
  return names.filter((name) => plain.has(name));
}

/** Parses tests that stand for themselves: the allowed values of types, inputs and outputs. They read no variables. */
export function parseTestsAt(decisions: DecisionReading, element: XmlElement, text: string, where: string): ParsedFeel | undefined {
  const parsed = parseTests(text);
  const message = 'message' in parsed ? parsed.message : parsed.names.length > 0 ? `“${parsed.names[0]}” is no value.` : undefined;
  if ('message' in parsed || message !== undefined) {
    refuse(decisions.reading, element, 'invalid-expression', `${where}: ${message}`);
    return undefined;
  }
  return parsed;
}

/** Whether an expression is FEEL: it says so itself, the `definitions` do, or nothing is said. */
function isFeel(reading: Reading, element: XmlElement): boolean {
  if (partOf(element, 'importedValues')) {
    refuse(reading, element, 'unsupported-import', 'Values of other files are not read.');
    return false;
  }
  let language = attribute(element, 'expressionLanguage');
  for (let at: XmlElement | null = element; at && language === undefined; at = at.local === 'definitions' ? null : at.parent) {
    language = attribute(at, 'expressionLanguage');
  }
  if (language === undefined || /feel/i.test(language)) return true;
  refuse(reading, element, 'unsupported-expression-language', `Expressions in “${language}” are not run; FEEL is.`);
  return false;
}
