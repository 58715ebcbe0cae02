import { DMN } from '../../../workflows/compile/decision/dmn-element.ts';
import type { Diagram, DiagramElement, ModdleElement } from '../editor/diagram.ts';
import { definitionsIn, rootOf, writeDmn } from './dmn-xml.ts';

/** A decision that the file carries. */
export interface EmbeddedDecision {
  id: string;
  name: string;
  /** Which of the file's DMN `definitions` it lies in. */
  at: number;
}

interface Generic extends ModdleElement {
  $children?: Generic[];
  $descriptor?: { ns?: { uri?: string; localName?: string } };
}

/** Where the DMN of the file stands: its processes, and what each carries. */
function carriers(diagram: Diagram): { process: ModdleElement; definitions: Generic[] }[] {
  const roots = diagram.getDefinitions().rootElements.filter((one) => one.$type === 'bpmn:Process');
  return roots.map((process) => ({ process, definitions: (process.extensionElements?.values ?? []).filter(isDmn) }));
}

function isDmn(value: ModdleElement): boolean {
  const { uri, localName } = (value as Generic).$descriptor?.ns ?? {};
  return localName === 'definitions' && DMN.has(uri ?? '');
}

/** The decisions of the file, in its order. */
export function embeddedDecisions(diagram: Diagram): EmbeddedDecision[] {
  return carriers(diagram)
    .flatMap(({ definitions }) => definitions)
    .flatMap((definitions, at) =>
      (definitions.$children ?? [])
        .filter((one) => one.$type.endsWith(':decision') && one.id !== undefined)
        .map((one) => ({ id: one.id, name: one.name ?? one.id, at })),
    );
}

/** What each decision, function and input of the file requires, by id. */
export function requirementsOf(diagram: Diagram): Map<string, string[]> {
  const elements = carriers(diagram).flatMap(({ definitions }) => definitions.flatMap((one) => one.$children ?? []));
  return new Map(elements.flatMap((one) => (one.id === undefined ? [] : [[one.id, hrefsIn(one)]])));
}

function hrefsIn(element: Generic): string[] {
  const requirements = (element.$children ?? []).filter((one) => one.$type.endsWith('Requirement'));
  return requirements.flatMap((one) => one.$children ?? []).map((one) => String(one.href).replace(/^.*#/, ''));
}

/** Tasks that name a decision. */
export function tasksWith(diagram: Diagram, decision: string): DiagramElement[] {
  return diagram.get('elementRegistry').filter((one) => !one.labelTarget && one.businessObject.get('approval:decision') === decision);
}

/** One of the file's `definitions` as DMN 1.3; null when there is none at that place. */
export async function readDmn(diagram: Diagram, at: number): Promise<string | null> {
  const { xml } = await diagram.saveXML({ format: false });
  const found = xml === undefined ? undefined : definitionsIn(xml)[at];
  return found ? writeDmn(found) : null;
}

/**
 * Puts DMN in the place of the file's n-th `definitions`, or into the process of `element` when there is none there;
 * null takes it away. One undoable command.
 */
export async function writeDmnAt(diagram: Diagram, element: DiagramElement, at: number, dmn: string | null): Promise<void> {
  const written = dmn === null ? null : await toModdle(diagram, dmn);
  const all = carriers(diagram);
  const old = all.flatMap(({ definitions }) => definitions)[at];
  const process = all.find(({ definitions }) => old && definitions.includes(old))?.process ?? processOf(element.businessObject);
  if (!process) return;
  const before = process.extensionElements?.values ?? [];
  const values = old ? before.flatMap((one) => (one === old ? (written ?? []) : [one])) : [...before, ...(written ? [written] : [])];
  const extensions = diagram.get('bpmnFactory').create('bpmn:ExtensionElements', { values });
  extensions.$parent = process;
  for (const value of values) value.$parent = extensions;
  const root = diagram.get('canvas').getRootElement();
  diagram.get('modeling').updateModdleProperties(root, process, { extensionElements: values.length > 0 ? extensions : undefined });
}

/** Reads DMN as the modeler keeps what it does not know: as it is written. */
async function toModdle(diagram: Diagram, dmn: string): Promise<ModdleElement> {
  const own = writeDmn(rootOf(dmn));
  const wrapped = `<bpmn:extensionElements xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">${own}</bpmn:extensionElements>`;
  const { rootElement } = await diagram.get('moddle').fromXML(wrapped, 'bpmn:ExtensionElements');
  const [value] = rootElement.get('values') as ModdleElement[];
  if (!value) throw new Error('The decisions cannot be read back.');
  return value;
}

function processOf(element: ModdleElement): ModdleElement | undefined {
  let at: ModdleElement | undefined = element;
  while (at && at.$type !== 'bpmn:Process') at = at.$parent;
  return at;
}
