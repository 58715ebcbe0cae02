import { type Decision, listsHits, type Logic } from '../../../schema/process/decision.ts';
import { type Reading, refuse } from '../read/reading.ts';
import { attribute, type XmlElement } from '../xml/element.ts';
import { declaredIn, type DecisionReading, newDecisionReading } from './decision-reading.ts';
import { partOf, partsOf, variableOf } from './dmn-element.ts';
import { findDefinitions, indexDecisions } from './find-definitions.ts';
import type { FeelReading } from './read-feel.ts';
import { readFunction } from './read-function.ts';
import { hasLogic, logicOf } from './logic-element.ts';
import { readLogicIn } from './read-logic.ts';
import { readTypes, typeOf } from './read-type.ts';
import { onCycles, readRequirements } from './requirements.ts';

/** Reads the DMN that the file carries, before the tasks that name its decisions. Whatever cannot be run is refused. */
export function readDecisions(reading: Reading): void {
  const definitions = findDefinitions(reading);
  if (definitions.length === 0) return;
  const decisions = newDecisionReading(reading, definitions, indexDecisions(reading, definitions));
  readTypes(decisions);
  for (const element of definitions.flatMap((one) => partsOf(one, 'businessKnowledgeModel', 'decision'))) {
    if (element.local === 'decision') readDecision(decisions, element);
    else readFunction(decisions, element);
  }
  if (!refuseCycles(decisions)) for (const id of Object.keys(decisions.decisions)) nameAll(decisions, id, new Set());
  reading.decisionElements = decisions.byId;
  reading.decisions = decisions.decisions;
  const { functions, types } = decisions.knowledge;
  if (Object.keys(functions).length + Object.keys(types).length > 0) reading.knowledge = decisions.knowledge;
}

function readDecision(decisions: DecisionReading, element: XmlElement): void {
  const requirements = readRequirements(decisions, element);
  if (!hasLogic(element)) return;
  const declared = declaredIn(decisions, element, requirements.names);
  const feel: FeelReading = { decisions, declared, calls: requirements.functions, reads: new Set(), free: new Set() };
  const logic = readLogicIn(feel, element, new Set());
  const type = resultType(decisions, element, logic);
  const id = attribute(element, 'id');
  if (!logic || id === undefined) return;
  const known = new Set(requirements.decisions.flatMap((one) => one.names));
  decisions.decisions[id] = {
    id,
    ...target(logic, variableOf(element)),
    names: [...feel.free].filter((name) => !known.has(name)),
    requires: requirements.decisions,
    inputs: requirements.inputs,
    logic,
    ...type,
    reads: [...feel.reads],
    calls: requirements.functions,
  };
}

/** Where a result goes that no result variable takes: one named output under its name, several under theirs. */
function target(logic: Logic, variable: string): Pick<Decision, 'variable' | 'merges'> {
  if (logic.kind !== 'table') return { variable, merges: [] };
  const names = logic.outputs.flatMap((output) => output.name ?? []);
  if (logic.outputs.length === 1) return { variable: names[0] ?? variable };
  return listsHits(logic) ? { variable } : { variable, merges: names };
}

/** The type of the decision's variable, else of its logic. Editors give a table that lists its hits the type of one. */
function resultType(decisions: DecisionReading, element: XmlElement, logic: Logic | undefined): { type?: string } {
  const ofVariable = typeOf(decisions, partOf(element, 'variable'));
  const { type } = ofVariable.type === undefined ? typeOf(decisions, logicOf(element)[0]) : ofVariable;
  if (type === undefined || (logic?.kind === 'table' && listsHits(logic) && !isList(decisions, type))) return {};
  return { type };
}

function isList({ knowledge: { types } }: DecisionReading, name: string): boolean {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  return type === undefined ? name === 'list' : type.list === true || type.base === 'Any' || type.base === 'list';
}

function refuseCycles(decisions: DecisionReading): boolean {
  const { functions } = decisions.knowledge;
  const cyclic = [
    ...onCycles(Object.keys(decisions.decisions), (id) => decisions.decisions[id]?.requires.map((one) => one.id) ?? []),
    ...onCycles(Object.keys(functions), (id) => Object.values(functions[id]?.calls ?? {})),
  ];
  for (const id of cyclic) {
    const element = decisions.byId.get(id);
    if (element) refuse(decisions.reading, element, 'invalid-decision', `“${id}” requires itself, directly or by way of others.`);
  }
  return cyclic.length > 0;
}

/** Adds the names that the required decisions read: a decision is handed what all of them need. */
function nameAll(decisions: DecisionReading, id: string, done: Set<string>): string[] {
  const decision = decisions.decisions[id];
  if (!decision || done.has(id)) return decision?.names ?? [];
  done.add(id);
  decision.names = [...new Set([...decision.names, ...decision.requires.flatMap((one) => nameAll(decisions, one.id, done))])];
  return decision.names;
}
