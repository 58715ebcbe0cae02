import { describe, expect, test } from 'vitest';
import { loadItems } from '../../../schema/catalog/load.ts';
import { compile } from '../compile.ts';
import { compileForItem } from '../compile-for-item.ts';
import { limitFindings } from './limits.ts';
import type { ItemLimits } from './limits.ts';

const limits = (promised: number, statutory = 20): ItemLimits => ({
  statutoryLimit: { n: statutory, unit: 'workday' },
  promisedLimit: { n: promised, unit: 'workday' },
});

const task = (id: string, n: number, stage = 'review') =>
  `<userTask id="${id}" approval:stage="${stage}"><extensionElements><approval:limit n="${n}" unit="workday"/></extensionElements></userTask>`;
const flows = (...pairs: string[]) =>
  pairs.map((pair, at) => `<sequenceFlow id="f${at}" sourceRef="${pair.split('>')[0]}" targetRef="${pair.split('>')[1]}"/>`).join('');

function programOf(body: string) {
  const compiled = compile(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:approval="urn:approval:bpmn:1" targetNamespace="t"><process id="p">${body}</process></definitions>`,
  );
  if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused));
  return compiled.program;
}

describe('stage limits against the promised one', () => {
  const inTurn = `<startEvent id="s"/>${task('a', 6)}${task('b', 5, 'decide')}<endEvent id="e"/>${flows('s>a', 'a>b', 'b>e')}`;

  test('one after another they add up', () => {
    expect(limitFindings(programOf(inTurn), limits(11))).toEqual([]);
    expect(limitFindings(programOf(inTurn), limits(10))).toMatchObject([{ element: 'b', code: 'invalid-limit' }]);
  });

  test('side by side only the longest counts', () => {
    const body = `<startEvent id="s"/><parallelGateway id="g"/><parallelGateway id="j"/>${task('a', 6)}${task('b', 5)}<endEvent id="e"/>${flows('s>g', 'g>a', 'g>b', 'a>j', 'b>j', 'j>e')}`;
    expect(limitFindings(programOf(body), limits(6))).toEqual([]);
    expect(limitFindings(programOf(body), limits(5))).toHaveLength(1);
  });

  test('a way back counts once, and what is before acceptance or after the decision not at all', () => {
    const body = `<startEvent id="s"/>${task('r', 5, 'receive')}${task('a', 6)}${task('b', 4, 'decide')}<exclusiveGateway id="g" default="f3"/>${task('d', 10, 'deliver')}<endEvent id="e"/>
      <sequenceFlow id="f0" sourceRef="s" targetRef="r"/><sequenceFlow id="f1" sourceRef="r" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
      <sequenceFlow id="f3" sourceRef="g" targetRef="d"/><sequenceFlow id="f4" sourceRef="b" targetRef="g"/><sequenceFlow id="f5" sourceRef="d" targetRef="e"/>
      <sequenceFlow id="f6" sourceRef="g" targetRef="a"><conditionExpression>b = "back"</conditionExpression></sequenceFlow>`;
    expect(limitFindings(programOf(body), limits(10))).toEqual([]);
    expect(limitFindings(programOf(body), limits(9))).toHaveLength(1);
  });

  test('while the clock stands still no time is used (Licensing Law art. 45)', () => {
    const body = `<startEvent id="s"/>${task('a', 6)}<serviceTask id="stop" approval:effect="stopClock" approval:basis="expertReview"/>${task('x', 30)}<serviceTask id="go" approval:effect="resumeClock"/>${task('b', 4)}<endEvent id="e"/>${flows('s>a', 'a>stop', 'stop>x', 'x>go', 'go>b', 'b>e')}`;
    expect(limitFindings(programOf(body), limits(10))).toEqual([]);
    expect(limitFindings(programOf(body), limits(9))).toHaveLength(1);
  });

  test('a very long diagram is walked without a deep stack', () => {
    const ids = Array.from({ length: 12_000 }, (_, at) => `t${at}`);
    const chain = ids.map((id) => `<task id="${id}"/>`).join('');
    const steps = ids.slice(1).map((id, at) => `t${at}>${id}`);
    expect(
      limitFindings(programOf(`<startEvent id="s"/>${chain}<endEvent id="e"/>${flows('s>t0', ...steps, 't11999>e')}`), limits(1)),
    ).toEqual([]);
  });
});

test('the promised limit is within the statutory one, whatever their units', () => {
  const program = programOf(`<startEvent id="s"/><endEvent id="e"/>${flows('s>e')}`);
  expect(limitFindings(program, limits(21))).toMatchObject([{ element: null, code: 'invalid-limit' }]);
  expect(
    limitFindings(program, { statutoryLimit: { n: 30, unit: 'calendarDay' }, promisedLimit: { n: 21, unit: 'workday' } }),
  ).toMatchObject([{ message: expect.stringContaining('Units are mixed: together they can take 31 calendar days') }]);
  expect(limitFindings(program, { statutoryLimit: { n: 30, unit: 'calendarDay' }, promisedLimit: { n: 20, unit: 'workday' } })).toEqual([]);
  // 26 calendar days never end after 20 working days; 27 may, begun on a Sunday.
  const statutory = { n: 20, unit: 'workday' } as const;
  expect(limitFindings(program, { statutoryLimit: statutory, promisedLimit: { n: 26, unit: 'calendarDay' } })).toEqual([]);
  expect(limitFindings(program, { statutoryLimit: statutory, promisedLimit: { n: 27, unit: 'calendarDay' } })).toHaveLength(1);
});

/** The longest and the shortest that `n` working days of plain weeks take, whichever day they begin on: walked day by day. */
function spans(n: number): number[] {
  return [0, 1, 2, 3, 4, 5, 6].map((start) => {
    let days = 0;
    for (let left = n; left > 0;) if (++days && ![0, 6].includes((start + days) % 7)) left--;
    return days;
  });
}

test('limits of different units are compared as they turn out at the worst, whichever day they begin on', () => {
  const program = programOf(`<startEvent id="s"/><endEvent id="e"/>${flows('s>e')}`);
  for (let n = 1; n <= 60; n++) {
    const workdays = { n, unit: 'workday' } as const;
    const fits = (promisedLimit: ItemLimits['promisedLimit'], statutoryLimit: ItemLimits['statutoryLimit']) =>
      limitFindings(program, { promisedLimit, statutoryLimit }).length === 0;
    const [longest, shortest] = [Math.max(...spans(n)), Math.min(...spans(n))];
    expect([fits(workdays, { n: longest, unit: 'calendarDay' }), fits(workdays, { n: longest - 1, unit: 'calendarDay' })]).toEqual([
      true,
      false,
    ]);
    expect([fits({ n: shortest, unit: 'calendarDay' }, workdays), fits({ n: shortest + 1, unit: 'calendarDay' }, workdays)]).toEqual([
      true,
      false,
    ]);
  }
});

test('stages of both units on one way add up to what they take at the worst', () => {
  const day = (id: string, n: number) =>
    `<userTask id="${id}" approval:stage="review"><extensionElements><approval:limit n="${n}" unit="calendarDay"/></extensionElements></userTask>`;
  // The way over b is shorter in working days and longer in calendar days: after a it takes longest.
  const body = `<startEvent id="s"/>${task('a', 4)}<exclusiveGateway id="g" default="f3"/>${task('c', 1)}${day('b', 3)}<endEvent id="e"/>
    <sequenceFlow id="f0" sourceRef="s" targetRef="a"/><sequenceFlow id="f1" sourceRef="a" targetRef="g"/>
    <sequenceFlow id="f2" sourceRef="g" targetRef="b"><conditionExpression>x = 1</conditionExpression></sequenceFlow>
    <sequenceFlow id="f3" sourceRef="g" targetRef="c"/><sequenceFlow id="f4" sourceRef="b" targetRef="e"/><sequenceFlow id="f5" sourceRef="c" targetRef="e"/>`;
  const promised = (n: number): ItemLimits => ({
    statutoryLimit: { n: 60, unit: 'calendarDay' },
    promisedLimit: { n, unit: 'calendarDay' },
  });
  expect(limitFindings(programOf(body), promised(9))).toEqual([]);
  expect(limitFindings(programOf(body), promised(8))).toMatchObject([
    { element: 'b', message: expect.stringContaining('9 calendar days') },
  ]);
});

test.each(loadItems().map((item) => [item.guide.id, item] as const))('the limits of %s fit one another', (_, { bpmn, guide }) => {
  expect(compileForItem(bpmn, guide)).not.toHaveProperty('refused');
});
