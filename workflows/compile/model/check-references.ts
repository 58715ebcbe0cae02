import { contentType, type ContentType } from '../xml/content-model.ts';
import { attribute, BPMN, nearestId, type XmlElement } from '../xml/element.ts';
import { type Document, localId } from './document.ts';

/** Types, interfaces and categories: they may lie in other files or nowhere, and have no bearing on the run. */
const ELSEWHERE = new Set([
  'structureRef',
  'itemSubjectRef',
  'evaluatesToTypeRef',
  'type',
  'supportedInterfaceRef',
  'interfaceRef',
  'operationRef',
  'categoryValueRef',
  'definition',
  'implementationRef',
  'itemRef',
  'inMessageRef',
  'outMessageRef',
  // Resolved, and reported, where call activities are read.
  'calledElement',
]);

/** Reports every reference that names no element of the file. */
export function checkReferences(document: Document): void {
  const start = contentType('tDefinitions');
  const todo: { element: XmlElement; type: ContentType }[] = start ? [{ element: document.root, type: start }] : [];
  for (let at = todo.pop(); at; at = todo.pop()) {
    const { element, type } = at;
    for (const [name, spec] of type.attributes) {
      if ((spec.type === 'IDREF' || spec.type === 'QName') && !ELSEWHERE.has(name))
        check(document, element, name, attribute(element, name));
    }
    for (const child of element.children) {
      const spec = child.uri === BPMN ? type.children.get(child.local) : undefined;
      if (!spec) continue;
      const childType = contentType(spec.type);
      if (childType) todo.push({ element: child, type: childType });
      else if ((spec.type === 'IDREF' || spec.type === 'QName') && !ELSEWHERE.has(child.local)) {
        check(document, child, child.local, child.text.trim());
      }
    }
  }
}

function check(document: Document, at: XmlElement, name: string, value: string | undefined): void {
  if (value === undefined) return;
  if (value === '') {
    document.findings.add(nearestId(at), 'invalid-reference', `“${name}” is empty (line ${at.line}).`);
    return;
  }
  const id = localId(at, value);
  if (id === undefined) {
    document.findings.add(nearestId(at), 'unsupported-import', `“${name}” names “${value}”, which lies in another file.`);
  } else if (!document.byId.has(id)) {
    document.findings.add(nearestId(at), 'invalid-reference', `“${name}” names “${value}”, which does not exist.`);
  }
}
