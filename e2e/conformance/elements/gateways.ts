import { chain, flow, node } from '../bpmn.ts';
import type { Row } from '../row.ts';
import type { Expected, Trial } from '../trial.ts';
import { CONTAINERS, contained, type Container, type Part } from './containers.ts';

interface Case {
  /** What the gateway does there. */
  role: string;
  part: Part;
  steps?: object[];
  variables?: object;
  expect: Expected;
}

const merge = node('exclusiveGateway', 'out');
const tasks = node('task', 'a') + node('task', 'b');
/** One token in; the gateway leads to two tasks, which lead to one way out. */
const split = (gateway: string, toA?: string, toB?: string): Part => ({
  body:
    node('task', 'in') +
    gateway +
    tasks +
    merge +
    chain('in', 'g') +
    flow('g', 'a', toA) +
    flow('g', 'b', toB) +
    chain('a', 'out') +
    chain('b', 'out'),
  first: 'in',
  last: 'out',
});
/** Two user tasks side by side lead into the gateway. */
const join = (gateway: string): Part => ({
  body:
    node('task', 'in') +
    node('userTask', 'a') +
    node('userTask', 'b') +
    gateway +
    node('task', 'out') +
    chain('in', 'a', 'g', 'out') +
    chain('in', 'b', 'g'),
  first: 'in',
  last: 'out',
});
/** As `join`, with two ways out. */
const both = (gateway: string, toY?: string, toZ?: string): Part => ({
  body:
    node('task', 'in') +
    node('userTask', 'a') +
    node('userTask', 'b') +
    gateway +
    node('task', 'y') +
    node('task', 'z') +
    merge +
    chain('in', 'a', 'g') +
    chain('in', 'b', 'g') +
    flow('g', 'y', toY) +
    flow('g', 'z', toZ) +
    chain('y', 'out') +
    chain('z', 'out'),
  first: 'in',
  last: 'out',
});
const done = [{ complete: 'a' }, { complete: 'b' }];
const twoOfTwo = '<activationCondition>activationCount >= 2</activationCondition>';
const first = '<activationCondition>activationCount >= 1</activationCondition>';
const simple = (local: string, inner = '', attributes = ''): string => node(local, 'g', inner, attributes);
const waits =
  simple('eventBasedGateway') +
  node('intermediateCatchEvent', 'a', '<messageEventDefinition messageRef="m"/>') +
  node('intermediateCatchEvent', 'b', '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>');
const events: Part = {
  body: node('task', 'in') + waits + merge + chain('in', 'g') + chain('g', 'a', 'out') + chain('g', 'b', 'out'),
  first: 'in',
  last: 'out',
};
const twice: Part = {
  body:
    node('task', 'in') +
    node('task', 'x') +
    node('task', 'y') +
    waits +
    merge +
    chain('in', 'x', 'g') +
    chain('in', 'y', 'g') +
    chain('g', 'a', 'out') +
    chain('g', 'b', 'out'),
  first: 'in',
  last: 'out',
};

const once = (times: Record<string, number>): Expected => ({ status: 'completed', times });

/** Every gateway as a split, as a join, and as both at once (10.6). */
const GATEWAYS: Record<string, Case[]> = {
  exclusive: [
    { role: 'split', part: split(simple('exclusiveGateway'), 'x > 1', 'true'), variables: { x: 2 }, expect: once({ a: 1, b: 0 }) },
    {
      role: 'split, default flow',
      part: split(simple('exclusiveGateway', '', 'default="g-b"'), 'x > 1'),
      variables: { x: 1 },
      expect: once({ a: 0, b: 1 }),
    },
    { role: 'merge', part: join(simple('exclusiveGateway')), steps: done, expect: once({ g: 2, out: 2 }) },
    {
      role: 'merge and split',
      part: both(simple('exclusiveGateway'), 'x > 1', 'true'),
      variables: { x: 2 },
      steps: done,
      expect: once({ g: 2, y: 2, z: 0 }),
    },
  ],
  parallel: [
    { role: 'split', part: split(simple('parallelGateway')), expect: once({ a: 1, b: 1 }) },
    { role: 'join', part: join(simple('parallelGateway')), steps: done, expect: once({ g: 1, out: 1 }) },
    { role: 'join and split', part: both(simple('parallelGateway')), steps: done, expect: once({ g: 1, y: 1, z: 1 }) },
  ],
  inclusive: [
    { role: 'split', part: split(simple('inclusiveGateway'), 'x > 1', 'x > 2'), variables: { x: 3 }, expect: once({ a: 1, b: 1 }) },
    {
      role: 'split, default flow',
      part: split(simple('inclusiveGateway', '', 'default="g-b"'), 'x > 1'),
      variables: { x: 1 },
      expect: once({ a: 0, b: 1 }),
    },
    { role: 'join', part: join(simple('inclusiveGateway')), steps: done, expect: once({ g: 1, out: 1 }) },
    {
      role: 'join and split',
      part: both(simple('inclusiveGateway'), 'x > 1', 'x > 5'),
      variables: { x: 3 },
      steps: done,
      expect: once({ g: 1, y: 1, z: 0 }),
    },
  ],
  complex: [
    { role: 'split', part: split(simple('complexGateway'), 'x > 1', 'x > 2'), variables: { x: 3 }, expect: once({ a: 1, b: 1 }) },
    {
      role: 'split, default flow',
      part: split(simple('complexGateway', '', 'default="g-b"'), 'x > 1'),
      variables: { x: 1 },
      expect: once({ a: 0, b: 1 }),
    },
    { role: 'join', part: join(simple('complexGateway', twoOfTwo)), steps: done, expect: once({ g: 1, out: 1 }) },
    { role: 'join, at the first', part: join(simple('complexGateway', first)), steps: done, expect: once({ g: 1, out: 1 }) },
    {
      role: 'join and split',
      part: both(simple('complexGateway', twoOfTwo), 'x > 1', 'x > 5'),
      variables: { x: 3 },
      steps: done,
      expect: once({ g: 1, y: 1, z: 0 }),
    },
  ],
  'event-based': [
    { role: 'split', part: events, steps: [{ message: 'm' }, { advance: 'PT2H' }], expect: once({ a: 1, b: 0 }) },
    { role: 'split, by time', part: events, steps: [{ advance: 'PT2H' }], expect: once({ a: 0, b: 1 }) },
    { role: 'merge and split', part: twice, steps: [{ message: 'm' }, { advance: 'PT2H' }], expect: once({ g: 2, a: 1, b: 1 }) },
  ],
};

function trial({ part, steps = [], variables = {}, expect }: Case, container: Container): Trial {
  const { bpmn, enter } = contained(container, part);
  return { bpmn, scenario: { process: 'p', variables, steps: [...enter, ...steps] }, expect };
}

/** Every gateway in every container. */
export const gatewayRows: Row[] = Object.entries(GATEWAYS).flatMap(([element, cases]) =>
  cases.flatMap((one) =>
    CONTAINERS.map((container) => ({
      table: 'Gateways',
      element: `${element}: ${one.role}`,
      position: container,
      legal: true,
      trials: [trial(one, container)],
    })),
  ),
);
