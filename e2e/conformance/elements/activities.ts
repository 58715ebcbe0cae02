import { boundary, chain, definitions, file, flow, node, process } from '../bpmn.ts';
import type { Row } from '../row.ts';
import type { Trial } from '../trial.ts';
import { ACTIVITIES, type ActivityType } from './activity-kinds.ts';
import { CONTAINERS, contained } from './containers.ts';

const times = (n: number, step: object | undefined): object[] => (step ? Array.from({ length: n }, () => step) : []);
const visited = (n: number): string[] => Array.from({ length: n }, () => 'a');

/** s → what is given, `a` in it → done, in one process. */
function simple(type: ActivityType, inside: string, body = chain('s', 'a', 'done')): string {
  return file(process('p', node('startEvent', 's') + inside + node('endEvent', 'done') + body), type.roots);
}

/** Performed so often: `n` times, by a loop of this kind. */
function looped(type: ActivityType, n: number, loop: string): Trial[] {
  const expect = { status: 'completed', visits: [...visited(n), 'done'] };
  return [{ bpmn: simple(type, type.write('a', loop)), scenario: { process: 'p', steps: times(n, type.step) }, expect }];
}

const multi = (sequential: boolean): string =>
  `<multiInstanceLoopCharacteristics isSequential="${sequential}"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>`;

/** Where an activity may stand beside the containers, and what must come of it there. */
const places: Record<string, (type: ActivityType) => Trial[]> = {
  'without incoming flow': (type) => {
    const bpmn = file(process('p', type.write('a') + node('endEvent', 'done') + chain('a', 'done')), type.roots);
    return [{ bpmn, scenario: { process: 'p', steps: times(1, type.step) }, expect: { status: 'completed', visits: ['a', 'done'] } }];
  },
  'conditional and default flows': (type) => {
    const choice = node('endEvent', 'other') + chain('s', 'a') + flow('a', 'other', 'x > 1') + flow('a', 'done');
    const bpmn = simple(type, type.write('a', '', 'default="a-done"'), choice);
    const run = (x: number, ended: string): Trial => ({
      bpmn,
      scenario: { process: 'p', variables: { x }, steps: times(1, type.step) },
      expect: { status: 'completed', ended: [...innerEnds(type), ended] },
    });
    return [run(1, 'done'), run(2, 'other')];
  },
  'loop, tested before': (type) =>
    looped(
      type,
      2,
      '<standardLoopCharacteristics testBefore="true"><loopCondition>loopCounter &lt; 2</loopCondition></standardLoopCharacteristics>',
    ),
  'loop, tested after': (type) =>
    looped(type, 2, '<standardLoopCharacteristics><loopCondition>loopCounter &lt; 2</loopCondition></standardLoopCharacteristics>'),
  'multi-instance, sequential': (type) => looped(type, 2, multi(true)),
  'multi-instance, parallel': (type) => looped(type, 2, multi(false)),
  'with a boundary event': (type) => {
    const late = boundary('b', 'a', definitions.hour) + node('endEvent', 'late') + chain('b', 'late');
    const bpmn = simple(type, type.write('a') + late);
    const done: Trial = {
      bpmn,
      scenario: { process: 'p', steps: times(1, type.step) },
      expect: { status: 'completed', visits: ['a', 'done'], never: ['b'] },
    };
    // What takes no time of its own takes it by its service.
    const slow = { process: 'p', services: { a: { takes: 'P1D' } }, steps: [{ advance: 'PT1H' }] };
    const expect = { status: 'completed', visits: ['a', 'b', 'late'], never: ['done'] };
    return PASSING.has(type.name) ? [done] : [done, { bpmn, scenario: slow, expect }];
  },
  'compensation handler': (type) => {
    const undone =
      node('task', 'work') +
      boundary('b', 'work', definitions.compensation) +
      type.write('a', '', 'isForCompensation="true"') +
      node('association', 'as', '', 'sourceRef="b" targetRef="a"') +
      node('intermediateThrowEvent', 'undo', definitions.compensation);
    const bpmn = simple(type, undone, chain('s', 'work', 'undo', 'done'));
    return [
      {
        bpmn,
        scenario: { process: 'p', steps: times(1, type.step) },
        expect: { status: 'completed', visits: ['work', 'undo', 'b', 'a', 'done'] },
      },
    ];
  },
  'with a compensation handler': (type) => {
    const undone =
      type.write('a') +
      boundary('b', 'a', definitions.compensation) +
      node('task', 'back', '', 'isForCompensation="true"') +
      node('association', 'as', '', 'sourceRef="b" targetRef="back"') +
      node('intermediateThrowEvent', 'undo', definitions.compensation);
    const bpmn = simple(type, undone, chain('s', 'a', 'undo', 'done'));
    return [
      {
        bpmn,
        scenario: { process: 'p', steps: times(1, type.step) },
        expect: { status: 'completed', visits: ['a', 'undo', 'b', 'back', 'done'] },
      },
    ];
  },
  'more tokens in, more out': (type) => {
    // Two tokens come, one at a time; the activity is performed once for both, and two tokens leave it.
    const written = type.write('a', '', 'startQuantity="2" completionQuantity="2"');
    const body = node('task', 'x') + node('task', 'y') + chain('s', 'x', 'a') + chain('s', 'y', 'a') + chain('a', 'done');
    const done = [...innerEnds(type), 'done', 'done'];
    const expect = { status: 'completed', times: { a: 1, done: 2 }, ended: done };
    return [{ bpmn: simple(type, written, body), scenario: { process: 'p', steps: times(1, type.step) }, expect }];
  },
  'behind an event-based gateway': (type) => {
    const gate = node('eventBasedGateway', 'g') + type.write('a') + node('receiveTask', 'b', '', 'messageRef="never"');
    const bpmn = simple(type, gate, chain('s', 'g', 'a', 'done') + chain('g', 'b', 'done'));
    return [
      {
        bpmn,
        scenario: { process: 'p', steps: times(1, type.step) },
        expect: { status: 'completed', visits: ['g', 'a', 'done'], never: ['b'] },
      },
    ];
  },
};

/** Activities that are over in the moment they begin: no boundary event of time can come. */
const PASSING = new Set(ACTIVITIES.filter(({ name, step }) => !step && !/service|business|send/.test(name)).map(({ name }) => name));

/** End events inside the activity itself. */
function innerEnds({ name }: ActivityType): string[] {
  if (name === 'call activity: process') return ['called_e'];
  return name === 'sub-process' || name === 'transaction' ? ['a_e'] : [];
}

/** Every type of activity in every container and place. */
export const activityRows: Row[] = ACTIVITIES.flatMap((type) => {
  const row = (position: string, trials: Trial[], legal = true): Row => ({
    table: 'Activities',
    element: type.name,
    position,
    legal,
    trials,
  });
  const inside = CONTAINERS.map((container) => {
    const { bpmn, enter } = contained(container, { body: type.write('a'), first: 'a', last: 'a', roots: type.roots });
    const scenario = { process: 'p', steps: [...enter, ...times(1, type.step)] };
    return row(container, [{ bpmn, scenario, expect: { status: 'completed', visits: ['a', 'done'] } }]);
  });
  const placed = Object.entries(places).map(([position, build]) =>
    row(position, build(type), position !== 'behind an event-based gateway' || type.name === 'receive task'),
  );
  return [...inside, ...placed];
});
