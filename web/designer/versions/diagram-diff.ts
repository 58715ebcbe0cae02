import type { Diagram } from '../editor/diagram.ts';

export interface DiagramDiff {
  added: string[];
  removed: string[];
  changed: { element: string; attributes: string[] }[];
  moved: string[];
}

interface Definitions {
  getDefinitions: () => object;
}

/** Compares two opened diagrams element by element (bpmn-js-differ), layout changes apart from changes of meaning. */
export async function diffDiagrams(before: Diagram, after: Diagram): Promise<DiagramDiff> {
  const { diff } = await import('bpmn-js-differ');
  const definitions = (diagram: Diagram) => (diagram as unknown as Definitions).getDefinitions();
  const result = diff(definitions(before), definitions(after));
  return {
    added: Object.keys(result._added),
    removed: Object.keys(result._removed),
    changed: Object.entries(result._changed).map(([element, change]) => ({ element, attributes: Object.keys(change.attrs) })),
    moved: Object.keys(result._layoutChanged),
  };
}
