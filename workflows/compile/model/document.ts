import type { Findings } from '../finding.ts';
import { attribute, BPMN, childrenOf, namespaceOf, nearestId, type XmlElement } from '../xml/element.ts';

/** A BPMN file with its ids indexed. */
export interface Document {
  root: XmlElement;
  findings: Findings;
  /** Elements of the BPMN namespace by id. */
  byId: Map<string, XmlElement>;
  /** Root elements (10.1) by element name. */
  rootsNamed(local: string): readonly XmlElement[];
}

/** Indexes the file; ids that are used twice are findings. */
export function indexDocument(root: XmlElement, findings: Findings): Document {
  const byId = new Map<string, XmlElement>();
  const todo = [root];
  for (let at = todo.pop(); at; at = todo.pop()) {
    const id = at.uri === BPMN ? attribute(at, 'id') : undefined;
    if (id === '__proto__') findings.add(id, 'unsupported-id', 'This id cannot be kept.');
    if (id !== undefined) {
      if (byId.has(id)) findings.add(id, 'invalid-id', `The id “${id}” is used twice.`);
      else byId.set(id, at);
    }
    if (at.local !== 'extensionElements') for (const child of at.children.toReversed()) todo.push(child);
  }
  return { root, findings, byId, rootsNamed: (local) => childrenOf(root, local) };
}

/** The id that a QName names, prefix resolved; undefined when it names something of another file. */
export function localId(at: XmlElement, name: string): string | undefined {
  const colon = name.indexOf(':');
  if (colon < 0) return name;
  let root = at;
  while (root.parent) root = root.parent;
  const uri = namespaceOf(at, name.slice(0, colon));
  if (uri === undefined) return name;
  return uri === attribute(root, 'targetNamespace') ? name.slice(colon + 1) : undefined;
}

/** The element a reference names, undefined when there is none. */
export function referenced(document: Document, at: XmlElement, name: string | undefined): XmlElement | undefined {
  const id = name === undefined ? undefined : localId(at, name);
  return id === undefined ? undefined : document.byId.get(id);
}

/** As `referenced`, but only an element of one of those names counts; what dangles has been reported with all references. */
export function referencedAs(document: Document, at: XmlElement, name: string | undefined, ...locals: string[]): XmlElement | undefined {
  const found = referenced(document, at, name);
  if (!found || locals.includes(found.local)) return found;
  document.findings.add(nearestId(at), 'invalid-reference', `“${name}” is a ${found.local}, not a ${locals.join(' or ')}.`);
  return undefined;
}
