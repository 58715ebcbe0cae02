import { boundary, chain, definitions, file, node, process } from '../bpmn.ts';
import { type Entry, line, rowsOf } from './list.ts';

const standard = (attributes: string, condition = ''): string =>
  `<standardLoopCharacteristics ${attributes}>${condition === '' ? '' : `<loopCondition>${condition}</loopCondition>`}</standardLoopCharacteristics>`;
const three = '<loopCardinality>3</loopCardinality>';
const looped = (loop: string, after = '', roots = ''): string => line(['a'], node('userTask', 'a', loop) + after, roots);
const complete = (n: number, variables = {}): object => ({ steps: Array.from({ length: n }, () => ({ complete: 'a', variables })) });
const status = { expect: { status: 'completed', times: { a: 3 } } };

const simple: Entry[] = [
  { element: 'loop, at most so often', bpmn: looped(standard('loopMaximum="3"')), scenario: complete(3), ...status },
  { element: 'loop, tested before, false at once', bpmn: looped(standard('testBefore="true"', 'false')), expect: { times: { a: 0 } } },
  { element: 'loop, tested after, false at once', bpmn: looped(standard('', 'false')), scenario: complete(1), expect: { times: { a: 1 } } },
  {
    element: 'loop on a condition that an iteration changes',
    bpmn: looped(standard('', 'not(ready)')),
    scenario: { steps: [...[false, true].map((ready) => ({ complete: 'a', variables: { ready } }))] },
    expect: { times: { a: 2 } },
  },
  { element: 'loop without condition and maximum', bpmn: looped(standard('')), legal: false },
  {
    element: 'loop and multi-instance at once',
    bpmn: looped(standard('loopMaximum="3"') + `<multiInstanceLoopCharacteristics>${three}</multiInstanceLoopCharacteristics>`),
    legal: false,
  },
];

