import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import approval from '../../schema/process/approval-moddle.json';
import type { Diagram } from './editor/diagram.ts';

/** A read-only, pannable viewer that knows the `approval` extension. */
export function createViewer(container: HTMLElement): Diagram {
  return new NavigatedViewer({ container, moddleExtensions: { approval } }) as unknown as Diagram;
}
