import type { Expression, Value } from '../../../schema/process/expression.ts';
import { parseFeel, withoutEquals } from '../expression/feel-parse.ts';
import { hasBraces, insideBraces, namesOf, parseJuel } from '../expression/juel-parse.ts';
import { attribute, type XmlElement } from '../xml/element.ts';
import { type Reading, refuse } from './reading.ts';

/** What editors write although the expressions are none of it. */
const XPATH = 'http://www.w3.org/1999/XPath';

/** The expression an element holds; undefined, and a finding, when it cannot be run. */
export function readExpression(reading: Reading, element: XmlElement): Expression | undefined {
  const language = attribute(element, 'language') ?? attribute(reading.document.root, 'expressionLanguage');
  if (language !== undefined && language !== XPATH && !/feel/i.test(language)) {
    refuse(reading, element, 'unsupported-expression-language', `Expressions in “${language}” are not run; FEEL is.`);
    return undefined;
  }
  return parseText(reading, element, element.text);
}

/** Reads FEEL, or the small language in `${…}`; `at` is where findings go. */
export function parseText(reading: Reading, at: XmlElement, text: string): Expression | undefined {
  const inside = insideBraces(text);
  if (inside !== undefined || hasBraces(text)) {
    const juel = inside === undefined ? null : parseJuel(inside);
    if (juel && inside !== undefined) return { language: 'juel', text: inside.trim(), names: namesOf(juel) };
    refuse(reading, at, 'unsupported-vendor-expression', `“${text.trim()}” goes beyond what is run of \${…}.`);
    return undefined;
  }
  return parseFeelText(reading, at, text);
}

/** Reads FEEL and nothing else. */
export function parseFeelText(reading: Reading, at: XmlElement, text: string): Expression | undefined {
  const feel = withoutEquals(text);
  const parsed = parseFeel(feel, reading.declared);
  if (!('message' in parsed)) return { language: 'feel', text: feel, names: parsed.names };
  refuse(reading, at, 'invalid-expression', parsed.message);
  return undefined;
}

/** A vendor attribute that is text, or an expression in `${…}` or after `=`. */
export function readVendorValue(reading: Reading, at: XmlElement, text: string): Value | undefined {
  if (!hasBraces(text) && !text.trim().startsWith('=')) return { literal: text.trim() };
  const expression = parseText(reading, at, text);
  return expression && { expression };
}
