import { describe, expect, test } from 'vitest';
import { Run } from '../run.test-support.ts';
import { chain, changes, codes, over, process, tasks } from './over.test-support.ts';

const timer = (id: string, on: string, duration: string, more = '') =>
  `<boundaryEvent id="${id}" attachedToRef="${on}" ${more}><timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="${id}E"/>\n${id} -> ${id}E\n`;
const hours = (run: Run, due: number | undefined) => (due! - run.at) / 3_600_000;
const dues = (run: Run) => Object.fromEntries(Object.values(run.state.waits).map(({ element, due }) => [element, hours(run, due)]));

describe('timers', () => {
  const plain = process(`${tasks('A', 'B')}${chain('S', 'A', 'B', 'E')}`);
  const timed = process(`${tasks('A', 'B')}${timer('T', 'A', 'P2D')}${chain('S', 'A', 'B', 'E')}`);
  const later = process(`${tasks('A', 'B')}${timer('T', 'A', 'P9D')}${chain('S', 'A', 'B', 'E')}`);
  const moved = process(`${tasks('A', 'B')}${timer('T', 'B', 'P2D')}${chain('S', 'A', 'B', 'E')}`);
  const other = process(`${tasks('A', 'B')}${timer('U', 'A', 'P2D')}${chain('S', 'A', 'B', 'E')}`);
  const beside = process(`${tasks('A', 'B')}${timer('T', 'A', 'P2D', 'cancelActivity="false"')}${chain('S', 'A', 'B', 'E')}`);

  test('one that is new counts from now, one that is gone is disarmed', () => {
    const first = new Run(plain).start();
    first.wait('PT5H');
    const { run, migrated } = over(first, plain, timed);
    expect(changes(migrated)).toEqual(['T: event-added']);
    expect(dues(run)).toEqual({ T: 48 });
    expect(over(run, timed, plain).migrated).toMatchObject({ commands: [{ kind: 'cancelTimer', element: 'T' }] });
  });

  test('one that is defined as before keeps its time, under another name too', () => {
    const first = new Run(timed).start();
    first.wait('PT5H');
    expect(dues(over(first, timed, timed).run)).toEqual({ T: 43 });
    const { run, migrated } = over(first, timed, other, { T: 'U', TE: 'UE' });
    expect(changes(migrated)).toEqual([]);
    expect(dues(run)).toEqual({ U: 43 });
    run.wait('P2D');
    expect(run.ended).toEqual(['UE']);
  });

  test('one that is defined otherwise is armed anew', () => {
    const first = new Run(timed).start();
    first.wait('PT5H');
    const { run, migrated } = over(first, timed, later);
    expect(changes(migrated)).toEqual(['T: event-changed']);
    expect(dues(run)).toEqual({ T: 216 });
  });

  test('one that has moved to another task is disarmed here and armed there', () => {
    const first = new Run(timed).start();
    first.wait('PT5H');
    const here = over(first, timed, moved);
    expect(dues(here.run)).toEqual({});
    here.run.complete('A');
    expect(dues(here.run)).toEqual({ T: 48 });
    first.complete('A');
    expect(dues(over(first, timed, moved).run)).toEqual({ T: 48 });
  });

  test('one that has fired beside its task does not fire again', () => {
    const first = new Run(beside).start();
    first.wait('P3D');
    expect(first.ended).toEqual(['TE']);
    const { run } = over(
      first,
      beside,
      process(`${tasks('A', 'B', 'C')}${timer('T', 'A', 'P5D', 'cancelActivity="false"')}${chain('S', 'A', 'C', 'B', 'E')}`),
    );
    expect(dues(run)).toEqual({});
  });

  test('one that cannot be armed is told, not left out', () => {
    const wrong = process(
      `${tasks('A', 'B')}<boundaryEvent id="T" attachedToRef="A"><timerEventDefinition><timeDuration xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="tFormalExpression">= limit</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="TE"/>${chain('T', 'TE')}${chain('S', 'A', 'B', 'E')}`,
    );
    const first = new Run(plain).start();
    expect(codes(over(first, plain, wrong).migrated)).toEqual(['T: event-invalid']);
    const known = new Run(plain).start({ limit: 'PT7H' });
    expect(dues(over(known, plain, wrong).run)).toEqual({ T: 7 });
  });

  test('a catch event and the events behind a gateway follow', () => {
    const events = (a: string, b: string) =>
      process(
        `<eventBasedGateway id="G"/><intermediateCatchEvent id="M"><messageEventDefinition messageRef="${a}"/></intermediateCatchEvent>
         <intermediateCatchEvent id="T"><timerEventDefinition><timeDuration>${b}</timeDuration></timerEventDefinition></intermediateCatchEvent>${tasks('A', 'B')}
         ${chain('S', 'G', 'M', 'A', 'E')}${chain('G', 'T', 'B', 'E')}`,
        '<message id="one" name="one"/><message id="two" name="two"/>',
      );
    const [before, after] = [events('one', 'P1D'), events('two', 'P1D')];
    const { run, migrated } = over(new Run(before).start(), before, after);
    expect(changes(migrated)).toEqual(['M: event-changed']);
    expect(run.step({ kind: 'messageArrived', name: 'one' })).toBe('no-receiver');
    expect(run.step({ kind: 'messageArrived', name: 'two' })).toBe('ok');
    expect(run.open).toEqual(['A']);
    expect(run.waiting).toEqual([]);
  });
});

