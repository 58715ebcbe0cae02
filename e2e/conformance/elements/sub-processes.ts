import { boundary, chain, definitions, file, flow, node, process } from '../bpmn.ts';
import type { Row } from '../row.ts';
import { CONTAINERS } from './containers.ts';
import { type Entry, line, rowsOf } from './list.ts';

const sub = (inside: string, attributes = '', after = ''): string => line(['c'], node('subProcess', 'c', inside, attributes) + after);
const eventSub = (start: string, rest = node('endEvent', 'ee') + chain('es', 'ee')): string =>
  node('subProcess', 'e', node('startEvent', 'es', start) + rest, 'triggeredByEvent="true"');
const adHoc = (inside: string, attributes = ''): string => line(['c'], node('adHocSubProcess', 'c', inside, attributes));
const users = node('userTask', 'x') + node('userTask', 'y');
const saved = (definition: string): string => boundary('b', 'c', definition) + node('endEvent', 'saved') + chain('b', 'saved');
const undone = (at: string): string =>
  boundary('cb', at, definitions.compensation) +
  node('task', 'undo', '', 'isForCompensation="true"') +
  node('association', 'as', '', 'sourceRef="cb" targetRef="undo"');
const half = '<completionCondition>ready = true</completionCondition>';
const ready = { complete: 'x', variables: { ready: true } };

const entries: Entry[] = [
  {
    element: 'sub-process without start and end events',
    bpmn: sub(node('task', 'x') + node('task', 'y') + chain('x', 'y')),
    expect: { path: ['s', 'c', 'x', 'y', 'done'] },
  },
  {
    element: 'sub-process without a start event, several beginnings',
    bpmn: sub(node('task', 'x') + node('task', 'y')),
    expect: { times: { x: 1, y: 1, done: 1 } },
  },
  { element: 'sub-process, empty', bpmn: sub(''), expect: { path: ['s', 'c', 'done'] } },
  { element: 'sub-process with two none start events', bpmn: sub(node('startEvent', 'i') + node('startEvent', 'j')), legal: false },
  {
    element: 'process without start and end events',
    bpmn: file(process('p', node('task', 'x') + node('task', 'y') + chain('x', 'y'))),
    expect: { path: ['x', 'y'] },
  },
  {
    element: 'process with two none start events',
    bpmn: line([], node('startEvent', 's2') + chain('s2', 'done')),
    expect: { times: { done: 1 } },
  },
  {
    element: 'process with two start events of different triggers',
    bpmn: line([], node('startEvent', 'm_s', definitions.message) + chain('m_s', 'done')),
    expect: { path: ['s', 'done'] },
  },
  {
    element: 'instantiating receive task',
    bpmn: file(
      process('p', node('receiveTask', 'r', '', 'messageRef="m" instantiate="true"') + node('endEvent', 'done') + chain('r', 'done')),
    ),
    scenario: { steps: [{ message: 'm' }] },
    expect: { path: ['r', 'done'] },
  },
  {
    element: 'terminate end event at the top',
    bpmn: line(['t'], node('task', 't') + node('userTask', 'u') + flow('s', 'u')).replace(
      '<endEvent id="done" >',
      `<endEvent id="done">${definitions.terminate}`,
    ),
    expect: { status: 'terminated', open: [] },
  },
  {
    element: 'error that nobody catches',
    bpmn: line([], '').replace('<endEvent id="done" >', `<endEvent id="done">${definitions.error}`),
    expect: { status: 'failed', failure: 'X' },
  },
  {
    element: 'escalation that nobody catches',
    bpmn: line([], '').replace('<endEvent id="done" >', `<endEvent id="done">${definitions.escalation}`),
    expect: { status: 'completed' },
  },
  {
    element: 'event sub-process with a boundary event',
    bpmn: line(
      ['hold'],
      node('userTask', 'hold') +
        eventSub(definitions.message, node('userTask', 'x') + chain('es', 'x')) +
        boundary('b', 'e', definitions.hour) +
        node('endEvent', 'late') +
        chain('b', 'late'),
    ),
    scenario: { steps: [{ message: 'm' }, { advance: 'PT1H' }] },
    expect: { visits: ['e', 'es', 'x', 'b', 'late'], never: ['done'] },
  },
  { element: 'event sub-process in the flow', bpmn: line(['e'], eventSub(definitions.message)), legal: false },
  {
    element: 'event sub-process with two start events',
    bpmn: line([], eventSub(definitions.message, node('startEvent', 'es2', definitions.signal))),
    legal: false,
  },
  {
    element: 'transaction, cancelled: undone, and left by its cancel event',
    bpmn: line(
      ['c'],
      node(
        'transaction',
        'c',
        node('startEvent', 'i') + node('task', 'w') + undone('w') + node('endEvent', 'out', definitions.cancel) + chain('i', 'w', 'out'),
      ) + saved(definitions.cancel),
    ),
    expect: { path: ['s', 'c', 'i', 'w', 'out', 'cb', 'undo', 'b', 'saved'] },
  },
  {
    element: 'transaction, hazard: an error leaves it without undoing',
    bpmn: line(
      ['c'],
      node(
        'transaction',
        'c',
        node('startEvent', 'i') + node('task', 'w') + undone('w') + node('endEvent', 'out', definitions.error) + chain('i', 'w', 'out'),
      ) + saved(definitions.error),
    ),
    expect: { visits: ['w', 'out', 'b', 'saved'], never: ['undo', 'done'] },
  },
  {
    element: 'ad-hoc: completion condition, the rest cancelled',
    bpmn: adHoc(half + users),
    scenario: { steps: [ready] },
    expect: { status: 'completed', open: [] },
  },
  {
    element: 'ad-hoc: completion condition, the rest awaited',
    bpmn: adHoc(half + users, 'cancelRemainingInstances="false"'),
    scenario: { steps: [ready, { complete: 'y' }] },
    expect: { visits: ['x', 'y', 'done'] },
  },
  {
    element: 'ad-hoc: sequential, one at a time',
    bpmn: adHoc(users, 'ordering="Sequential"'),
    scenario: { steps: [{ complete: 'x' }] },
    expect: { status: 'running', open: ['y'] },
  },
  {
    element: 'ad-hoc: sequence flows inside',
    bpmn: adHoc(users + chain('x', 'y')),
    scenario: { steps: [{ complete: 'x' }, { complete: 'y' }] },
    expect: { path: ['s', 'c', 'x', 'y', 'done'] },
  },
  { element: 'ad-hoc with a start event', bpmn: adHoc(node('startEvent', 'i') + users + chain('i', 'x')), legal: false },
  {
    element: 'call activity: an error and an escalation cross it',
    bpmn: line(
      ['c'],
      node('callActivity', 'c', '', 'calledElement="q"') +
        boundary('nb', 'c', definitions.escalation, 'cancelActivity="false"') +
        node('endEvent', 'told') +
        chain('nb', 'told') +
        saved(definitions.error),
    ).replace(
      '</definitions>',
      `${process('q', node('startEvent', 'q_s') + node('intermediateThrowEvent', 'q_t', definitions.escalation) + node('endEvent', 'q_e', definitions.error) + chain('q_s', 'q_t', 'q_e'))}</definitions>`,
    ),
    expect: { visits: ['q_t', 'nb', 'q_e', 'b', 'saved'], never: ['done'] },
  },
  {
    element: 'compensation of a sub-process: what was done inside, latest first',
    bpmn: line(
      ['c', 'undoAll'],
      node(
        'subProcess',
        'c',
        node('task', 'w') +
          undone('w') +
          node('task', 'v') +
          boundary('vb', 'v', definitions.compensation) +
          node('task', 'undoV', '', 'isForCompensation="true"') +
          node('association', 'va', '', 'sourceRef="vb" targetRef="undoV"') +
          chain('w', 'v'),
      ) + node('intermediateThrowEvent', 'undoAll', '<compensateEventDefinition activityRef="c"/>'),
    ),
    expect: { visits: ['w', 'v', 'undoAll', 'undoV', 'undo', 'done'] },
  },
];

