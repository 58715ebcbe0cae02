/** The few shapes of bpmn-js that the designer relies on; bpmn-js itself types elements as `any`. */
export interface ModdleElement {
  $type: string;
  $parent?: ModdleElement;
  id: string;
  name?: string;
  extensionElements?: ModdleElement & { values: ModdleElement[] };
  get: (name: string) => unknown;
  set: (name: string, value: unknown) => void;
  $instanceOf: (type: string) => boolean;
  [key: string]: unknown;
}

export interface DiagramElement {
  id: string;
  type: string;
  businessObject: ModdleElement;
  label?: DiagramElement;
  labelTarget?: DiagramElement;
}

export interface Overlays {
  add: (element: string, type: string, overlay: { position: Record<string, number>; html: HTMLElement | string }) => string;
  remove: (filter: { type?: string; element?: string }) => void;
}

export interface Canvas {
  zoom: (level: 'fit-viewport' | number, center?: 'auto') => number;
  scroll: (delta: { dx: number; dy: number }) => void;
  addMarker: (element: string, marker: string) => void;
  removeMarker: (element: string, marker: string) => void;
  scrollToElement: (element: string) => void;
  getRootElement: () => DiagramElement;
  /** In pixels of the page. */
  getSize: () => { width: number; height: number };
}

export interface ElementRegistry {
  get: (id: string) => DiagramElement | undefined;
  filter: (test: (element: DiagramElement) => boolean) => DiagramElement[];
}

export interface Modeling {
  updateProperties: (element: DiagramElement, properties: Record<string, unknown>) => void;
  updateModdleProperties: (element: DiagramElement, moddle: ModdleElement, properties: Record<string, unknown>) => void;
}

export interface BpmnFactory {
  create: (type: string, attributes?: Record<string, unknown>) => ModdleElement;
}

interface Services {
  moddle: { fromXML: (xml: string, type: string) => Promise<{ rootElement: ModdleElement }> };
  overlays: Overlays;
  canvas: Canvas;
  elementRegistry: ElementRegistry;
  modeling: Modeling;
  bpmnFactory: BpmnFactory;
  selection: { select: (element: DiagramElement | null) => void; get: () => DiagramElement[] };
  commandStack: { undo: () => void; redo: () => void; canUndo: () => boolean; canRedo: () => boolean };
}

/** What Modeler and NavigatedViewer have in common, as far as we use it. */
export interface Diagram {
  importXML: (xml: string) => Promise<{ warnings: { message: string }[] }>;
  saveXML: (options: { format: boolean }) => Promise<{ xml?: string }>;
  getDefinitions: () => ModdleElement & { rootElements: ModdleElement[] };
  destroy: () => void;
  on: (event: string, listener: (event: { element?: DiagramElement; newSelection?: DiagramElement[] }) => void) => void;
  get: <Name extends keyof Services>(name: Name) => Services[Name];
}

/** Elements that have the given ids and are drawn; overlays on others would throw. */
export const drawn = (diagram: Diagram, ids: Iterable<string>): string[] => {
  const registry = diagram.get('elementRegistry');
  return [...ids].filter((id) => registry.get(id) !== undefined);
};

/** Shows the whole diagram beside the palette, which floats over the left edge. */
export function fitBesidePalette(diagram: Diagram): void {
  const canvas = diagram.get('canvas');
  const { width } = canvas.getSize();
  const palette = Math.min(140, width / 3);
  canvas.zoom((canvas.zoom('fit-viewport', 'auto') * (width - palette)) / width, 'auto');
  canvas.scroll({ dx: palette / 2, dy: 0 });
}
