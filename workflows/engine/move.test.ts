import { describe, expect, test } from 'vitest';
import { moveTargets } from './move.ts';
import { bpmn, program, Run } from './run.test-support.ts';

const REASON = { by: 'chief', reason: 'by hand' };

/** A run of a body, and moves told by elements. */
function started(body: string, variables: Record<string, unknown> = {}) {
  const compiled = program(bpmn(body));
  const run = new Run(compiled, { Post: null }).start(variables);
  const tokenAt = (element: string) => Object.values(run.state.tokens).find(({ node }) => node === element);
  return {
    run,
    move: (from: string, to: string) => run.step({ kind: 'tokenMoved', token: tokenAt(from)?.id ?? 0, to, ...REASON }),
    targets: (from: string) => moveTargets({ program: compiled, state: run.state }, tokenAt(from)!),
  };
}

const parallel = `<startEvent id="S"/><userTask id="First"/><parallelGateway id="F"/><userTask id="A"/><userTask id="A2"/><userTask id="B"/>
  <parallelGateway id="J"/><userTask id="Last"/><endEvent id="E"/>
  S -> First
  First -> F
  F -> A
  F -> B
  A -> A2
  A2 -> J
  B -> J
  J -> Last
  Last -> E`;

test('a token goes on or back within the flow: its task is closed and the target entered anew', () => {
  const { run, move } = started(parallel);
  run.complete('First', 'li');
  expect(move('A', 'A2')).toBe('ok');
  expect(run.open).toEqual(['B', 'A2']);
  expect(run.commands).toContainEqual(expect.objectContaining({ kind: 'closeTask', element: 'A', reason: 'moved' }));
  expect(run.commands).toContainEqual(expect.objectContaining({ kind: 'moved', from: 'A', to: 'A2', by: 'chief' }));
  expect(move('A2', 'A')).toBe('ok');
  for (const element of ['A', 'A2', 'B', 'Last']) expect(run.complete(element)).toBe('ok');
  expect(run.state.status).toBe('completed');
});

test('a branch is not moved past its join, nor before its split, while the other is under way', () => {
  const { run, move, targets } = started(parallel);
  run.complete('First', 'li');
  expect(move('A', 'Last')).toBe('would-not-stand');
  expect(move('A', 'First')).toBe('would-not-stand');
  expect(move('A', 'F')).toBe('would-not-stand');
  expect(move('A', 'J')).toBe('is-join');
  expect(targets('A')).toEqual(['A2']);
  expect(run.complete('B')).toBe('ok');
  expect(move('J', 'Last')).toBe('at-join');
  expect(move('A', 'Last')).toBe('would-not-stand');
  expect(run.open).toEqual(['A']);
});

test('after a move nobody recalls what led to it, and returns go where they went', () => {
  const { run, move } = started(parallel);
  run.complete('First', 'li');
  run.complete('A', 'wang');
  expect(move('A2', 'A')).toBe('ok');
  expect(run.operate({ name: 'recall' }, 'First', 'li')).toBe('already-acted');
  expect(run.operate({ name: 'recall' }, 'A', 'wang')).toBe('already-acted');
  expect(run.operate({ name: 'return', to: 'First' }, 'A')).toBe('ok');
  expect(run.open).toEqual(['First']);
});

test('a whole sub-process is left with all that was under way inside, and can be returned into', () => {
  const { run, move } =
    started(`<startEvent id="S"/><subProcess id="Sub"><startEvent id="s"/><userTask id="X"/><userTask id="Y"/><endEvent id="e"/>
      <sequenceFlow id="i1" sourceRef="s" targetRef="X"/><sequenceFlow id="i2" sourceRef="X" targetRef="Y"/><sequenceFlow id="i3" sourceRef="Y" targetRef="e"/></subProcess>
    <boundaryEvent id="Late" attachedToRef="Sub"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
    <userTask id="After"/><endEvent id="E"/>
    S -> Sub
    Sub -> After
    Late -> After
    After -> E`);
  run.complete('X', 'li');
  expect(move('Y', 'After')).toBe('other-scope');
  expect(move('Sub', 'After')).toBe('ok');
  expect(run.open).toEqual(['After']);
  expect(run.waiting).toEqual([]);
  expect(run.operate({ name: 'return', to: 'X' }, 'After')).toBe('ok');
  expect(run.open).toEqual(['X']);
  expect(run.waiting).toEqual(['Late:timer']);
});

