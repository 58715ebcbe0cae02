import { DMN, partsOf } from '../../../workflows/compile/decision/dmn-element.ts';
import { attribute, BPMN, extensionsOf, type XmlElement } from '../../../workflows/compile/xml/element.ts';
import { parseXml } from '../../../workflows/compile/xml/parse.ts';

/** The version that dmn-js reads and writes; what is read of the others is the same, and so it is written as this one. */
export const DMN_13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const DMNDI_13 = 'https://www.omg.org/spec/DMN/20191111/DMNDI/';

const PREFIXES: Record<string, string> = {
  [DMN_13]: 'dmn',
  [DMNDI_13]: 'dmndi',
  'http://www.omg.org/spec/DMN/20180521/DC/': 'dmndc',
  'http://www.omg.org/spec/DMN/20180521/DI/': 'dmnddi',
  'http://bpmn.io/schema/dmn/biodi/2.0': 'biodi',
  'http://camunda.org/schema/1.0/dmn': 'camunda',
};

/** The root of an XML text. Throws when it is not well-formed. */
export function rootOf(xml: string): XmlElement {
  const parsed = parseXml(xml);
  if ('error' in parsed) throw new Error(parsed.error.message);
  return parsed.root;
}

/** The DMN of a BPMN file's processes, in the order of the file. */
export function definitionsIn(bpmn: string): XmlElement[] {
  const processes = rootOf(bpmn).children.filter((one) => one.uri === BPMN && one.local === 'process');
  return processes.flatMap((process) => extensionsOf(process).filter((one) => one.local === 'definitions' && DMN.has(one.uri)));
}

/** Writes an element as a document of its own, in DMN 1.3 and with prefixes that BPMN does not use. */
export function writeDmn(root: XmlElement): string {
  const prefixes = new Map<string, string>();
  const body = write(root, prefixes, true);
  const declared = [...prefixes].map(([uri, prefix]) => ` xmlns:${prefix}="${escapeAttribute(uri)}"`).join('');
  return body.replace(ROOT_MARK, declared);
}

/** Stands where the namespaces go, which are known only when all is written; it is no character of XML. */
const ROOT_MARK = '\u0000';

function write(element: XmlElement, prefixes: Map<string, string>, isRoot = false): string {
  const name = qualified(element.uri, element.local, prefixes);
  const own = [...element.attributes].map(([key, value]) => ` ${key}="${escapeAttribute(plainType(key, value))}"`);
  const foreign = element.foreign.map((one) => ` ${qualified(one.uri, one.local, prefixes)}="${escapeAttribute(one.value)}"`);
  const open = `<${name}${isRoot ? ROOT_MARK : ''}${own.join('')}${foreign.join('')}`;
  const inner =
    element.children.length > 0
      ? element.children.map((child) => write(child, prefixes)).join('')
      : escapeText(plainType(element.local, element.text));
  return inner === '' ? `${open}/>` : `${open}>${inner}</${name}>`;
}

function qualified(written: string, local: string, prefixes: Map<string, string>): string {
  if (written === 'http://www.w3.org/XML/1998/namespace') return `xml:${local}`;
  const uri = DMN.has(written) ? DMN_13 : /\/spec\/DMN\/\d+\/DMNDI\/$/.test(written) ? DMNDI_13 : written;
  if (uri === '') return local;
  let prefix = prefixes.get(uri);
  if (prefix === undefined) {
    prefix = PREFIXES[uri] ?? `n${prefixes.size}`;
    prefixes.set(uri, prefix);
  }
  return `${prefix}:${local}`;
}

/** DMN 1.1 names the types of FEEL with a prefix. */
function plainType(name: string, value: string): string {
  return name === 'typeRef' ? value.replace(/^feel:/, '') : value;
}

function escapeText(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;').replaceAll('\r', '&#13;');
}

const WIDTH = 180;
const HEIGHT = 80;

/** DMN with one more decision: a table with an input and an output, to be filled in. `before` is null where there is none yet. */
export function withDecision(before: string | null, id: string, name: string): string {
  const root = rootOf(before ?? emptyDmn());
  const table = `<dmn:decisionTable id="${id}_table"><dmn:input id="${id}_input"><dmn:inputExpression id="${id}_expression" typeRef="string"><dmn:text/></dmn:inputExpression></dmn:input><dmn:output id="${id}_output" name="" typeRef="string"/></dmn:decisionTable>`;
  const decision = rootOf(
    `<dmn:decision xmlns:dmn="${DMN_13}" id="${id}" name="${escapeAttribute(name)}"><dmn:variable id="${id}_variable" name="${escapeAttribute(name)}"/>${table}</dmn:decision>`,
  );
  // The drawing stands last.
  const drawing = root.children.filter((one) => one.local === 'DMNDI');
  root.children = [...root.children.filter((one) => !drawing.includes(one)), decision, ...drawing];
  const diagram = diagramOf(root);
  if (diagram) diagram.children.push(shape(id, diagram.children.filter((one) => one.local === 'DMNShape').length));
  return writeDmn(root);
}

/** DMN without a decision and its place in the drawing; null when nothing is left. */
export function withoutDecision(before: string, id: string): string | null {
  const root = rootOf(before);
  const decision = partsOf(root, 'decision').find((one) => attribute(one, 'id') === id);
  const gone = new Set([id, ...(decision?.children ?? []).flatMap((one) => attribute(one, 'id') ?? [])]);
  root.children = root.children.filter((one) => one !== decision);
  const diagram = diagramOf(root);
  if (diagram) diagram.children = diagram.children.filter((one) => !gone.has(one.attributes.get('dmnElementRef') ?? ''));
  const left = partsOf(root, 'decision', 'inputData', 'businessKnowledgeModel', 'knowledgeSource', 'decisionService');
  return left.length === 0 ? null : writeDmn(root);
}

function diagramOf(root: XmlElement): XmlElement | undefined {
  return root.children.find((one) => one.local === 'DMNDI')?.children.find((one) => one.local === 'DMNDiagram');
}

function emptyDmn(): string {
  return `<dmn:definitions xmlns:dmn="${DMN_13}" xmlns:dmndi="${DMNDI_13}" id="decisions" name="decisions" namespace="urn:approval:dmn"><dmndi:DMNDI><dmndi:DMNDiagram/></dmndi:DMNDI></dmn:definitions>`;
}

/** Shapes stand in rows of four; whoever edits the drawing puts them where they belong. */
function shape(id: string, count: number): XmlElement {
  const [x, y] = [160 + (count % 4) * (WIDTH + 60), 160 + Math.floor(count / 4) * (HEIGHT + 60)];
  return rootOf(
    `<dmndi:DMNShape xmlns:dmndi="${DMNDI_13}" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" dmnElementRef="${id}"><dc:Bounds height="${HEIGHT}" width="${WIDTH}" x="${x}" y="${y}"/></dmndi:DMNShape>`,
  );
}
