import { chain, definitions, file, node, process } from '../bpmn.ts';

/** A part of a process that begins at one node and ends at another, to be put into a container of some kind. */
export interface Part {
  /** Its nodes and the flows between them. */
  body: string;
  first: string;
  last: string;
  /** Root elements beside the process. */
  roots?: string;
}

export const CONTAINERS = ['process', 'sub-process', 'event sub-process', 'transaction', 'ad-hoc sub-process', 'called process'] as const;
export type Container = (typeof CONTAINERS)[number];

/** A file with the part in a container; `enter` are the steps that bring a token there. All of it ends at `done`. */
export function contained(container: Container, part: Part): { bpmn: string; enter: object[] } {
  const framed = node('startEvent', 'c_s') + part.body + node('endEvent', 'c_e') + chain('c_s', part.first) + chain(part.last, 'c_e');
  const around = (inside: string, processes = ''): string =>
    file(process('p', node('startEvent', 's') + inside + node('endEvent', 'done') + chain('s', 'c', 'done')) + processes, part.roots);
  switch (container) {
    case 'process':
      return {
        bpmn: file(
          process('p', node('startEvent', 's') + part.body + node('endEvent', 'done') + chain('s', part.first) + chain(part.last, 'done')),
          part.roots,
        ),
        enter: [],
      };
    case 'event sub-process': {
      const sub = framed.replace('<startEvent id="c_s" >', `<startEvent id="c_s">${definitions.signal}`);
      const inside = node('userTask', 'hold') + node('subProcess', 'sub', sub, 'triggeredByEvent="true"');
      return { bpmn: around(node('subProcess', 'c', inside)), enter: [{ signal: 'sg' }] };
    }
    case 'ad-hoc sub-process':
      return { bpmn: around(node('adHocSubProcess', 'c', part.body)), enter: [] };
    case 'called process':
      return { bpmn: around(node('callActivity', 'c', '', 'calledElement="q"'), process('q', framed)), enter: [] };
    default:
      return { bpmn: around(node(container === 'transaction' ? 'transaction' : 'subProcess', 'c', framed)), enter: [] };
  }
}
