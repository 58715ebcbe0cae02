import Modeler from 'bpmn-js/lib/Modeler';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import approval from '../../../schema/process/approval-moddle.json';
import dmnDiagram from '../../../schema/process/dmn-diagram-moddle.json';
import type { Diagram } from './diagram.ts';
import chinese from './modeler-zh-CN.json';

/** bpmn-js asks for every label through `translate`; its English texts are the keys. */
function translation(language: string) {
  const texts: Record<string, string> = language.startsWith('zh') ? chinese : {};
  const translate = (template: string, values: Record<string, string> = {}) =>
    (texts[template] ?? template).replace(/\{([^}]+)\}/g, (_, name: string) => values[name] ?? `{${name}}`);
  return { translate: ['value', translate] };
}

/** A modeler with the `approval` extension, drawn into `container`. */
export function createModeler(container: HTMLElement, language: string): Diagram {
  return new Modeler({
    container,
    additionalModules: [translation(language)],
    moddleExtensions: { approval, ...dmnDiagram },
    keyboard: { bind: true },
  }) as unknown as Diagram;
}
