import { expect, test } from 'vitest';
import { decision, DMN_13, literal, table, type TableText } from '../../compile/decision/decision.test-support.ts';
import { bpmn, program, Run } from '../run.test-support.ts';

const one: TableText = { inputs: ['x'], outputs: ['level'], rules: [['> 0', '"high"']] };
const two: TableText = { inputs: ['x'], outputs: ['level', 'days'], rules: [['> 0', '"high"', '5']] };

/** A process that evaluates decision `d` and then waits, so that its variables can be looked at. */
function decided(dmn: string, task = '', inTask = ''): Run {
  const definitions = `<extensionElements><definitions xmlns="${DMN_13}" id="dmn" name="dmn" namespace="urn:dmn">${dmn}</definitions></extensionElements>`;
  const source = bpmn(`${definitions}
    <startEvent id="s"/><businessRuleTask id="rule" approval:decision="d" ${task}>${inTask}</businessRuleTask><userTask id="u"/>
    s -> rule
    rule -> u`);
  return new Run(program(source), { rule: null });
}

test('one output goes to the variable of its name, several go to theirs', () => {
  expect(decided(decision('d', table(one))).start({ x: 1 }).variables).toEqual({ x: 1, level: 'high' });
  expect(decided(decision('d', table(two))).start({ x: 1 }).variables).toEqual({ x: 1, level: 'high', days: 5 });
});

test('no rule matches: null under the same names', () => {
  expect(decided(decision('d', table(one))).start({ x: 0, level: 'old' }).variables).toEqual({ x: 0, level: null });
  expect(decided(decision('d', table(two))).start({ x: 0 }).variables).toEqual({ x: 0, level: null, days: null });
});

test('a list, and what has no name of its own, go to the variable of the decision', () => {
  const list = decision('d', table({ ...two, policy: 'COLLECT' }), '', 'findings');
  expect(decided(list).start({ x: 1 }).variables).toEqual({ x: 1, findings: [{ level: 'high', days: 5 }] });
  expect(decided(decision('d', table({ ...one, policy: 'COLLECT' }))).start({ x: 1 }).variables).toEqual({ x: 1, level: ['high'] });
  expect(decided(decision('d', literal('x + 1'), '', 'sum')).start({ x: 1 }).variables).toEqual({ x: 1, sum: 2 });
});

test('a context is merged', () => {
  expect(decided(decision('d', literal('{ a: x, b: 2 }'))).start({ x: 1 }).variables).toEqual({ x: 1, a: 1, b: 2 });
});

test('a result variable takes the value as it is', () => {
  const into = 'approval:resultVariable="result"';
  expect(decided(decision('d', table(one)), into).start({ x: 1 }).variables).toEqual({ x: 1, result: 'high' });
  expect(decided(decision('d', table(one)), into).start({ x: 0 }).variables).toEqual({ x: 0, result: null });
  expect(decided(decision('d', table(two)), into).start({ x: 1 }).variables).toEqual({ x: 1, result: { level: 'high', days: 5 } });
  expect(decided(decision('d', table({ ...two, policy: 'COLLECT' })), into).start({ x: 0 }).variables).toEqual({ x: 0, result: [] });
});

test('a violated hit policy, a FEEL error and a name without a value are incidents', () => {
  const twice: TableText = { ...one, rules: [...one.rules, ['> 1', '"top"']] };
  const run = decided(decision('d', table(twice))).start({ x: 2 });
  expect(run.incidents).toEqual(['rule:decision-failed']);
  expect(run.open).toEqual([]);
  expect(decided(decision('d', table(one))).start({ x: 'text' }).incidents).toEqual(['rule:decision-failed']);
  expect(decided(decision('d', table(one))).start({}).incidents).toEqual(['rule:decision-failed']);
});

test('no service is called', () => {
  const run = decided(decision('d', table(one))).start({ x: 1 });
  expect(run.services).toEqual([]);
  expect(run.open).toEqual(['u']);
});

test('data inputs and outputs map what it reads and gives', () => {
  const io = `<ioSpecification><dataInput id="in" name="x"/><dataOutput id="out" name="level"/><inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>
    <dataInputAssociation><targetRef>in</targetRef><assignment><from>amount * 2</from><to>in</to></assignment></dataInputAssociation>
    <dataOutputAssociation><sourceRef>out</sourceRef><targetRef>out</targetRef><assignment><from>level</from><to>grade</to></assignment></dataOutputAssociation>`;
  expect(decided(decision('d', table(one)), '', io).start({ amount: 1 }).variables).toEqual({ amount: 1, grade: 'high' });
});

test('multi-instance decides for each entry', () => {
  const many = `<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" inputCollection="=xs" inputElement="x" outputCollection="levels" outputElement="=level"/></extensionElements></multiInstanceLoopCharacteristics>`;
  const run = decided(decision('d', table(one)), '', many).start({ xs: [1, 0, 2] });
  expect(run.incidents).toEqual([]);
  expect(run.variables).toMatchObject({ levels: ['high', null, 'high'] });
});
