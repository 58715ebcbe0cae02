import { refuse } from '../read/reading.ts';
import { attribute, type XmlElement } from '../xml/element.ts';
import { declaredIn, type DecisionReading } from './decision-reading.ts';
import { nameOf, partOf, partsOf } from './dmn-element.ts';
import type { FeelReading } from './read-feel.ts';
import { logicOf } from './logic-element.ts';
import { readLogicIn } from './read-logic.ts';
import { typeOf } from './read-type.ts';
import { readRequirements } from './requirements.ts';

/** Reads a business knowledge model (6.3.9): a function whose body sees its parameters and nothing else. */
export function readFunction(decisions: DecisionReading, element: XmlElement): void {
  const requirements = readRequirements(decisions, element);
  const body = partOf(element, 'encapsulatedLogic');
  const kind = body && attribute(body, 'kind');
  if (!body) refuse(decisions.reading, element, 'invalid-decision', 'A knowledge model needs its logic.');
  else if (kind !== undefined && kind !== 'FEEL') {
    refuse(decisions.reading, element, 'unsupported-decision-function', `Functions in ${kind} are not run; FEEL is.`);
  } else readBody(decisions, element, body, requirements.functions);
}

function readBody(decisions: DecisionReading, element: XmlElement, body: XmlElement, calls: Record<string, string>): void {
  const parameters = partsOf(body, 'formalParameter').map((one) => ({ name: nameOf(one) ?? '', ...typeOf(decisions, one) }));
  const names = new Set(parameters.map((one) => one.name));
  if (names.size < parameters.length || names.has('')) {
    refuse(decisions.reading, element, 'invalid-decision', 'Parameters have a name, each its own.');
  }
  const declared = declaredIn(decisions, body, Object.keys(calls));
  const feel: FeelReading = { decisions, declared, calls, closed: true, reads: new Set(), free: new Set() };
  const logic = readLogicIn(feel, body, names);
  const id = attribute(element, 'id');
  if (!logic || id === undefined) return;
  decisions.knowledge.functions[id] = { parameters, logic, ...typeOf(decisions, logicOf(body)[0]), reads: [...feel.reads], calls };
}
