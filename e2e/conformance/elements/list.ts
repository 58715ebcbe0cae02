import { chain, file, node, process } from '../bpmn.ts';
import type { Row } from '../row.ts';
import type { Expected } from '../trial.ts';

/** One entry of a table without positions. */
export interface Entry {
  element: string;
  bpmn: string;
  scenario?: object;
  expect?: Expected;
  /** Default: yes. */
  legal?: boolean;
}

/** s → what stands between → done, in the process `p`, with further elements beside. */
export function line(between: string[], inside: string, roots = ''): string {
  return file(process('p', node('startEvent', 's') + inside + node('endEvent', 'done') + chain('s', ...between, 'done')), roots);
}

/** The rows of such a table; an entry runs to `completed` unless it says otherwise. */
export function rowsOf(table: string, entries: Entry[]): Row[] {
  return entries.map(({ element, bpmn, scenario = {}, expect = {}, legal = true }) => ({
    table,
    element,
    position: '',
    legal,
    trials: [{ bpmn, scenario: { process: 'p', ...scenario }, expect: { status: 'completed', ...expect } }],
  }));
}