describe('event sub-processes', () => {
  const body = (id: string, interrupting: boolean) =>
    `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}S" isInterrupting="${interrupting}"><messageEventDefinition messageRef="m"/></startEvent><userTask id="${id}T"/><endEvent id="${id}E"/>${chain(`${id}S`, `${id}T`, `${id}E`)}</subProcess>`;
  const message = '<message id="m" name="m"/>';
  const without = process(`${tasks('A', 'B')}${chain('S', 'A', 'B', 'E')}`, message);
  const beside = process(`${tasks('A', 'B')}${body('P', false)}${chain('S', 'A', 'B', 'E')}`, message);
  const instead = process(`${tasks('A', 'B')}${body('P', true)}${chain('S', 'A', 'B', 'E')}`, message);

  test('one that is new can be started', () => {
    const { run } = over(new Run(without).start(), without, beside);
    expect(run.step({ kind: 'messageArrived', name: 'm' })).toBe('ok');
    expect(run.open).toEqual(['A', 'PT']);
  });

  test('one that runs beside stays, and one that has interrupted the case goes on alone', () => {
    const first = new Run(beside).start();
    first.step({ kind: 'messageArrived', name: 'm' });
    expect(codes(over(first, beside, instead).migrated)).toEqual(['A: tokens-exclusive']);
    const second = new Run(instead).start();
    second.step({ kind: 'messageArrived', name: 'm' });
    const { run } = over(
      second,
      instead,
      process(`${tasks('A', 'N', 'B')}${body('P', true)}${body('Q', false)}${chain('S', 'A', 'N', 'B', 'E')}`, message),
    );
    expect(run.open).toEqual(['PT']);
    // What has been interrupted waits for nothing more.
    expect(run.waiting).toEqual([]);
  });

  test('one that is gone while it runs is told', () => {
    const first = new Run(beside).start();
    first.step({ kind: 'messageArrived', name: 'm' });
    expect(codes(over(first, beside, without).migrated)).toEqual(expect.arrayContaining(['P: not-mapped', 'PT: not-mapped']));
  });
});

describe('tasks and votes', () => {
  const vote = (rule: string) =>
    process(
      `<userTask id="A"><extensionElements><approval:vote ${rule}><approval:signer user="li"/><approval:signer user="wang"/><approval:signer user="zhao"/></approval:vote></extensionElements></userTask>${tasks('B')}${chain('S', 'A', 'B', 'E')}`,
    );
  const [all, any, sequence] = [vote('rule="all"'), vote('rule="count" count="1"'), vote('rule="sequence"')];
  const approve = { decision: 'approve' };

  test('a vote that the new rule decides is decided with it', () => {
    const first = new Run(all).start();
    first.complete('A', 'li', approve);
    const { run, migrated } = over(first, all, any);
    expect(changes(migrated)).toEqual(['A: vote-changed']);
    expect(run.open).toEqual(['B']);
    expect(run.variables).toEqual({ outcome: 'approved' });
  });

  test('one that becomes a sequence lets one sign at a time', () => {
    const first = new Run(all).start();
    first.complete('A', 'wang', approve);
    const { run } = over(first, all, sequence);
    expect(run.open).toEqual(['A:li']);
    run.complete('A', 'li', approve);
    expect(run.open).toEqual(['A:zhao']);
  });

  test('a task does not become a vote, nor a vote a task', () => {
    const plain = process(`${tasks('A', 'B')}${chain('S', 'A', 'B', 'E')}`);
    expect(codes(over(new Run(plain).start(), plain, all).migrated)).toEqual(['A: vote-changed']);
    expect(codes(over(new Run(all).start(), all, plain).migrated)).toEqual(['A: vote-changed']);
  });

  test('a task takes on its new buttons and limit; who has it keeps it, who may have it is asked anew', () => {
    const task = (more: string, inner = '') => process(`<userTask id="A" ${more}>${inner}</userTask>${chain('S', 'A', 'E')}`).nodes;
    expect(task('')).toBeDefined();
    const before = process(`<userTask id="A" name="Old"/>${chain('S', 'A', 'E')}`);
    const after = process(
      `<userTask id="A" name="New" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:candidateGroups="clerks"><extensionElements><approval:limit n="5" unit="workday"/><approval:decisions variable="d"><approval:decision value="yes" label="Yes"/></approval:decisions></extensionElements></userTask>${chain('S', 'A', 'E')}`,
    );
    const { run, migrated } = over(new Run(before).start(), before, after);
    expect(changes(migrated)).toEqual(['A: task-changed']);
    expect(Object.values(run.state.tasks)).toMatchObject([
      { element: 'A', candidateGroups: ['clerks'], limit: { n: 5 }, decisions: { variable: 'd' } },
    ]);
    const held = new Run(before).start();
    held.operate({ name: 'transfer', to: 'li' }, 'A');
    expect(Object.values(over(held, before, after).run.state.tasks)).toMatchObject([{ assignee: 'li', candidateGroups: [] }]);
  });
});

