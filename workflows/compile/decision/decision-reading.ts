import type { Decision, Knowledge } from '../../../schema/process/decision.ts';
import type { Reading } from '../read/reading.ts';
import type { XmlElement } from '../xml/element.ts';
import { nameOf, partOf } from './dmn-element.ts';

/** What is read of the decisions of a file. */
export interface DecisionReading {
  reading: Reading;
  /** The `definitions` of DMN in the file. */
  definitions: XmlElement[];
  /** Decisions, input data, knowledge models and services by id. */
  byId: Map<string, XmlElement>;
  /** Names of the parts of types: they may have signs in them that FEEL would take for operators. */
  parts: string[];
  /** The keys in `knowledge.types` of the item definitions of one `definitions`, by name. */
  types: Map<XmlElement, Map<string, string>>;
  knowledge: Knowledge;
  decisions: Record<string, Decision>;
}

export function newDecisionReading(reading: Reading, definitions: XmlElement[], byId: Map<string, XmlElement>): DecisionReading {
  return {
    reading,
    definitions,
    byId,
    parts: definitions.flatMap((one) => namesIn(one, PARTS)),
    types: new Map(),
    knowledge: { functions: {}, types: {} },
    decisions: {},
  };
}

/**
 * The names that the expressions of a decision or knowledge model may read: what it requires, its parameters, and the
 * entries and columns in it. Those of others are not among them: a sign in one of their names is an operator here.
 */
export function declaredIn(decisions: DecisionReading, element: XmlElement, required: string[]): string[] {
  return [...new Set([...decisions.reading.declared, ...decisions.parts, ...required, ...namesIn(element, OWN)])];
}

function namesIn(element: XmlElement, holders: ReadonlySet<string>): string[] {
  const names: string[] = [];
  const todo = [element];
  for (let at = todo.pop(); at; at = todo.pop()) {
    const named = at.local === 'contextEntry' ? partOf(at, 'variable') : at;
    const name = named && holders.has(at.local) ? nameOf(named) : undefined;
    if (name !== undefined) names.push(name);
    todo.push(...at.children);
  }
  return names;
}

const PARTS: ReadonlySet<string> = new Set(['itemComponent']);
const OWN: ReadonlySet<string> = new Set(['contextEntry', 'column', 'formalParameter']);
