import { createEvaluator } from '../expression/evaluator.ts';
import { compile } from '../compile.ts';

const BPMN = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"';
const OTHERS =
  'xmlns:approval="urn:approval:bpmn:1" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:flowable="http://flowable.org/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"';
export const DMN_13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const text = (value: string): string => `<text>${escaped(value)}</text>`;

export interface TableText {
  policy?: string;
  aggregation?: string;
  /** `expression` or `expression: type`, then allowed values. */
  inputs?: (string | [expression: string, values: string])[];
  /** `name` or `name: type`, then output values, then a default. */
  outputs: (string | [name: string, values?: string, otherwise?: string])[];
  /** Cells of the inputs, then of the outputs. */
  rules: string[][];
}

function typed(written: string): { name: string; type: string } {
  const [name = '', type] = written.split(/ : /);
  return { name, type: type === undefined ? '' : ` typeRef="${type}"` };
}

/** A decision table as DMN writes it. */
export function table({ policy, aggregation, inputs = [], outputs, rules }: TableText): string {
  const columns = inputs.map((input) => {
    const [expression, values] = Array.isArray(input) ? input : [input];
    const { name, type } = typed(expression);
    const allowed = values === undefined ? '' : `<inputValues>${text(values)}</inputValues>`;
    return `<input><inputExpression${type}>${text(name)}</inputExpression>${allowed}</input>`;
  });
  const results = outputs.map((output) => {
    const [written, values, otherwise] = Array.isArray(output) ? output : [output];
    const { name, type } = typed(written);
    const allowed = values === undefined ? '' : `<outputValues>${text(values)}</outputValues>`;
    const fallback = otherwise === undefined ? '' : `<defaultOutputEntry>${text(otherwise)}</defaultOutputEntry>`;
    return `<output${name === '' ? '' : ` name="${name}"`}${type}>${allowed}${fallback}</output>`;
  });
  const rows = rules.map(
    (cells) =>
      `<rule>${cells.map((cell, at) => (at < inputs.length ? `<inputEntry>${text(cell)}</inputEntry>` : `<outputEntry>${text(cell)}</outputEntry>`)).join('')}</rule>`,
  );
  const hit = policy === undefined ? '' : ` hitPolicy="${policy}"`;
  const sum = aggregation === undefined ? '' : ` aggregation="${aggregation}"`;
  return `<decisionTable${hit}${sum}>${columns.join('')}${results.join('')}${rows.join('')}</decisionTable>`;
}

export function decision(id: string, logic: string, requires = '', name = id): string {
  return `<decision id="${id}" name="${name}">${requires}${logic}</decision>`;
}

export const literal = (value: string): string => `<literalExpression>${text(value)}</literalExpression>`;
export const needs = (id: string, kind = 'Decision'): string =>
  kind === 'Knowledge'
    ? `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`
    : `<informationRequirement><required${kind} href="#${id}"/></informationRequirement>`;

/** A file with one business rule task (`rule`), and the DMN in its process. */
export function file(dmn: string, task = 'approval:decision="d"', namespace = DMN_13, inTask = ''): string {
  const definitions =
    dmn === ''
      ? ''
      : `<extensionElements><definitions xmlns="${namespace}" id="dmn" name="dmn" namespace="urn:dmn">${dmn}</definitions></extensionElements>`;
  return `<definitions ${BPMN} ${OTHERS} targetNamespace="t"><process id="p">${definitions}<startEvent id="s"/><businessRuleTask id="rule" ${task}>${inTask}</businessRuleTask><endEvent id="e"/><sequenceFlow id="a" sourceRef="s" targetRef="rule"/><sequenceFlow id="b" sourceRef="rule" targetRef="e"/></process></definitions>`;
}

/** `element code` of every finding; empty when the file runs. */
export function refusals(xml: string): string[] {
  const compiled = compile(xml);
  return 'refused' in compiled ? compiled.refused.map((one) => `${one.element} ${one.code}`) : [];
}

const evaluator = createEvaluator();

/** The value of decision `d`, or `error: …`. */
export function decide(dmn: string, variables: Record<string, unknown> = {}, id = 'd'): unknown {
  const compiled = compile(file(dmn, `approval:decision="${id}"`));
  if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused));
  const result = evaluator.decide(compiled.program, id, variables, { now: '2026-01-05T09:00:00+08:00' });
  return result.ok ? result.value : `error: ${result.message}`;
}