describe('multi-instance and loops', () => {
  const many = (loop: string, after = '') =>
    process(
      `<userTask id="A">${loop}</userTask>${tasks('B', 'N')}${after}${chain('S', 'A', ...(after ? [] : ['N']), 'B', 'E')}${after ? chain('N', 'E') : ''}`,
    );
  const loop = (sequential: boolean, cardinality: number, more = '') =>
    `<multiInstanceLoopCharacteristics isSequential="${sequential}"><loopCardinality>${cardinality}</loopCardinality>${more}</multiInstanceLoopCharacteristics>`;
  const three = many(loop(false, 3));

  test('instances under way go on, as many as were begun; a completion condition that is new counts from the next', () => {
    const first = new Run(three).start();
    first.complete('A');
    const early = many(loop(false, 5, '<completionCondition>numberOfCompletedInstances = 2</completionCondition>'));
    const { run, migrated } = over(first, three, early);
    expect(codes(migrated)).toEqual(['ok']);
    expect(run.open).toEqual(['A', 'A']);
    run.complete('A');
    expect(run.open).toEqual(['N']);
  });

  test('one that has begun does not change its way of repeating', () => {
    const run = new Run(three).start();
    expect(codes(over(run, three, many(loop(true, 3))).migrated)).toEqual(['A: loop-changed']);
    const once = many('');
    expect(codes(over(run, three, once).migrated)).toEqual(['A: loop-changed']);
    expect(codes(over(new Run(once).start(), once, three).migrated)).toEqual(['A: loop-changed']);
  });
});