/** What is written the same way for both orders. */
function multi(name: string, attributes: string): Entry[] {
  const of = (inside: string, more = '', after = '', roots = ''): string =>
    looped(`<multiInstanceLoopCharacteristics ${attributes} ${more}>${inside}</multiInstanceLoopCharacteristics>`, after, roots);
  const caught = (definition: string, interrupting: boolean): string =>
    boundary('b', 'a', definition, `cancelActivity="${interrupting}"`) + node('endEvent', 'told') + chain('b', 'told');
  const list =
    '<ioSpecification><dataInput id="all" name="all"/><dataOutput id="votes" name="votes"/><inputSet><dataInputRefs>all</dataInputRefs></inputSet><outputSet><dataOutputRefs>votes</dataOutputRefs></outputSet></ioSpecification>';
  const events: [string, string, string][] = [
    ['signal', '<signalEventDefinition id="def" signalRef="sg"/>', definitions.signal],
    ['escalation', '<escalationEventDefinition id="def" escalationRef="esc"/>', definitions.escalation],
    ['message', '<messageEventDefinition id="def" messageRef="m"/>', definitions.message],
  ];
  return [
    { element: `${name}: cardinality`, bpmn: of(three), scenario: complete(3), ...status },
    { element: `${name}: no instance`, bpmn: of('<loopCardinality>0</loopCardinality>'), expect: { times: { a: 0, done: 1 } } },
    {
      element: `${name}: over a collection, into another`,
      bpmn: looped(
        `${list}<multiInstanceLoopCharacteristics ${attributes}><loopDataInputRef>all</loopDataInputRef><loopDataOutputRef>votes</loopDataOutputRef><inputDataItem id="item" name="item"/><outputDataItem id="vote" name="vote"/></multiInstanceLoopCharacteristics>`,
      ),
      scenario: { variables: { all: ['x', 'y'] }, ...complete(2, { vote: 'yes' }) },
      expect: { times: { a: 2 }, variables: { votes: ['yes', 'yes'] } },
    },
    {
      element: `${name}: completion condition`,
      bpmn: of(`${three}<completionCondition>numberOfCompletedInstances >= 2</completionCondition>`),
      scenario: complete(2),
      expect: { status: 'completed', ended: ['done'] },
    },
    ...events.map(([kind, roots, definition]): Entry => ({
      element: `${name}: behaviour None, ${kind} for each`,
      bpmn: of(three, 'behavior="None" noneBehaviorEventRef="def"', caught(definition, false), roots),
      scenario: complete(3),
      expect: { times: { a: 3, b: 3, done: 1 } },
    })),
    ...events.map(([kind, roots, definition]): Entry => ({
      element: `${name}: behaviour One, ${kind} for the first`,
      bpmn: of(three, 'behavior="One" oneBehaviorEventRef="def"', caught(definition, false), roots),
      scenario: complete(3),
      expect: { times: { a: 3, b: 1, done: 1 } },
    })),
    {
      element: `${name}: behaviour One, interrupted`,
      bpmn: of(
        three,
        'behavior="One" oneBehaviorEventRef="def"',
        caught(definitions.error, true),
        '<errorEventDefinition id="def" errorRef="err"/>',
      ),
      scenario: complete(1),
      expect: { ended: ['told'], times: { done: 0 } },
    },
    {
      element: `${name}: behaviour One, compensation`,
      bpmn: line(
        ['w', 'a'],
        node('task', 'w') +
          boundary('cb', 'w', definitions.compensation) +
          node('task', 'undo', '', 'isForCompensation="true"') +
          node('association', 'as', '', 'sourceRef="cb" targetRef="undo"') +
          node(
            'userTask',
            'a',
            `<multiInstanceLoopCharacteristics ${attributes} behavior="One" oneBehaviorEventRef="def">${three}</multiInstanceLoopCharacteristics>`,
          ),
        '<compensateEventDefinition id="def"/>',
      ),
      scenario: complete(3),
      expect: { times: { a: 3, undo: 1, done: 1 } },
    },
    {
      element: `${name}: behaviour Complex`,
      bpmn: of(
        `${three}<complexBehaviorDefinition><condition>numberOfCompletedInstances = 2</condition><event id="it">${definitions.signal}${definitions.escalation}</event></complexBehaviorDefinition>`,
        'behavior="Complex"',
        caught(definitions.signal, false) +
          boundary('b2', 'a', definitions.escalation, 'cancelActivity="false"') +
          node('endEvent', 'told2') +
          chain('b2', 'told2'),
      ),
      scenario: complete(3),
      expect: { times: { a: 3, b: 1, b2: 1, done: 1 } },
    },
    { element: `${name}: behaviour None without an event`, bpmn: of(three, 'behavior="None"'), legal: false },
    {
      element: `${name}: behaviour One, a timer thrown`,
      bpmn: of(
        three,
        'behavior="One" oneBehaviorEventRef="def"',
        '',
        '<timerEventDefinition id="def"><timeDuration>PT1H</timeDuration></timerEventDefinition>',
      ),
      legal: false,
    },
  ];
}

const nested: Entry = {
  element: 'multi-instance in multi-instance',
  bpmn: file(
    process(
      'p',
      node('startEvent', 's') +
        node(
          'subProcess',
          'sub',
          `<multiInstanceLoopCharacteristics>${three}</multiInstanceLoopCharacteristics>${node('task', 'a', `<multiInstanceLoopCharacteristics>${three}</multiInstanceLoopCharacteristics>`)}`,
        ) +
        node('endEvent', 'done') +
        chain('s', 'sub', 'done'),
    ),
  ),
  expect: { times: { sub: 3, a: 9, done: 1 } },
};

export const loopRows = rowsOf('Loops and multi-instance', [
  ...simple,
  ...multi('multi-instance, sequential', 'isSequential="true"'),
  ...multi('multi-instance, parallel', 'isSequential="false"'),
  nested,
]);
