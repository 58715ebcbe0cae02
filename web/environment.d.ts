/// <reference types="vite/client" />

declare module 'dmn-js/lib/Modeler' {
  /** An editor of DMN; `DmnEditor` has what the designer uses of it. */
  export default class DmnModeler {
    constructor(options: object);
  }
}

declare module 'bpmn-js-differ' {
  interface Difference {
    _added: Record<string, unknown>;
    _removed: Record<string, unknown>;
    _changed: Record<string, { attrs: Record<string, unknown> }>;
    _layoutChanged: Record<string, unknown>;
  }
  /** Compares two moddle definitions element by element. */
  export function diff(before: object, after: object): Difference;
}