test('an inclusive join no longer waits for a token that was moved where it cannot come from', () => {
  const { run, move } = started(
    `<startEvent id="S"/><inclusiveGateway id="F"/><userTask id="A"/><userTask id="B"/><exclusiveGateway id="X" default="out"/><userTask id="Out"/>
    <inclusiveGateway id="J"/><userTask id="Last"/><endEvent id="E"/><endEvent id="E2"/>
    S -> F
    F -> A [true]
    F -> B [true]
    A -> J
    B -> X
    X -> J [true]
    <sequenceFlow id="out" sourceRef="X" targetRef="Out"/>
    Out -> E2
    J -> Last
    Last -> E`,
  );
  run.complete('A');
  expect(run.open).toEqual(['B']);
  expect(move('B', 'Out')).toBe('ok');
  expect(run.open).toEqual(['Out', 'Last']);
});

describe('what may not be moved, or not there, is refused with its reason', () => {
  const chain = `<startEvent id="S"/><userTask id="A"/><serviceTask id="Grant" approval:effect="grant"/><serviceTask id="Post"/><endEvent id="E"/>
    S -> A
    A -> Grant
    Grant -> Post
    Post -> E`;
  test.each([
    ['A', 'Nowhere', 'no-such-element'],
    ['A', 'S', 'not-enterable'],
    ['A', 'A', 'already-there'],
    ['A', 'E', 'end-event'],
    ['A', 'Grant', 'legal-effect'],
    ['Nowhere', 'A', 'no-such-token'],
  ])('%s to %s: %s', (from, to, code) => {
    const { run, move } = started(chain);
    const before = JSON.stringify(run.state);
    expect(move(from, to)).toBe(code);
    expect(JSON.stringify(run.state)).toBe(before);
  });

  test('without a reason, or while suspended', () => {
    const { run, move } = started(chain);
    const [token] = Object.values(run.state.tokens);
    expect(run.step({ kind: 'tokenMoved', token: token!.id, to: 'Post', by: 'chief', reason: '  ' })).toBe('no-reason');
    run.operate({ name: 'suspend' });
    expect(move('A', 'Post')).toBe('suspended');
  });

  test('a call that is under way is given up', () => {
    const { run, move } = started(chain);
    run.complete('A');
    expect(run.waiting).toEqual(['Post:service']);
    expect(move('Post', 'A')).toBe('ok');
    expect(run.commands).toContainEqual(expect.objectContaining({ kind: 'cancelCall' }));
    expect(run.open).toEqual(['A']);
  });

  test('one performance of several', () => {
    const { run, move } = started(`<startEvent id="S"/><userTask id="A"/><userTask id="Many"><multiInstanceLoopCharacteristics>
      <loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask><endEvent id="E"/>
      S -> A
      A -> Many
      Many -> E`);
    run.complete('A');
    const one = Object.values(run.state.tokens).find(({ of }) => of !== undefined)!;
    expect(run.step({ kind: 'tokenMoved', token: one.id, to: 'A', ...REASON })).toBe('in-loop');
    expect(move('Many', 'A')).toBe('ok');
    expect(run.open).toEqual(['A']);
  });

  test('an event sub-process and an ad-hoc one', () => {
    const { run, move } =
      started(`<startEvent id="S"/><adHocSubProcess id="Any"><userTask id="X"/><userTask id="Y"/></adHocSubProcess><endEvent id="E"/>
      <subProcess id="Beside" triggeredByEvent="true"><startEvent id="b" isInterrupting="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></startEvent>
        <userTask id="Z"/><sequenceFlow id="i" sourceRef="b" targetRef="Z"/></subProcess>
      S -> Any
      Any -> E`);
    run.wait('P1D');
    expect(move('X', 'Y')).toBe('ad-hoc');
    expect(move('Beside', 'Any')).toBe('event-sub-process');
  });
});
