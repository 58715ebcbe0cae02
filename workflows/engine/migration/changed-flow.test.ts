import { describe, expect, test } from 'vitest';
import { broken } from '../invariants.test-support.ts';
import { Run } from '../run.test-support.ts';
import { chain, changes, codes, over, process, tasks } from './over.test-support.ts';

const parallel = '<parallelGateway id="F"/><parallelGateway id="J"/>';

const straight = process(`${tasks('A', 'B', 'C')}${chain('S', 'A', 'B', 'C', 'E')}`);
const forked = process(`${tasks('A', 'B', 'C')}${parallel}${chain('S', 'F')}\nF -> A\nF -> B\nA -> J\nB -> J\n${chain('J', 'C', 'E')}`);

describe('a sequence that becomes parallel, and the other way round', () => {
  test('half-way through it a case would wait for ever, and is told for what', () => {
    const run = new Run(straight).start();
    run.complete('A');
    const { migrated } = over(run, straight, forked);
    expect(codes(migrated)).toEqual(['B: tokens-missing']);
    expect(migrated).toMatchObject({ findings: [{ message: expect.stringMatching(/is at (A|J) too/) }] });
  });

  test('behind it nothing is in the way, but a return into it is refused', () => {
    const first = new Run(straight).start();
    first.complete('A');
    first.complete('B');
    const { run, migrated } = over(first, straight, forked);
    expect(codes(migrated)).toEqual(['ok']);
    // Back at A alone the join would never let go; at B alone neither.
    expect(changes(migrated)).toEqual(expect.arrayContaining(['A: past-sealed', 'B: past-sealed']));
    expect(run.operate({ name: 'return', to: 'A' }, 'C')).toBe('not-reachable');
    expect(run.operate({ name: 'recall' }, 'B')).toBe('already-acted');
    expect(run.complete('C')).toBe('ok');
    expect(run.state.status).toBe('completed');
  });

  test('two branches at once are one too many for a sequence', () => {
    const run = new Run(forked).start();
    expect(codes(over(run, forked, straight).migrated)).toEqual(['A: tokens-exclusive']);
    run.complete('A');
    // Held at a join that is no more.
    expect(codes(over(run, forked, straight).migrated)).toEqual(['J: not-mapped']);
  });
});

describe('a sequence that grows', () => {
  const longer = process(`${tasks('A', 'N', 'B', 'C')}${chain('S', 'A', 'N', 'B', 'C', 'E')}`);

  test('what was done can be gone back to and recalled as before, and what lies between runs the new way', () => {
    const first = new Run(straight).start();
    first.complete('A', 'li');
    first.complete('B', 'wang');
    const { run, migrated } = over(first, straight, longer);
    expect(changes(migrated)).toEqual([]);
    expect(run.operate({ name: 'recall' }, 'B', 'wang')).toBe('ok');
    expect(run.open).toEqual(['B:wang']);
    run.complete('B', 'wang');
    expect(run.operate({ name: 'return', to: 'A' }, 'C')).toBe('ok');
    for (const task of ['A', 'N', 'B', 'C']) expect(run.complete(task)).toBe('ok');
    expect(run.state.status).toBe('completed');
  });

  test('what a straight return has put aside is done anew, since it may have changed', () => {
    const first = new Run(straight).start();
    first.complete('A');
    first.complete('B');
    first.operate({ name: 'return', to: 'A', resubmit: 'straight' }, 'C');
    const { run, migrated } = over(first, straight, longer);
    expect(changes(migrated)).toContain('A: aside-dropped');
    run.complete('A');
    expect(run.open).toEqual(['N']);
  });
});

describe('joins that hold tokens', () => {
  const three = process(
    `${tasks('A', 'B', 'D', 'C')}${parallel}${chain('S', 'F')}\nF -> A\nF -> B\nF -> D\nA -> J\nB -> J\nD -> J\n${chain('J', 'C', 'E')}`,
  );
  const longer = process(
    `${tasks('A', 'B', 'X', 'C')}${parallel}${chain('S', 'F')}\nF -> A\nF -> B\nA -> X\nX -> J\nB -> J\n${chain('J', 'C', 'E')}`,
  );
  const inclusive = process(
    `${tasks('A', 'B', 'C')}<inclusiveGateway id="F"/><inclusiveGateway id="J"/>${chain('S', 'F')}\nF -> A\nF -> B\nA -> J\nB -> J\n${chain('J', 'C', 'E')}`,
  );

  test('a branch less: the join lets go if it has all the others, and the step opens what follows', () => {
    const first = new Run(three).start();
    first.complete('A');
    first.complete('B');
    const { run, migrated } = over(first, three, forked, {});
    // The third branch is still open, at a task that the new version does not have.
    expect(codes(migrated)).toEqual(['D: not-mapped']);
    expect(run.open).toEqual([]);
    first.complete('D');
    expect(codes(over(first, three, forked).migrated)).toEqual(['ok']);
  });

  test('a branch more: the join would wait for what nobody brings', () => {
    const run = new Run(forked).start();
    run.complete('A');
    expect(codes(over(run, forked, three).migrated)).toEqual(['J: tokens-missing']);
    run.complete('B');
    expect(codes(over(run, forked, three).migrated)).toEqual(['ok']);
  });

  test('a token at the join stays there when its branch grows before it, and the branch that is still open runs the longer way', () => {
    const done = new Run(forked).start();
    done.complete('A');
    const there = over(done, forked, longer);
    expect(codes(there.migrated)).toEqual(['ok']);
    expect(there.run.open).toEqual(['B']);
    there.run.complete('B');
    expect(there.run.open).toEqual(['C']);
    const open = over(new Run(forked).start(), forked, longer);
    open.run.complete('B');
    open.run.complete('A');
    expect(open.run.open).toEqual(['X']);
  });

  test('a token comes back to the join when its branch gets shorter', () => {
    const first = new Run(longer).start();
    first.complete('A');
    first.complete('X');
    const { run, migrated } = over(first, longer, forked);
    expect(codes(migrated)).toEqual(['ok']);
    run.complete('B');
    expect(run.open).toEqual(['C']);
  });

  test('a parallel join becomes inclusive and back', () => {
    const first = new Run(forked).start();
    first.complete('A');
    const second = over(first, forked, inclusive);
    expect(codes(second.migrated)).toEqual(['ok']);
    expect(second.run.open).toEqual(['B']);
    const third = over(second.run, inclusive, forked);
    expect(codes(third.migrated)).toEqual(['ok']);
    third.run.complete('B');
    expect(third.run.open).toEqual(['C']);
  });
});

