import DmnModeler from 'dmn-js/lib/Modeler';
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import chinese from './dmn-zh-CN.json';

/** A table, a literal expression, a function or the drawing of requirements: what can be opened of a DMN file. */
export interface DmnView {
  id: string;
  name: string;
  type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
  element: { id: string; dmnDI?: unknown };
}

/** The few shapes of dmn-js that the designer relies on; dmn-js has no types. */
export interface DmnEditor {
  importXML: (xml: string, options?: { open: boolean }) => Promise<{ warnings: { message: string }[] }>;
  saveXML: (options: { format: boolean }) => Promise<{ xml: string }>;
  getViews: () => DmnView[];
  getActiveView: () => DmnView | undefined;
  open: (view: DmnView) => Promise<unknown>;
  on: (event: string, listener: (event: { viewer?: DmnViewer }) => void) => void;
  destroy: () => void;
}

export interface DmnViewer {
  on: (event: string, listener: () => void) => void;
}

function translation(language: string) {
  const texts: Record<string, string> = language.startsWith('zh') ? chinese : {};
  const translate = (template: string, values: Record<string, string> = {}) =>
    (texts[template.trim()] ?? template).replace(/\{\s*([^}\s]+)\s*\}/g, (_, name: string) => values[name] ?? `{${name}}`);
  return { translate: ['value', translate] };
}

/** An editor of DMN, drawn into `container`. FEEL is the only language, since it is the only one that runs. */
export function createDmnModeler(container: HTMLElement, language: string): DmnEditor {
  // Modules that are given to all views at once are dropped by the views.
  const own = { additionalModules: [translation(language)] };
  return new DmnModeler({
    container,
    width: '100%',
    height: '100%',
    common: { keyboard: { bind: true } },
    drd: own,
    decisionTable: own,
    literalExpression: own,
    boxedExpression: own,
  }) as unknown as DmnEditor;
}
