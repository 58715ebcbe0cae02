import { describe, expect, it } from 'vitest';
import type { Program } from '../../schema/process/program.ts';
import { createEvaluator } from '../compile/expression/evaluator.ts';
import { advance, refusalOf } from './advance.ts';
import { newState } from './instance.ts';
import { bpmn, program } from './run.test-support.ts';
import { nextDue } from './timers.ts';
import type { Environment, Event, State } from './types.ts';

/** Entries that steps have looked at in the collections of their state and program: read one by one, or listed. */
let visits = 0;
const originals = new WeakMap<object, object>();

/** The same entries, counted as they are looked at. */
function counted<T extends object>(entries: T): T {
  const original = (originals.get(entries) ?? entries) as T;
  const watched = new Proxy(original, {
    get(target, key, receiver) {
      if (typeof key === 'string') visits++;
      return Reflect.get(target, key, receiver) as unknown;
    },
    ownKeys(target) {
      const keys = Reflect.ownKeys(target);
      visits += keys.length;
      return keys;
    },
  });
  originals.set(watched, original);
  return watched;
}

const collections = ['instances', 'scopes', 'tokens', 'tasks', 'waits', 'votes', 'incidents', 'joins', 'blocks', 'urged'] as const;

/** Has the collections of a state counted, with those that have come since the last time. */
function watch(state: State): void {
  const before = visits;
  for (const scope of Object.values(state.scopes)) scope.tokens = counted(scope.tokens);
  for (const join of Object.values(state.joins)) join.arrived = counted(join.arrived);
  for (const { multi } of Object.values(state.tokens))
    if (multi) Object.assign(multi, { live: counted(multi.live), done: counted(multi.done) });
  for (const name of collections) Object.assign(state, { [name]: counted(state[name]) });
  state.ledger.occurrences = counted(state.ledger.occurrences);
  visits = before;
}

const environment: Environment = { at: '2026-01-05T09:00:00+08:00', evaluator: createEvaluator() };

/** Takes a case to its end, completing what has come up in an order; gives how many entries a completion looked at. */
function visitsPerStep(source: Program, order: (events: Event[]) => Event[]): number {
  const watched: Program = { ...source, nodes: counted(source.nodes), flows: counted(source.flows), scopes: counted(source.scopes) };
  const state = newState(watched);
  let open: Event[] = [];
  let steps = 0;
  const take = (event: Event): void => {
    // Seldom, since it goes over everything: what comes up between is made of the same kinds of entries.
    if (steps % 100 < 2) watch(state);
    expect(refusalOf(watched, state, event, environment)).toBeNull();
    const step = advance(watched, state, event, environment);
    if (!step.ok) throw new Error(step.error.message);
    for (const command of step.commands) {
      if (command.kind === 'openTask') open.push({ kind: 'taskCompleted', task: { task: command.task.id } });
      if (command.kind === 'call') open.push({ kind: 'activityFinished', call: command.call.call });
      if (command.kind === 'throwMessage') throw new Error(`nobody waited for ${command.name}`);
    }
    nextDue(state);
    steps++;
  };
  take({ kind: 'started', process: 'p' });
  visits = 0;
  steps = 0;
  while (open.length > 0) {
    const now = order(open);
    open = [];
    for (const event of now) take(event);
  }
  expect(state.status).toBe('completed');
  return visits / steps;
}

const range = (length: number): number[] => Array.from({ length }, (_, n) => n + 1);
const atOnce = (activity: string, tag: string, count: number, inner = ''): string =>
  bpmn(`<startEvent id="s"/><${tag} id="${activity}">${inner}
    <multiInstanceLoopCharacteristics isSequential="false"><loopCardinality>${count}</loopCardinality></multiInstanceLoopCharacteristics>
  </${tag}><endEvent id="e"/>
  s -> ${activity}
  ${activity} -> e
  `);

/** A task with a timer on it, in a body of its own. */
const timed = `<startEvent id="bs"/><userTask id="inside"/><endEvent id="be"/>
  <boundaryEvent id="late" attachedToRef="inside"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>
  <endEvent id="le"/><sequenceFlow id="bf1" sourceRef="bs" targetRef="inside"/><sequenceFlow id="bf2" sourceRef="inside" targetRef="be"/>
  <sequenceFlow id="bf3" sourceRef="late" targetRef="le"/>`;

const wide = (gateway: string, count: number, tasks: number): string =>
  bpmn(`<startEvent id="s"/><${gateway} id="split"/><${gateway} id="join"/><endEvent id="e"/>
  ${range(count)
    .map((n) => {
      const chain = range(tasks).map((at) => `t${n}x${at}`);
      const links = ['split', ...chain, 'join'].map((id, at, all) => (at === 0 ? '' : `${all[at - 1]} -> ${id}`));
      return `${chain.map((id) => `<userTask id="${id}"/>`).join('')}\n${links.join('\n')}`;
    })
    .join('\n')}
  s -> split
  join -> e
  `);

const long = (count: number): string =>
  bpmn(`<startEvent id="s"/>${range(count)
    .map(
      (n) =>
        `<userTask id="t${n}"/><exclusiveGateway id="x${n}" default="d${n}"/><sequenceFlow id="d${n}" sourceRef="x${n}" targetRef="t${n + 1}"/>`,
    )
    .join('')}<userTask id="t${count + 1}"/><endEvent id="e"/>
  s -> t1
  ${range(count)
    .map((n) => `t${n} -> x${n}\nx${n} -> e [1 > 2]`)
    .join('\n')}
  t${count + 1} -> e
  `);

const oldestFirst = (events: Event[]): Event[] => events;
const newestFirst = (events: Event[]): Event[] => events.toReversed();
/** Always the same, and in no order. */
const mixed = (events: Event[]): Event[] =>
  events
    .map((event, n) => ({ event, at: (n * 7919) % 4099 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ event }) => event);

describe('a step looks at no more, however much the case holds', () => {
  it.each([
    ['user tasks at once', (n: number) => atOnce('t', 'userTask', n)],
    ['services at once', (n: number) => atOnce('t', 'serviceTask', n)],
    ['bodies with timers at once', (n: number) => atOnce('t', 'subProcess', n, timed)],
    ['a parallel join', (n: number) => wide('parallelGateway', n, 1)],
    ['an inclusive join', (n: number) => wide('inclusiveGateway', n, 1)],
    ['an inclusive join with long ways to it', (n: number) => wide('inclusiveGateway', n / 4, 4)],
    ['an inclusive join with very long ways to it', (n: number) => wide('inclusiveGateway', 4, n / 4)],
    ['a long process', long],
  ])('%s', (_name, draw) => {
    for (const order of [oldestFirst, newestFirst, mixed]) {
      const few = visitsPerStep(program(draw(200)), order);
      const many = visitsPerStep(program(draw(800)), order);
      // Four times as much of everything; a search that is needed log n times may show.
      expect(many).toBeLessThan(few * 1.25);
    }
  });
});
