import { expect, test } from 'vitest';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { addWorkdays } from '../clock/workdays.ts';
import { compile } from '../compile/compile.ts';
import { createEvaluator } from '../compile/expression/evaluator.ts';
import { advance } from './advance.ts';
import { newState } from './instance.ts';
import { nextDue } from './timers.ts';
import type { Environment, Event, State } from './types.ts';

const evaluator = createEvaluator({ addWorkdays: (calendar, from, n) => addWorkdays(calendar as Calendar, from, n) });
const plain: Calendar = { daysOff: [], weekendsWorked: [], publishedThrough: '2026-12-31' };
const first = '2026-02-02T09:00:00+08:00';
const due = '2026-02-20T23:59:59+08:00';

/** A task that a timer interrupts; `value` is FEEL that gives its date. */
function programOf(value: string) {
  const compiled =
    compile(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="x">
    <process id="p" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/><userTask id="t"/>
    <sequenceFlow id="g" sourceRef="t" targetRef="e"/><endEvent id="e"/>
    <boundaryEvent id="b" attachedToRef="t"><timerEventDefinition><timeDate xsi:type="tFormalExpression">${value}</timeDate></timerEventDefinition></boundaryEvent>
    <sequenceFlow id="h" sourceRef="b" targetRef="x"/><endEvent id="x"/></process></definitions>`);
  if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused));
  return compiled.program;
}

class Run {
  readonly program;
  state: State;
  constructor(value: string) {
    this.program = programOf(value);
    this.state = newState(this.program);
  }
  take(event: Event, at: string, clocks: Environment['clocks'] = { decision: due }, calendar: Calendar = plain) {
    const step = advance(this.program, JSON.parse(JSON.stringify(this.state)) as State, event, { at, evaluator, calendar, clocks });
    if (!step.ok) throw new Error(step.error.message);
    this.state = step.state;
    return step.commands.map(({ kind }) => kind);
  }
  start(clocks?: Environment['clocks']) {
    this.take({ kind: 'started', process: 'p' }, first, clocks);
    return this;
  }
  get due() {
    const ms = nextDue(this.state);
    return ms === null ? null : new Date(ms).toISOString();
  }
}
const utc = (at: string) => new Date(at).toISOString();
const byClock = 'clock due("decision")';

test('a timer of a clock stands still with it, and goes on with the time the clock then has', () => {
  const run = new Run(byClock).start();
  expect(run.due).toBe(utc(due));
  expect(run.take({ kind: 'clocksMoved' }, '2026-02-10T09:00:00+08:00', { decision: null })).toEqual(['cancelTimer']);
  expect(run.due).toBeNull();
  // The old date passes: nothing fires.
  expect(run.take({ kind: 'timeReached' }, '2026-03-01T09:00:00+08:00', { decision: null })).toEqual([]);
  expect(run.take({ kind: 'clocksMoved' }, '2026-03-10T09:00:00+08:00', { decision: '2026-03-20T23:59:59+08:00' })).toEqual(['armTimer']);
  expect(run.due).toBe(utc('2026-03-20T23:59:59+08:00'));
  expect(run.take({ kind: 'timeReached' }, '2026-03-21T00:00:00+08:00', { decision: '2026-03-20T23:59:59+08:00' })).toContain('finish');
});

test('armed while the clock stands still it waits for it', () => {
  const run = new Run(byClock).start({ decision: null });
  expect([run.due, Object.keys(run.state.incidents)]).toEqual([null, []]);
  run.take({ kind: 'clocksMoved' }, '2026-02-10T09:00:00+08:00');
  expect(run.due).toBe(utc(due));
});

test('a clock that moves into the past fires at once; one that is over leaves its timer', () => {
  const run = new Run(byClock).start();
  expect(run.take({ kind: 'clocksMoved' }, '2026-02-10T09:00:00+08:00', {})).toEqual([]);
  expect(run.due).toBe(utc(due));
  expect(run.take({ kind: 'clocksMoved' }, '2026-02-10T09:00:00+08:00', { decision: '2026-02-09T23:59:59+08:00' })).toContain('finish');
});

test('挂起 does not stop a clock of the law: its timer keeps the date, others the time they had left', () => {
  const run = new Run(byClock).start();
  const other = new Run('date and time("2026-02-20T23:59:59+08:00")').start();
  for (const one of [run, other]) {
    one.take({ kind: 'operation', operation: { name: 'suspend' } }, '2026-02-03T09:00:00+08:00');
    expect(one.due).toBeNull();
    one.take({ kind: 'operation', operation: { name: 'resume' } }, '2026-02-05T09:00:00+08:00');
  }
  expect(run.due).toBe(utc(due));
  expect(other.due).toBe(utc('2026-02-22T23:59:59+08:00'));
});

test('clocks may move while the case is suspended', () => {
  const run = new Run(byClock).start();
  run.take({ kind: 'operation', operation: { name: 'suspend' } }, '2026-02-03T09:00:00+08:00');
  run.take({ kind: 'clocksMoved' }, '2026-02-04T09:00:00+08:00', { decision: null });
  run.take({ kind: 'operation', operation: { name: 'resume' } }, '2026-02-05T09:00:00+08:00', { decision: null });
  expect(run.due).toBeNull();
});

test('what counts working days is counted anew by another calendar, from when it was armed', () => {
  const run = new Run('add workdays(now(), 5)').start();
  expect(run.due).toBe(utc('2026-02-09T23:59:59+08:00'));
  const off = { ...plain, daysOff: ['2026-02-05', '2026-02-06'] };
  expect(run.take({ kind: 'clocksMoved' }, '2026-02-04T09:00:00+08:00', {}, off)).toEqual(['armTimer']);
  expect(run.due).toBe(utc('2026-02-11T23:59:59+08:00'));
  expect(run.take({ kind: 'clocksMoved' }, '2026-02-04T10:00:00+08:00', {}, off)).toEqual([]);
});
