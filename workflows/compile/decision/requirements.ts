import { refuse } from '../read/reading.ts';
import { attribute, type XmlElement } from '../xml/element.ts';
import type { DecisionReading } from './decision-reading.ts';
import { nameOf, partsOf, variableOf } from './dmn-element.ts';
import { hasLogic } from './logic-element.ts';
import { typeOf } from './read-type.ts';

/** What a decision or knowledge model needs: names by what gives them their value. */
export interface Requirements {
  /** All names by which something required is read. */
  names: string[];
  decisions: { id: string; names: string[] }[];
  /** Types of input data by name; those without a type are plain variables. */
  inputs: Record<string, string>;
  /** Ids of knowledge models by the names they are called by. */
  functions: Record<string, string>;
}

/** Reads the requirements of an element (6.3.7, 6.3.10); what they name must be there, and be of the right kind. */
export function readRequirements(decisions: DecisionReading, element: XmlElement): Requirements {
  const found = { decisions: [] as XmlElement[], inputs: [] as XmlElement[], functions: [] as XmlElement[] };
  for (const requirement of partsOf(element, 'informationRequirement', 'knowledgeRequirement')) {
    for (const reference of partsOf(requirement)) {
      if (reference.local === 'requiredDecision') found.decisions.push(...target(decisions, reference, 'decision'));
      if (reference.local === 'requiredInput') found.inputs.push(...target(decisions, reference, 'inputData'));
      if (reference.local === 'requiredKnowledge') found.functions.push(...target(decisions, reference, 'businessKnowledgeModel'));
    }
  }
  const taken = new Set<string>();
  for (const one of [...new Set([...found.decisions, ...found.inputs, ...found.functions])]) {
    const name = variableOf(one);
    if (taken.has(name)) refuse(decisions.reading, element, 'invalid-decision', `Two things that are required go by the name “${name}”.`);
    taken.add(name);
  }
  for (const one of found.decisions) {
    if (hasLogic(one)) continue;
    refuse(decisions.reading, element, 'invalid-decision', `“${idOf(one)}” is required and has no logic of its own.`);
  }
  // Beside its name a decision goes by its id, where nothing else has that name: Camunda 8 reads it so.
  const required = [...new Set(found.decisions)].map((one) => ({
    id: idOf(one),
    names: [variableOf(one), idOf(one)].filter((name, at) => at === 0 || !taken.has(name)),
  }));
  return {
    names: [...taken, ...required.flatMap((one) => one.names)],
    decisions: required,
    inputs: Object.fromEntries(
      found.inputs.flatMap((one) => {
        const variable = partsOf(one, 'variable')[0];
        const { type } = typeOf(decisions, variable);
        return type === undefined ? [] : [[variableOf(one), type]];
      }),
    ),
    functions: Object.fromEntries(found.functions.map((one) => [nameOf(one) ?? variableOf(one), idOf(one)])),
  };
}

function idOf(element: XmlElement): string {
  return attribute(element, 'id') ?? '';
}

function target(decisions: DecisionReading, reference: XmlElement, local: string): XmlElement[] {
  const href = attribute(reference, 'href') ?? '';
  const hash = href.indexOf('#');
  const [file, id] = [href.slice(0, Math.max(hash, 0)), href.slice(hash + 1)];
  const known = file === '' || decisions.definitions.some((definitions) => attribute(definitions, 'namespace') === file);
  const found = known ? decisions.byId.get(id) : undefined;
  if (found?.local === local) return [found];
  if (!known) refuse(decisions.reading, reference, 'unsupported-import', `“${href}” lies in another file.`);
  else if (!found) refuse(decisions.reading, reference, 'invalid-reference', `“${href}” names nothing among the decisions of the file.`);
  else if (found.local === 'decisionService') {
    refuse(decisions.reading, reference, 'unsupported-decision-service', `“${href}” is a decision service, which is not run.`);
  } else refuse(decisions.reading, reference, 'invalid-reference', `“${href}” is a ${found.local}, not a ${local}.`);
  return [];
}

/** Those of `ids` that need themselves, by way of others or not. `needs` gives what one needs. */
export function onCycles(ids: string[], needs: (id: string) => string[]): string[] {
  const left = new Set(ids);
  const strip = (edges: Map<string, string[]>): void => {
    const degree = new Map([...left].map((id) => [id, 0]));
    for (const id of left) for (const to of edges.get(id) ?? []) if (left.has(to)) degree.set(to, (degree.get(to) ?? 0) + 1);
    const free = [...left].filter((id) => degree.get(id) === 0);
    for (const id of free) {
      left.delete(id);
      for (const to of edges.get(id) ?? []) {
        if (!left.has(to)) continue;
        const rest = (degree.get(to) ?? 0) - 1;
        degree.set(to, rest);
        if (rest === 0) free.push(to);
      }
    }
  };
  const forward = new Map(ids.map((id) => [id, needs(id)]));
  const backward = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const [id, list] of forward) for (const to of list) backward.get(to)?.push(id);
  // First what nothing needs, then what needs nothing: what is left lies on a cycle, or between two.
  strip(forward);
  strip(backward);
  return [...left];
}