describe('services, calls and incidents', () => {
  const service = (id: string, activity: string) =>
    process(`<serviceTask id="${id}" approval:activity="${activity}"/>${tasks('B')}${chain('S', id, 'B', 'E')}`);

  test('an answer that is on its way is still taken, unless another service is asked', () => {
    const [before, renamed, other] = [service('A', 'pay'), service('A2', 'pay'), service('A', 'collect')];
    const first = new Run(before, { A: null }).start();
    const { run } = over(first, before, renamed, { A: 'A2' });
    expect(run.waiting).toEqual(['A2:service']);
    const [token] = Object.values(run.state.tokens);
    expect(run.step({ kind: 'activityFinished', call: token!.call!, result: { paid: true } })).toBe('ok');
    expect(run.open).toEqual(['B']);
    expect(codes(over(first, before, other).migrated)).toEqual(['A: call-under-way']);
  });

  test('what failed when it was entered can be anything else in the new version, and is tried again there', () => {
    const before = process(
      `<scriptTask id="A" scriptFormat="feel"><script>unknown + 1</script></scriptTask>${tasks('B')}${chain('S', 'A', 'B', 'E')}`,
    );
    const after = process(`${tasks('Ask', 'B')}${chain('S', 'Ask', 'B', 'E')}`);
    const first = new Run(before).start();
    expect(first.incidents).toEqual(['A:expression-failed']);
    expect(codes(over(first, before, after).migrated)).toEqual(['A: not-mapped']);
    const { run } = over(first, before, after, { A: 'Ask' });
    expect(run.incidents).toEqual(['Ask:expression-failed']);
    const [incident] = Object.keys(run.state.incidents).map(Number);
    expect(run.step({ kind: 'incidentRetried', incident: incident! })).toBe('ok');
    expect(run.open).toEqual(['Ask']);
    expect(codes(over(first, before, after, { A: 'E' }).migrated)).toEqual(['ok']);
  });

  test('a task is no service, whatever the mapping says', () => {
    const [before, after] = [process(`${tasks('A')}${chain('S', 'A', 'E')}`), service('A', 'pay')];
    const run = new Run(before).start();
    expect(codes(over(run, before, after).migrated)).toEqual(['A: not-mapped']);
    expect(codes(over(run, before, after, { A: 'A' }).migrated)).toEqual(['A: type-changed']);
  });

  test('a called process goes over with what called it, as long as that still calls it', () => {
    const calling = (called: string, inner: string) =>
      process(
        `<callActivity id="C" calledElement="${called}"/>${chain('S', 'C', 'E')}`,
        `<process id="${called}" isExecutable="true"><startEvent id="IS"/>${inner}<endEvent id="IE"/></process>`,
      );
    const flow = (id: string, from: string, to: string) => `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
    const before = calling('inner', `<userTask id="X"/>${flow('i1', 'IS', 'X')}${flow('i2', 'X', 'IE')}`);
    const after = calling(
      'other',
      `<userTask id="X"/><userTask id="Y"/>${flow('i1', 'IS', 'X')}${flow('i2', 'X', 'Y')}${flow('i3', 'Y', 'IE')}`,
    );
    const first = new Run(before).start({}, 'p');
    expect(codes(over(first, before, after).migrated)).toEqual(expect.arrayContaining(['C: called-changed']));
    const { run } = over(first, before, after, { inner: 'other' });
    run.complete('X');
    run.complete('Y');
    expect(run.state.status).toBe('completed');
  });
});

describe('compensation', () => {
  const booked = (handler: boolean, more = '') =>
    process(
      `${tasks('A', 'B', 'N')}<serviceTask id="Book"/>${
        handler
          ? '<boundaryEvent id="Undo" attachedToRef="Book"><compensateEventDefinition/></boundaryEvent><serviceTask id="Cancel" isForCompensation="true"/><association id="as" sourceRef="Undo" targetRef="Cancel"/>'
          : ''
      }<intermediateThrowEvent id="Throw"><compensateEventDefinition/></intermediateThrowEvent>${more}${chain('S', 'Book', 'A', 'N', 'Throw', 'B', 'E')}`,
    );

  test('what can be undone can be undone afterwards, or it is told that it cannot', () => {
    const before = booked(true);
    const first = new Run(before).start();
    const { run, migrated } = over(first, before, booked(true, '<textAnnotation id="note"><text>x</text></textAnnotation>'));
    expect(codes(migrated)).toEqual(['ok']);
    run.complete('A');
    run.complete('N');
    expect(run.services).toEqual(['Cancel']);
    expect(changes(over(first, before, booked(false)).migrated)).toEqual(['Book: compensation-dropped']);
    const without = process(`${tasks('A', 'N', 'B')}<intermediateThrowEvent id="Throw"/>${chain('S', 'A', 'N', 'Throw', 'B', 'E')}`);
    expect(codes(over(first, before, without).migrated)).toEqual(['Book: compensation-lost']);
    expect(changes(over(first, before, without, { Book: null }).migrated)).toEqual(['Book: compensation-dropped']);
  });
});

describe('the whole case', () => {
  const plain = process(`${tasks('A', 'B')}${chain('S', 'A', 'B', 'E')}`);

  test('suspended, ended or on another version it stays where it is', () => {
    const run = new Run(plain).start();
    run.operate({ name: 'suspend' });
    expect(codes(over(run, plain, plain).migrated)).toEqual(['null: suspended']);
    run.operate({ name: 'resume' });
    const other = process(`${tasks('A')}${chain('S', 'A', 'E')}`);
    expect(codes(over(run, other, plain).migrated)).toEqual(['null: other-version']);
    run.operate({ name: 'terminate', reason: 'x' });
    expect(codes(over(run, plain, plain).migrated)).toEqual(['null: ended']);
  });

  test('every reason is told, not the first alone', () => {
    const two = process(`${tasks('A', 'B')}<parallelGateway id="F"/>${chain('S', 'F', 'A', 'E')}${chain('F', 'B', 'E')}`);
    const none = process(`${tasks('X')}${chain('S', 'X', 'E')}`);
    expect(codes(over(new Run(two).start(), two, none).migrated)).toEqual(['A: not-mapped', 'B: not-mapped']);
  });
});
