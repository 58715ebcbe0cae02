import { chain, definitions, file, flow, node, process } from '../bpmn.ts';
import type { Row } from '../row.ts';
import type { Expected, Trial } from '../trial.ts';
import { EVENTS, type EventType, type Position } from './event-kinds.ts';
import { thrown } from './thrown-events.ts';

/** What runs beside: a task by which a variable can be written, so that a condition comes true. */
const BESIDE = node('userTask', 'go') + flow('s', 'go');
const start = node('startEvent', 's');
const end = (id: string): string => node('endEvent', id);

/** Steps after which everything is over: the event has come, and what is still open is completed. */
function steps(type: EventType, held: boolean): object[] {
  const come = type.come === 'thrown' ? [{ complete: 'hold' }] : type.come;
  const open = [...(held && type.come !== 'thrown' ? ['hold'] : []), ...(type.name === 'conditional' ? [] : ['go'])];
  return [...come, ...open.map((id) => ({ complete: id }))];
}

function trials(bpmn: string, type: EventType, done: object[], expect: Expected): Trial[] {
  const came = { bpmn, scenario: { process: 'p', steps: done }, expect };
  const notYet = { bpmn, scenario: { process: 'p', steps: type.notYet }, expect: { status: 'running', never: ['ev'] } };
  // A catching event in the flow is entered before it has come.
  const waiting = { ...notYet, expect: { status: 'running', never: ['caught'] } };
  return type.notYet ? [came, expect.visits?.includes('waited') ? waiting : notYet] : [came];
}

/** Starts of a process: nothing is there before them, so a condition sees what the scenario begins with. */
function starting(type: EventType, body: string): Trial[] {
  const bpmn = file(process('p', body + end('caught')));
  const expect = { status: 'completed', visits: ['ev', 'caught'], ended: ['caught'] };
  const run = (at: object[], expected: Expected, variables = {}): Trial => ({ bpmn, scenario: { variables, steps: at }, expect: expected });
  if (type.name === 'conditional') {
    return [run([], expect, { go: true }), run([], { status: 'running', path: [] }, { go: false })];
  }
  const early = type.notYet ? [run(type.notYet, { status: 'running', never: ['ev'] })] : [];
  return [run(type.come === 'thrown' ? [] : type.come, expect), ...early];
}

/** A sub-process that holds a task, with what is inside and attached to it; what it is left by comes to `done`. */
function host(type: EventType, inside: string, attached: string): string {
  const local = type.name === 'cancel' ? 'transaction' : 'subProcess';
  const throws = type.come === 'thrown' && type.name !== 'compensation';
  const body = node('startEvent', 'i') + node('userTask', 'hold') + node('endEvent', 'out', throws ? type.written : '');
  const compensates = type.name === 'compensation' ? node('intermediateThrowEvent', 'undoes', definitions.compensation) : '';
  const after = compensates === '' ? chain('host', 'done') : chain('host', 'undoes', 'done');
  return file(
    process(
      'p',
      start +
        node(local, 'host', body + chain('i', 'hold', 'out') + inside) +
        attached +
        compensates +
        end('done') +
        chain('s', 'host') +
        after +
        BESIDE,
    ),
  );
}

function inEventSubProcess(type: EventType, interrupting: boolean): Trial[] {
  const event = node('startEvent', 'ev', type.written, `isInterrupting="${interrupting}" ${type.attributes ?? ''}`);
  const bpmn = host(type, node('subProcess', 'sub', event + end('caught') + chain('ev', 'caught'), 'triggeredByEvent="true"'), '');
  const expect: Expected = { status: 'completed', visits: ['hold', 'sub', 'ev', 'caught', 'done'] };
  // What interrupts keeps the task from coming to its end.
  if (interrupting && type.come !== 'thrown') expect.never = ['out'];
  return trials(bpmn, type, steps(type, !interrupting), expect);
}

