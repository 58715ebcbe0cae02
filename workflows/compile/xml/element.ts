/** Namespaces that the compiler knows by their address. */
export const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
export const BPMNDI = 'http://www.omg.org/spec/BPMN/20100524/DI';
export const APPROVAL = 'urn:approval:bpmn:1';

export interface ForeignAttribute {
  uri: string;
  local: string;
  value: string;
}

/** One element of the file, with its namespace resolved. */
export interface XmlElement {
  uri: string;
  local: string;
  /** Attributes without a namespace. */
  attributes: Map<string, string>;
  /** Attributes of other namespaces, in file order. */
  foreign: ForeignAttribute[];
  children: XmlElement[];
  parent: XmlElement | null;
  /** All character data directly inside, comments and processing instructions left out. */
  text: string;
  /** Line of the start tag, from 1. */
  line: number;
  /** Place in the file, from 0. */
  order: number;
  /** Prefixes declared on this element itself. */
  prefixes: Record<string, string> | null;
}

/** The children of the BPMN namespace with that name, in file order. */
export function childrenOf(element: XmlElement, local: string): readonly XmlElement[] {
  if (element.children.length >= MANY) return byName(element).get(local) ?? [];
  return element.children.filter((child) => child.local === local && child.uri === BPMN);
}

export function childOf(element: XmlElement, local: string): XmlElement | undefined {
  if (element.children.length >= MANY) return byName(element).get(local)?.[0];
  return element.children.find((child) => child.local === local && child.uri === BPMN);
}

/** From here on children are sorted by name once, instead of being looked through each time. */
const MANY = 32;
const sorted = new WeakMap<XmlElement, Map<string, XmlElement[]>>();

function byName(element: XmlElement): Map<string, XmlElement[]> {
  let names = sorted.get(element);
  if (names) return names;
  sorted.set(element, (names = new Map<string, XmlElement[]>()));
  for (const child of element.children) {
    if (child.uri !== BPMN) continue;
    const list = names.get(child.local);
    if (list) list.push(child);
    else names.set(child.local, [child]);
  }
  return names;
}

/** What stands inside `extensionElements`. */
export function extensionsOf(element: XmlElement): XmlElement[] {
  return childOf(element, 'extensionElements')?.children ?? [];
}

/** An attribute without a namespace, white space at its ends removed; absent and empty are the same. */
export function attribute(element: XmlElement, name: string): string | undefined {
  const value = element.attributes.get(name)?.trim();
  return value === '' ? undefined : value;
}

/** An `xsd:boolean`: `true`, `1`, `false`, `0`. */
export function flag(element: XmlElement, name: string, otherwise: boolean): boolean {
  const value = attribute(element, name);
  return value === undefined ? otherwise : value === 'true' || value === '1';
}

export function foreignAttribute(element: XmlElement, uri: string, local: string): string | undefined {
  const value = element.foreign.find((one) => one.uri === uri && one.local === local)?.value.trim();
  return value === '' ? undefined : value;
}

/**
 * The id that a finding on this element names: that of the node, flow or other part of the drawing it belongs to, since
 * that is what can be pointed at; an event's definition or a loop is none itself. Null where there is no id.
 */
export function nearestId(element: XmlElement | null): string | null {
  let fallback: string | null = null;
  for (let at = element; at; at = at.parent) {
    const id = attribute(at, 'id') ?? null;
    if (id !== null && isDrawn(at)) return id;
    if (at.local !== 'definitions') fallback ??= id;
  }
  return fallback;
}

const CONTAINERS: ReadonlySet<string> = new Set([
  'definitions',
  'process',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'collaboration',
  'laneSet',
  'childLaneSet',
]);
/** What stands in a container and yet is a part of it. */
const PARTS =
  /LoopCharacteristics$|^ioSpecification$|Association$|Condition$|^extensionElements$|^(incoming|outgoing|documentation|auditing|monitoring)$/;

function isDrawn(element: XmlElement): boolean {
  if (element.local === 'association') return true;
  return element.parent !== null && CONTAINERS.has(element.parent.local) && !PARTS.test(element.local);
}

/** The namespace a prefix stands for at this element. */
export function namespaceOf(element: XmlElement, prefix: string): string | undefined {
  for (let at: XmlElement | null = element; at; at = at.parent) {
    const uri = at.prefixes?.[prefix];
    if (uri !== undefined) return uri;
  }
  return undefined;
}
