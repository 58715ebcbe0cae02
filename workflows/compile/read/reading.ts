import type { Decision, Knowledge } from '../../../schema/process/decision.ts';
import type { Flow, Node, Process, Scope } from '../../../schema/process/program.ts';
import type { Finding, FindingCode, Findings } from '../finding.ts';
import type { Document } from '../model/document.ts';
import { attribute, nearestId, type XmlElement } from '../xml/element.ts';

/** What is read so far, and where findings go. One for a file. */
export interface Reading {
  document: Document;
  findings: Findings;
  processes: Record<string, Process>;
  scopes: Record<string, Scope>;
  nodes: Record<string, Node>;
  flows: Record<string, Flow>;
  decisions: Record<string, Decision>;
  knowledge?: Knowledge;
  /** Decisions, input data, knowledge models and services of the file's DMN, by id. */
  decisionElements: Map<string, XmlElement>;
  /** Names of data objects and properties: they may have signs in them that FEEL would take for operators. */
  declared: string[];
  /** Nodes that could not be read: a plain task stands in their place. */
  unread: Set<string>;
  /** Ids given to elements that have none. */
  ids: Map<XmlElement, string>;
}

export function newReading(document: Document): Reading {
  return {
    document,
    findings: document.findings,
    processes: {},
    scopes: {},
    nodes: {},
    flows: {},
    decisions: {},
    decisionElements: new Map(),
    declared: declaredNames(document),
    unread: new Set(),
    ids: new Map(),
  };
}

/** Reports something wrong with an element. */
export function refuse(reading: Reading, at: XmlElement, code: Finding['code'] & FindingCode, message: string): void {
  reading.findings.add(nearestId(at), code, message);
}

/** The id of an element; BPMN lets flows and nodes go without, and then they get one from their place in the file. */
export function idOf(reading: Reading, element: XmlElement): string {
  const own = attribute(element, 'id');
  if (own !== undefined) return own;
  let id = reading.ids.get(element);
  if (id === undefined) {
    id = `${element.local}-${element.order}`;
    while (reading.document.byId.has(id)) id = `${id}-`;
    reading.ids.set(element, id);
  }
  return id;
}

function declaredNames(document: Document): string[] {
  const names = new Set<string>();
  for (const element of document.byId.values()) {
    if (!DATA.has(element.local)) continue;
    const name = attribute(element, 'name') ?? attribute(element, 'id');
    if (name !== undefined) names.add(name);
  }
  return [...names];
}

const DATA = new Set(['dataObject', 'dataObjectReference', 'property', 'dataInput', 'dataOutput', 'dataStoreReference', 'dataStore']);
