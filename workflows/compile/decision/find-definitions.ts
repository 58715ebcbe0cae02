import { type Reading, refuse } from '../read/reading.ts';
import { attribute, BPMN, type XmlElement } from '../xml/element.ts';
import { checkDecisionContent } from './check-content.ts';
import { DMN, partsOf } from './dmn-element.ts';

const OTHER_DMN = /^https?:\/\/www\.omg\.org\/spec\/DMN\/.*(MODEL\/?|\.xsd)$/;

/** Finds the DMN `definitions` that a file carries in its `extensionElements`, and checks what they are made of. */
export function findDefinitions(reading: Reading): XmlElement[] {
  const found: XmlElement[] = [];
  const todo = [reading.document.root];
  for (let at = todo.pop(); at; at = todo.pop()) {
    if (at.uri !== BPMN) continue;
    if (at.local !== 'extensionElements') {
      todo.push(...at.children.toReversed());
      continue;
    }
    for (const child of at.children) {
      if (child.local !== 'definitions') continue;
      if (DMN.has(child.uri)) found.push(child);
      else if (OTHER_DMN.test(child.uri)) {
        refuse(reading, child, 'unsupported-decision-version', `“${child.uri}” is not DMN 1.1 to 1.5.`);
      }
    }
  }
  for (const definitions of found) checkDefinitions(reading, definitions);
  return found;
}

function checkDefinitions(reading: Reading, definitions: XmlElement): void {
  checkDecisionContent(reading, definitions);
  for (const element of partsOf(definitions, 'import')) {
    refuse(reading, element, 'unsupported-import', 'Decisions of other files are not read.');
  }
}

/** Decisions, input data, knowledge models and services by id. */
export function indexDecisions(reading: Reading, found: XmlElement[]): Map<string, XmlElement> {
  const byId = new Map<string, XmlElement>();
  for (const element of found.flatMap((definitions) => partsOf(definitions))) {
    const id = attribute(element, 'id');
    if (id === undefined) continue;
    if (id === '__proto__') reading.findings.add(id, 'unsupported-id', 'This id cannot be kept.');
    if (byId.has(id)) reading.findings.add(id, 'invalid-id', `The id “${id}” is used twice in the decisions.`);
    else byId.set(id, element);
  }
  return byId;
}
