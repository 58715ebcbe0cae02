import type { Diagram, DiagramElement, ModdleElement } from './diagram.ts';

/** The first extension element of a type (`approval:Assignment`), or undefined. */
export function readExtension(element: DiagramElement, type: string): ModdleElement | undefined {
  return element.businessObject.extensionElements?.values.find((value) => value.$type === type);
}

/** A property as text; absent is the empty string. */
export function readText(owner: ModdleElement | undefined, name: string): string {
  const value = owner?.get(name);
  return value === undefined || value === null ? '' : String(value);
}

/** A property as a list; absent is the empty list. */
export function readList(owner: ModdleElement | undefined, name: string): ModdleElement[] {
  const value = owner?.get(name);
  return Array.isArray(value) ? (value as ModdleElement[]) : [];
}

/**
 * Writes one extension element of a type, or takes it away with `null`. One undoable command.
 * Children given as plain arrays of `{ $type, … }` become moddle elements.
 */
export function writeExtension(diagram: Diagram, element: DiagramElement, type: string, attributes: Record<string, unknown> | null): void {
  const factory = diagram.get('bpmnFactory');
  const business = element.businessObject;
  const others = (business.extensionElements?.values ?? []).filter((value) => value.$type !== type);
  const extensions = factory.create('bpmn:ExtensionElements', { values: [] });
  extensions.$parent = business;
  if (attributes) others.push(createTree(diagram, type, attributes, extensions));
  for (const value of others) value.$parent = extensions;
  extensions.set('values', others);
  diagram.get('modeling').updateProperties(element, { extensionElements: others.length > 0 ? extensions : undefined });
}

/** Changes attributes of the first extension element of a type, creating it when absent; empty text takes an attribute away. */
export function patchExtension(diagram: Diagram, element: DiagramElement, type: string, patch: Record<string, unknown>): void {
  const present = readExtension(element, type);
  const cleaned = Object.fromEntries(Object.entries(patch).map(([name, value]) => [name, value === '' ? undefined : value]));
  if (present) diagram.get('modeling').updateModdleProperties(element, present, cleaned);
  else writeExtension(diagram, element, type, cleaned);
}

/** Writes a plain attribute of the element; empty text takes it away. */
export function writeAttribute(diagram: Diagram, element: DiagramElement, name: string, value: unknown): void {
  diagram.get('modeling').updateProperties(element, { [name]: value === '' ? undefined : value });
}

/** Writes an expression child (`conditionExpression`, `timeDuration` …) in FEEL, the default language; empty text takes it away. */
export function writeExpression(diagram: Diagram, element: DiagramElement, owner: ModdleElement, name: string, text: string): void {
  const trimmed = text.trim();
  const expression = trimmed === '' ? undefined : diagram.get('bpmnFactory').create('bpmn:FormalExpression', { body: trimmed });
  if (expression) expression.$parent = owner;
  diagram.get('modeling').updateModdleProperties(element, owner, { [name]: expression });
}

/** The body of an expression child, or the empty string. */
export const readExpression = (owner: ModdleElement | undefined, name: string): string =>
  readText(owner?.get(name) as ModdleElement | undefined, 'body');

function createTree(diagram: Diagram, type: string, attributes: Record<string, unknown>, parent: ModdleElement): ModdleElement {
  const factory = diagram.get('bpmnFactory');
  const plain: Record<string, unknown> = {};
  const children: [string, { $type: string }[]][] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (Array.isArray(value)) children.push([name, value as { $type: string }[]]);
    else plain[name] = value;
  }
  const created = factory.create(type, plain);
  created.$parent = parent;
  for (const [name, list] of children) {
    created.set(
      name,
      list.map(({ $type, ...rest }) => createTree(diagram, $type, rest, created)),
    );
  }
  return created;
}
