import { describe, expect, test } from 'vitest';
import { compileForItem } from '../compile-for-item.ts';
import type { ItemLimits } from './limits.ts';

const limits: ItemLimits = { statutoryLimit: { n: 20, unit: 'workday' }, promisedLimit: { n: 10, unit: 'workday' } };
const law = 'approval:law="《行政许可法》第五十条第二款"';

/** A task with a deadline that leads to `after`, whose last element is `z`. */
const refusals = (after: string, chain: string[]): string[] => {
  const flows = ['s>a', 'a>e', `t>${chain[0]}`, ...chain.slice(1).map((id, at) => `${chain[at]}>${id}`), `${chain.at(-1)}>z`];
  const compiled = compileForItem(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:approval="urn:approval:bpmn:1" targetNamespace="t"><process id="p">
      <startEvent id="s"/><userTask id="a"/><endEvent id="e"/><endEvent id="z"/>${after}
      <boundaryEvent id="t" attachedToRef="a"><timerEventDefinition><timeDuration>P30D</timeDuration></timerEventDefinition></boundaryEvent>
      ${flows.map((pair, at) => `<sequenceFlow id="f${at}" sourceRef="${pair.split('>')[0]}" targetRef="${pair.split('>')[1]}"/>`).join('')}
    </process></definitions>`,
    limits,
  );
  return 'refused' in compiled ? compiled.refused.map(({ element, code }) => `${element} ${code}`) : [];
};
const effect = (id: string, kind: string, more = '') => `<serviceTask id="${id}" approval:effect="${kind}" ${more}/>`;

describe('what a deadline alone brings about', () => {
  test.each(['lapse', 'refuse', 'deny', 'file', 'withdraw', 'certify'])('%s needs an article', (kind) => {
    expect(refusals(effect('x', kind), ['x'])).toEqual(['x invalid-deadline-law']);
    expect(refusals(effect('x', kind, law), ['x'])).toEqual([]);
  });

  test.each(['grant', 'accept'])('%s does wherever it is compiled', (kind) => {
    expect(refusals(effect('x', kind), ['x'])).toEqual(['x invalid-approval']);
    expect(refusals(effect('x', kind, law), ['x'])).toEqual([]);
  });

  test('a licence that follows from a grant by law has its article there; one that follows from an acceptance has not', () => {
    expect(refusals(effect('g', 'grant', law) + effect('c', 'certify'), ['g', 'c'])).toEqual([]);
    expect(refusals(effect('g', 'accept', law) + effect('c', 'certify'), ['g', 'c'])).toEqual(['c invalid-deadline-law']);
  });

  test('where somebody decides in between, it is theirs', () => {
    expect(refusals(`<userTask id="u"/>${effect('x', 'lapse')}`, ['u', 'x'])).toEqual([]);
  });
});
