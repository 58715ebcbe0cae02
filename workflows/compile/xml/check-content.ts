import type { Findings } from '../finding.ts';
import { allowedValues, contentType, type ContentType } from './content-model.ts';
import { BPMN, nearestId, type XmlElement } from './element.ts';

/** What tools leave out or add without any bearing on the run. */
const NOT_REQUIRED = new Set(['targetNamespace', 'name', 'type', 'direction', 'importType', 'location', 'namespace']);
const ALWAYS_ALLOWED = new Set(['documentation', 'extensionElements']);

/**
 * Holds the file against BPMN's own XML schema: elements and attributes that are not BPMN, in the wrong place, too many,
 * missing or of an impossible value. Elements and attributes of other namespaces may stand anywhere. The order of
 * elements is not checked: it carries no meaning.
 */
export function checkContent(root: XmlElement, findings: Findings): void {
  const todo: { element: XmlElement; type: ContentType }[] = [];
  const start = contentType('tDefinitions');
  if (start) todo.push({ element: root, type: start });
  for (let at = todo.pop(); at; at = todo.pop()) {
    const { element, type } = at;
    checkAttributes(element, type, findings);
    if (!mixed.has(type) && element.text.trim() !== '') {
      findings.add(nearestId(element), 'invalid-element', `No text may stand in “${element.local}” (line ${element.line}).`);
    }
    const seen = new Set<string>();
    for (const child of element.children) {
      if (child.uri !== BPMN) continue;
      const spec = type.children.get(child.local);
      if (!spec) {
        if (ALWAYS_ALLOWED.has(child.local) && type.attributes.has('id')) continue;
        findings.add(nearestId(child), 'invalid-element', `“${child.local}” may not stand in “${element.local}” (line ${child.line}).`);
        continue;
      }
      if (seen.has(child.local) && !spec.many) {
        findings.add(nearestId(child), 'invalid-element', `“${element.local}” may have one “${child.local}” only (line ${child.line}).`);
      }
      seen.add(child.local);
      const childType = contentType(spec.type);
      if (childType) todo.push({ element: child, type: childType });
    }
  }
}

function checkAttributes(element: XmlElement, type: ContentType, findings: Findings): void {
  // An expression may be typed by xsi:type; the language of a formal one is read either way.
  for (const [name, value] of element.attributes) {
    const spec = type.attributes.get(name) ?? (type.children.has('extensionElements') && name === 'id' ? ID : formal(type, name));
    if (!spec) {
      findings.add(nearestId(element), 'invalid-attribute', `“${element.local}” has no attribute “${name}” (line ${element.line}).`);
      continue;
    }
    if (!fits(spec.type, value.trim())) {
      findings.add(nearestId(element), 'invalid-attribute', `“${value}” is no value of “${name}” (line ${element.line}).`);
    }
  }
  for (const [name, spec] of type.attributes) {
    if (spec.required && !NOT_REQUIRED.has(name) && !element.attributes.get(name)?.trim()) {
      findings.add(nearestId(element), 'invalid-attribute', `“${element.local}” needs “${name}” (line ${element.line}).`);
    }
  }
}

/** Types whose elements hold text. */
const mixed = new Set(
  ['tDocumentation', 'tText', 'tScript', 'tExpression', 'tFormalExpression', 'tExtensionElements'].map((name) => contentType(name)),
);

const ID = { type: 'ID', required: false };

function formal(type: ContentType, name: string): { type: string; required: boolean } | undefined {
  const expression = contentType('tExpression');
  return type === expression ? contentType('tFormalExpression')?.attributes.get(name) : undefined;
}

function fits(type: string, value: string): boolean {
  if (type === 'integer' || type === 'int') return /^[+-]?\d+$/.test(value);
  const allowed = allowedValues(type);
  // An empty attribute is the same as none.
  return allowed === undefined || value === '' || allowed.includes(value);
}
