import type { Decision, Knowledge } from '../../../schema/process/decision.ts';
import type { Reading } from '../read/reading.ts';
import { attribute, type XmlElement } from '../xml/element.ts';
import { variableOf } from './dmn-element.ts';

/** What is read of the decisions of a file. */
export interface DecisionReading {
  reading: Reading;
  /** The `definitions` of DMN in the file. */
  definitions: XmlElement[];
  /** Decisions, input data, knowledge models and services by id. */
  byId: Map<string, XmlElement>;
  /** Names of everything an expression may read: they may have signs in them that FEEL would take for operators. */
  declared: string[];
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
    declared: [...reading.declared, ...definitions.flatMap(declaredNames)],
    types: new Map(),
    knowledge: { functions: {}, types: {} },
    decisions: {},
  };
}

/** Variables, parameters, context entries and what requirements go by: all that has a name and a value. */
function declaredNames(definitions: XmlElement): string[] {
  const names = new Set<string>();
  const todo = [definitions];
  for (let at = todo.pop(); at; at = todo.pop()) {
    if (NAMED.has(at.local)) names.add(variableOf(at));
    const id = at.local === 'decision' ? attribute(at, 'id') : undefined;
    if (id !== undefined) names.add(id);
    todo.push(...at.children);
  }
  names.delete('');
  return [...names];
}

const NAMED = new Set([
  'decision',
  'inputData',
  'businessKnowledgeModel',
  'variable',
  'formalParameter',
  'parameter',
  'column',
  'itemComponent',
]);