describe('sub-processes', () => {
  const inside = process(
    `${tasks('A', 'C')}<subProcess id="P">${tasks('B', 'X')}<startEvent id="PS"/><endEvent id="PE"/>${chain('PS', 'B', 'X', 'PE')}</subProcess>
     <boundaryEvent id="Late" attachedToRef="P"><timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="LE"/>
     ${chain('S', 'A', 'P', 'C', 'E')}${chain('Late', 'LE')}`,
  );
  const flat = process(`${tasks('A', 'B', 'X', 'C')}${chain('S', 'A', 'B', 'X', 'C', 'E')}`);

  test('one that lies newly round a task is opened round it, with its boundary events', () => {
    const first = new Run(flat).start();
    first.complete('A', 'li');
    const { run, migrated } = over(first, flat, inside);
    expect(changes(migrated)).toEqual(expect.arrayContaining(['P: scope-opened', 'Late: event-added']));
    expect(run.waiting).toEqual(['Late:timer']);
    expect(run.complete('B')).toBe('ok');
    expect(run.operate({ name: 'return', to: 'B' }, 'X')).toBe('ok');
    expect(run.open).toEqual(['B']);
    expect(broken(inside, run.state)).toEqual([]);
    expect(run.operate({ name: 'return', to: 'A' }, 'B')).toBe('ok');
    expect(run.open).toEqual(['A']);
    expect(run.waiting).toEqual([]);
    expect(broken(inside, run.state)).toEqual([]);
  });

  test('what was done where a sub-process now lies cannot be gone back to, what was done before can', () => {
    const first = new Run(flat).start();
    first.complete('A', 'li');
    first.complete('B', 'li');
    const { run } = over(first, flat, inside);
    expect(run.open).toEqual(['X']);
    expect(run.operate({ name: 'return', to: 'B' }, 'X')).toBe('not-reachable');
    expect(run.operate({ name: 'recall' }, 'B', 'li')).toBe('already-acted');
    expect(run.operate({ name: 'return', to: 'A' }, 'X')).toBe('ok');
    expect(run.open).toEqual(['A']);
    expect(broken(inside, run.state)).toEqual([]);
  });

  test('one that is gone dissolves: its task stays open, its timer is disarmed', () => {
    const first = new Run(inside).start();
    first.complete('A');
    first.complete('B');
    const { run, migrated } = over(first, inside, flat);
    expect(codes(migrated)).toEqual(['ok']);
    expect(changes(migrated)).toEqual(expect.arrayContaining(['P: scope-dissolved', 'Late: event-removed']));
    expect(run.open).toEqual(['X']);
    expect(run.waiting).toEqual([]);
    expect(run.operate({ name: 'return', to: 'B' }, 'X')).toBe('ok');
    expect(broken(flat, run.state)).toEqual([]);
    for (const task of ['B', 'X', 'C']) expect(run.complete(task)).toBe('ok');
    expect(run.state.status).toBe('completed');
  });

  test('going back behind one of two tokens round which it is opened would take the other too, and is refused', () => {
    const before = process(`${tasks('R', 'A', 'B')}${parallel}${chain('S', 'F', 'R', 'A', 'J', 'E')}${chain('F', 'B', 'J')}`);
    const after = process(
      `<subProcess id="P">${tasks('A', 'B')}${parallel}<startEvent id="PS"/><endEvent id="PE"/>${chain('PS', 'F', 'A', 'J', 'PE')}${chain('F', 'B', 'J')}</subProcess>${tasks('R')}${chain('S', 'P', 'R', 'E')}`,
    );
    const first = new Run(before).start();
    first.complete('R');
    const { run, migrated } = over(first, before, after);
    expect(codes(migrated)).toEqual(['ok']);
    expect(run.operate({ name: 'return', to: 'R' }, 'A')).toBe('not-reachable');
    expect(run.open).toEqual(['B', 'A']);
  });

  test('a task does not slip into one that is there already', () => {
    const before = process(`${tasks('A', 'B')}<subProcess id="P">${tasks('X')}</subProcess>${chain('S', 'A', 'B', 'P', 'E')}`);
    const after = process(`${tasks('A')}<subProcess id="P">${tasks('B', 'X')}${chain('B', 'X')}</subProcess>${chain('S', 'A', 'P', 'E')}`);
    const run = new Run(before).start();
    run.complete('A');
    expect(codes(over(run, before, after).migrated)).toEqual(['B: scope-changed']);
  });
});
