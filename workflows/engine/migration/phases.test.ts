import { describe, expect, test } from 'vitest';
import { planOf, type Mapping } from './mapping.ts';
import { mapAwaited, mapPhase } from './phases.ts';
import { process, tasks } from './over.test-support.ts';

const flow = (id: string, from: string, to: string) => `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
/** A gateway `J` that three tasks lead to; the flows are named by the caller. */
const joined = (gateway: string, flows: [string, string, string] | [string, string], join = 'J') =>
  process(
    `<parallelGateway id="F"/>${tasks('A', 'B', 'C', 'D').replaceAll('\n', '')}<${gateway} id="${join}"/>` +
      `${flow('s', 'S', 'F')}${flow('a0', 'F', 'A')}${flow('b0', 'F', 'B')}${flow('c0', 'F', 'C')}` +
      flows.map((id, i) => flow(id, 'ABC'[i]!, join)).join('') +
      `${flow('j', join, 'D')}${flow('e', 'D', 'E')}${flows.length === 2 ? flow('c1', 'C', 'E') : ''}`,
  );
const complex = joined('complexGateway', ['fa', 'fb', 'fc']);
const planTo = (to: typeof complex, mapping: Mapping = {}) => planOf(complex, to, mapping);

describe('the phase of a complex gateway', () => {
  const phase = { consumed: ['fa', 'fb'], activated: 17 };

  test('goes over under the same names where the flows are the same', () => {
    const plan = planTo(complex);
    expect(mapPhase(plan, plan.to.nodes.J, phase)).toEqual(phase);
  });

  test('names flows as the new version does, told by where they come from', () => {
    const plan = planTo(joined('complexGateway', ['na', 'nb', 'nc']));
    expect(mapPhase(plan, plan.to.nodes.J, phase)).toEqual({ consumed: ['na', 'nb'], activated: 17 });
  });

  test('goes along with a gateway that has another name', () => {
    const plan = planTo(joined('complexGateway', ['na', 'nb', 'nc'], 'K'), { J: 'K' });
    expect(mapPhase(plan, plan.to.nodes.K, phase)).toEqual({ consumed: ['na', 'nb'], activated: 17 });
  });

  test('forgets a flow that is gone, and keeps the rest', () => {
    const plan = planTo(joined('complexGateway', ['fa', 'fb']));
    expect(mapPhase(plan, plan.to.nodes.J, { consumed: ['fa', 'fc'], activated: 17 })).toEqual({ consumed: ['fa'], activated: 17 });
  });

  test('is empty before the gateway activates, so that nothing of an activation is made up', () => {
    const plan = planTo(complex);
    expect(mapPhase(plan, plan.to.nodes.J, {})).toEqual({});
    expect(mapPhase(plan, plan.to.nodes.J, { activated: 17 })).toEqual({});
  });

  test.each(['inclusiveGateway', 'parallelGateway', 'exclusiveGateway'])('is dropped where the gateway has become an %s', (kind) => {
    const plan = planTo(joined(kind, ['fa', 'fb', 'fc']));
    expect(mapPhase(plan, plan.to.nodes.J, phase)).toBeUndefined();
    expect(mapPhase(plan, undefined, phase)).toBeUndefined();
  });
});

describe('the flows with which a join let go', () => {
  const awaited = { empty: ['fc'], full: ['fa', 'fb'] };

  test.each(['inclusiveGateway', 'complexGateway'])('are told by those of the new version at an %s', (kind) => {
    const plan = planTo(joined(kind, ['na', 'nb', 'nc']));
    expect(mapAwaited(plan, plan.to.nodes.J, awaited)).toEqual({ empty: ['nc'], full: ['na', 'nb'] });
  });

  test('leave out what is gone; every flow of the new version is one or the other', () => {
    const plan = planTo(joined('inclusiveGateway', ['fa', 'fb']));
    expect(mapAwaited(plan, plan.to.nodes.J, { empty: ['fb'], full: ['fa', 'fc'] })).toEqual({ empty: ['fb'], full: ['fa'] });
  });

  test('count a flow that is new as one without a token', () => {
    const before = joined('inclusiveGateway', ['fa', 'fb']);
    const plan = planOf(before, complex, {});
    expect(mapAwaited(plan, plan.to.nodes.J, { empty: [], full: ['fa', 'fb'] })).toEqual({ empty: ['fc'], full: ['fa', 'fb'] });
  });

  test.each(['parallelGateway', 'exclusiveGateway'])('mean nothing at an %s', (kind) => {
    const plan = planTo(joined(kind, ['fa', 'fb', 'fc']));
    expect(mapAwaited(plan, plan.to.nodes.J, awaited)).toBeUndefined();
    expect(mapAwaited(plan, undefined, awaited)).toBeUndefined();
  });
});
