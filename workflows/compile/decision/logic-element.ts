import type { XmlElement } from '../xml/element.ts';
import { partsOf } from './dmn-element.ts';

/** Every element that is an expression (DMN 1.5, 7.3). */
export const LOGIC = [
  'literalExpression',
  'decisionTable',
  'context',
  'list',
  'relation',
  'invocation',
  'conditional',
  'functionDefinition',
  'filter',
  'for',
  'every',
  'some',
] as const;

/** The expressions that an element holds, in file order. */
export function logicOf(holder: XmlElement): XmlElement[] {
  return partsOf(holder, ...LOGIC);
}

/** A decision may go without logic (6.3.7): it is a box in a drawing then, and nothing can ask it. */
export function hasLogic(decision: XmlElement): boolean {
  return logicOf(decision).length > 0;
}