function atBoundary(type: EventType, interrupting: boolean): Trial[] {
  const event = node('boundaryEvent', 'ev', type.written, `attachedToRef="host" cancelActivity="${interrupting}" ${type.attributes ?? ''}`);
  if (type.name === 'compensation') {
    const undo = node('task', 'undo', '', 'isForCompensation="true"') + node('association', 'as', '', 'sourceRef="ev" targetRef="undo"');
    return trials(host(type, '', event + undo), type, steps(type, false), {
      status: 'completed',
      visits: ['host', 'undoes', 'ev', 'undo', 'done'],
    });
  }
  const bpmn = host(type, '', event + end('caught') + chain('ev', 'caught'));
  const expect: Expected = { status: 'completed', visits: ['hold', 'ev', 'caught'] };
  if (interrupting) expect.never = ['done'];
  else expect.visits?.push('done');
  return trials(bpmn, type, steps(type, !interrupting), expect);
}

function inFlow(type: EventType): Trial[] {
  const from = type.name === 'link' ? node('intermediateThrowEvent', 'to', type.written) + chain('s', 'to') : chain('s', 'ev');
  const event = node('intermediateCatchEvent', 'ev', type.written, type.attributes);
  const bpmn = file(process('p', start + from + event + end('caught') + chain('ev', 'caught') + BESIDE));
  const expect = { status: 'completed', visits: ['ev', 'caught'] };
  const [came, early] = trials(bpmn, type, steps(type, false), expect);
  return [came!, ...(early ? [{ ...early, expect: { status: 'running', never: ['caught'] } }] : [])];
}

/** Behind a gateway that waits for events; the other one never comes. */
const gated = (type: EventType, attributes: string): string =>
  node('eventBasedGateway', 'gate', '', attributes) +
  node('intermediateCatchEvent', 'ev', type.written, type.attributes) +
  node('intermediateCatchEvent', 'other', '<messageEventDefinition messageRef="never"/>') +
  end('otherwise') +
  chain('gate', 'ev', 'caught') +
  chain('gate', 'other', 'otherwise');

function behindGateway(type: EventType): Trial[] {
  const bpmn = file(process('p', start + chain('s', 'gate') + gated(type, '') + end('caught') + BESIDE));
  return trials(bpmn, type, steps(type, false), { status: 'completed', visits: ['gate', 'ev', 'caught'], never: ['other'] });
}

/** A parallel one waits for all of its events in one instance. */
function behindParallel(type: EventType): Trial[] {
  return starting(type, gated(type, 'instantiate="true" eventGatewayType="Parallel"'))
    .map((trial) => {
      if (trial.expect.status !== 'completed') return trial;
      const { steps: before, ...rest } = trial.scenario as { steps: object[] };
      const first = { ...trial, expect: { status: 'running', visits: ['gate', 'ev', 'caught'], never: ['other'] } };
      const both = {
        ...trial,
        scenario: { ...rest, steps: [...before, { message: 'never' }] },
        expect: { status: 'completed', instances: 1 },
      };
      return [first, both];
    })
    .flat();
}

const build: Record<Position, (type: EventType) => Trial[]> = {
  start: (type) => starting(type, node('startEvent', 'ev', type.written, type.attributes) + chain('ev', 'caught')),
  'start of a sub-process': (type) => {
    const body = node('startEvent', 'ev', type.written, type.attributes) + end('caught') + chain('ev', 'caught');
    const bpmn = file(process('p', start + node('subProcess', 'host', body) + end('done') + chain('s', 'host', 'done')));
    return [{ bpmn, scenario: {}, expect: { status: 'completed', visits: ['host', 'ev', 'caught', 'done'] } }];
  },
  'start of an event sub-process, interrupting': (type) => inEventSubProcess(type, true),
  'start of an event sub-process, not interrupting': (type) => inEventSubProcess(type, false),
  'intermediate, catching': inFlow,
  'behind an event-based gateway': behindGateway,
  'behind an instantiating gateway': (type) => starting(type, gated(type, 'instantiate="true"')),
  'behind a parallel instantiating gateway': behindParallel,
  'intermediate, throwing': (type) => [thrown(type, 'intermediateThrowEvent')],
  'boundary, interrupting': (type) => atBoundary(type, true),
  'boundary, not interrupting': (type) => atBoundary(type, false),
  end: (type) => [thrown(type, 'endEvent')],
};

/** Every type of event in every position. */
export const eventRows: Row[] = EVENTS.flatMap((type) =>
  (Object.keys(build) as Position[]).map((position) => ({
    table: 'Events',
    element: type.name,
    position,
    legal: type.positions.includes(position),
    trials: build[position](type),
  })),
);