/** Event sub-processes in each container, interrupting and not. */
const inContainers: Row[] = CONTAINERS.flatMap((container) => {
  const hold = node('userTask', 'hold');
  return [true, false].map((interrupting): Row => {
    const event = node(
      'subProcess',
      'e',
      node('startEvent', 'es', definitions.message, `isInterrupting="${interrupting}"`) + node('endEvent', 'ee') + chain('es', 'ee'),
      'triggeredByEvent="true"',
    );
    const bodies: Record<string, string> = {
      process: line(['hold'], hold + event),
      'sub-process': sub(hold + event),
      'event sub-process': sub(
        node('userTask', 'first') +
          node(
            'subProcess',
            'outer',
            node('startEvent', 'os', definitions.signal) + hold + chain('os', 'hold') + event,
            'triggeredByEvent="true"',
          ),
      ),
      transaction: line(['c'], node('transaction', 'c', hold + event)),
      'ad-hoc sub-process': adHoc(hold + event),
      'called process': line(['c'], node('callActivity', 'c', '', 'calledElement="q"')).replace(
        '</definitions>',
        `${process('q', hold + event)}</definitions>`,
      ),
    };
    const enter = container === 'event sub-process' ? [{ signal: 'sg' }] : [];
    const steps = [...enter, { message: 'm' }, ...(interrupting ? [] : [{ complete: 'hold' }])];
    const expect = {
      status: 'completed',
      visits: ['hold', 'e', 'es', 'ee'],
      ...(interrupting && container !== 'process' ? { open: [] } : {}),
    };
    return {
      table: 'Event sub-processes',
      element: interrupting ? 'interrupting' : 'not interrupting',
      position: container,
      legal: true,
      trials: [{ bpmn: bodies[container] ?? '', scenario: { process: 'p', steps }, expect }],
    };
  });
});

export const subProcessRows = [...inContainers, ...rowsOf('Processes, sub-processes and calls', entries)];
