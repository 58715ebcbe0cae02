import { describe, expect, it } from 'vitest';
import { compile } from '../compile.ts';
import { decision, DMN_13, file, literal, needs, refusals, table, type TableText } from './decision.test-support.ts';

const good = decision('d', literal('x'));
const one: TableText = { inputs: ['x'], outputs: ['r'], rules: [['1', '2']] };
const two: TableText = { inputs: ['x'], outputs: ['a', 'b'], rules: [['1', '2', '3']] };
const of = (written: TableText): string => decision('d', table(written));
const model = (body: string, attributes = ''): string =>
  `<businessKnowledgeModel id="f" name="f"><encapsulatedLogic${attributes}><formalParameter name="n"/>${body}</encapsulatedLogic></businessKnowledgeModel>`;
const call = (inside: string): string => decision('d', `<invocation>${inside}</invocation>`, needs('f', 'Knowledge'));

/** What is wrong, the DMN, the findings, and the same without the mistake. */
const cases: [string, string, string[], string][] = [
  ['FEEL that does not parse', of({ ...one, rules: [['1 +', '2']] }), ['d invalid-expression'], of(one)],
  ['a function that is not there', decision('d', literal('nope(x)')), ['d invalid-expression'], decision('d', literal('count(x)'))],
  ['a test where a value belongs', of({ ...one, rules: [['1', '> 2']] }), ['d invalid-expression'], of({ ...one, rules: [['> 1', '2']] })],
  ['“?” outside a test', decision('d', literal('? > 2')), ['d invalid-expression'], of({ ...one, rules: [['? > 2', '2']] })],
  ['an input without text', of({ ...one, inputs: [''] }), ['d invalid-expression'], of(one)],
  [
    'allowed values that read a variable',
    of({ ...one, inputs: [['x', 'y, "b"']] }),
    ['d invalid-expression'],
    of({ ...one, inputs: [['x', '"a", "b"']] }),
  ],
  [
    'another language',
    good.replace('<literalExpression', '<literalExpression expressionLanguage="groovy"'),
    ['d unsupported-expression-language'],
    good.replace('<literalExpression', '<literalExpression expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/"'),
  ],
  [
    'too few input entries',
    of({
      ...one,
      inputs: ['x', 'y'],
      rules: [
        ['1', '2', '3'],
        ['1', '2', '3', '4'],
      ],
    }),
    ['d invalid-decision'],
    of({ ...one, inputs: ['x', 'y'], rules: [['1', '2', '3']] }),
  ],
  ['a hit policy DMN does not have', of({ ...one, policy: 'LAST' }), ['d invalid-decision'], of({ ...one, policy: 'FIRST' })],
  [
    'a slip in an attribute',
    of(one).replace('<decisionTable', '<decisionTable hitpolicy="FIRST"'),
    ['d invalid-decision'],
    of({ ...one, policy: 'FIRST' }),
  ],
  ['a slip in an element', of(one).replaceAll('outputEntry', 'outputentry'), ['d invalid-decision', 'd invalid-decision'], of(one)],
  [
    'an aggregation DMN does not have',
    of({ ...one, policy: 'COLLECT', aggregation: 'MEAN' }),
    ['d invalid-decision'],
    of({ ...one, policy: 'COLLECT', aggregation: 'SUM' }),
  ],
  [
    'an aggregation without COLLECT',
    of({ ...one, policy: 'FIRST', aggregation: 'SUM' }),
    ['d invalid-decision'],
    of({ ...one, policy: 'COLLECT', aggregation: 'SUM' }),
  ],
  [
    'several outputs aggregated',
    of({ ...two, policy: 'COLLECT', aggregation: 'SUM' }),
    ['d invalid-decision'],
    of({ ...two, policy: 'COLLECT' }),
  ],
  [
    'PRIORITY without output values',
    of({ ...one, policy: 'PRIORITY' }),
    ['d invalid-decision'],
    of({ ...one, policy: 'PRIORITY', outputs: [['r', '2, 1']] }),
  ],
  [
    'OUTPUT ORDER without output values',
    of({ ...one, policy: 'OUTPUT ORDER' }),
    ['d invalid-decision'],
    of({ ...one, policy: 'OUTPUT ORDER', outputs: [['r', '2, 1']] }),
  ],
  ['several outputs without names', of({ ...two, outputs: ['a', ''] }), ['d invalid-decision'], of(two)],
  ['outputs of one name', of({ ...two, outputs: ['a', 'a'] }), ['d invalid-decision'], of(two)],
  ['no logic', decision('d', ''), ['rule invalid-decision'], good + decision('nobody', '')],
  [
    'no logic in what is required',
    decision('e', '') + decision('d', literal('e'), needs('e')),
    ['d invalid-decision'],
    decision('e', '') + good,
  ],
  ['two logics', decision('d', literal('1') + literal('2')), ['d invalid-decision'], good],
  ['a type that is not there', of({ ...one, inputs: ['x : nummer'] }), ['d invalid-decision'], of({ ...one, inputs: ['x : number'] })],
  [
    'a type of itself',
    `<itemDefinition id="t" name="t"><typeRef>u</typeRef></itemDefinition><itemDefinition name="u"><typeRef>t</typeRef></itemDefinition>${good}`,
    ['t invalid-decision'],
    `<itemDefinition id="t" name="t"><typeRef>u</typeRef></itemDefinition><itemDefinition name="u"><typeRef>string</typeRef></itemDefinition>${good}`,
  ],
  ['a decision that requires itself', decision('d', literal('d'), needs('d')), ['d invalid-decision'], good],
  [
    'a cycle, and nothing but the cycle',
    decision('before', literal('1')) +
      decision('a', literal('b'), needs('b') + needs('before')) +
      decision('b', literal('a'), needs('a')) +
      decision('d', literal('a'), needs('a')),
    ['a invalid-decision', 'b invalid-decision'],
    decision('b', literal('1')) + decision('a', literal('b'), needs('b')) + decision('d', literal('a'), needs('a')),
  ],
  ['a requirement of nothing', decision('d', literal('x'), needs('nowhere')), ['d invalid-reference'], good],
  [
    'a requirement of the wrong kind',
    `<inputData id="i" name="x"/>${decision('d', literal('x'), needs('i'))}`,
    ['d invalid-reference'],
    `<inputData id="i" name="x"/>${decision('d', literal('x'), needs('i', 'Input'))}`,
  ],
  [
    'a requirement of another file',
    decision('d', literal('x'), needs('e').replace('#e', 'urn:other#e')) + decision('e', literal('1')),
    ['d unsupported-import'],
    decision('d', literal('x'), needs('e').replace('#e', 'urn:dmn#e')) + decision('e', literal('1')),
  ],
  [
    'two requirements of one name',
    decision('a', literal('1'), '', 'n') + decision('b', literal('1'), '', 'n') + decision('d', literal('n'), needs('a') + needs('b')),
    ['d invalid-decision'],
    decision('a', literal('1'), '', 'n') + decision('d', literal('n'), needs('a')),
  ],
  ['an import', `<import namespace="urn:other" importType="dmn" name="o"/>${good}`, ['p unsupported-import'], good],
  ['the same id twice', good + good, ['d invalid-id'], good],
  [
    'a function as a value',
    decision('d', `<functionDefinition><formalParameter name="n"/>${literal('n')}</functionDefinition>`),
    ['d unsupported-decision-function'],
    good,
  ],
  [
    'a function in Java',
    model(literal('n'), ' kind="Java"') + good,
    ['f unsupported-decision-function'],
    model(literal('n'), ' kind="FEEL"') + good,
  ],
  [
    'a function that calls itself',
    model(literal('f(n)')).replace('</businessKnowledgeModel>', `${needs('f', 'Knowledge')}</businessKnowledgeModel>`) + good,
    ['f invalid-decision'],
    model(literal('n')) + good,
  ],
  [
    'a function that is not required',
    model(literal('n')) + decision('d', literal('f(1)')),
    ['d invalid-expression'],
    model(literal('n')) + decision('d', literal('f(1)'), needs('f', 'Knowledge')),
  ],
  [
    'a function that reads the case',
    model(literal('n + amount')) + good,
    ['f invalid-expression'],
    model(literal('count(for m in [n] return m + n) + [n][item > n][1]')) + good,
  ],
  [
    'an invocation of nothing',
    model(literal('n')) + call(literal('g')),
    ['d invalid-decision'],
    model(literal('n')) + call(`${literal('f')}<binding><parameter name="n"/>${literal('1')}</binding>`),
  ],
  [
    'an invocation with another parameter',
    model(literal('n')) + call(`${literal('f')}<binding><parameter name="m"/>${literal('1')}</binding>`),
    ['d invalid-decision'],
    model(literal('n')) + call(`${literal('f')}<binding><parameter name="n"/>${literal('1')}</binding>`),
  ],
  [
    'a boxed filter',
    decision('d', `<filter><in>${literal('x')}</in><match>${literal('item > 1')}</match></filter>`),
    ['d unsupported-decision-filter'],
    decision('d', literal('x[item > 1]')),
  ],
  [
    'a boxed loop',
    decision('d', `<for iteratorVariable="i"><in>${literal('x')}</in><return>${literal('i')}</return></for>`),
    ['d unsupported-decision-iterator'],
    decision('d', literal('for i in x return i')),
  ],
  [
    'a decision service as a function',
    `<decisionService id="f" name="f"/>${decision('d', literal('x'), needs('f', 'Knowledge'))}`,
    ['d unsupported-decision-service'],
    `<decisionService id="f" name="f"/>${good}`,
  ],
];

describe('a decision is refused by its element', () => {
  it.each(cases)('%s', (_title, dmn, expected, twin) => {
    expect(refusals(file(dmn))).toEqual(expected);
    expect(refusals(file(twin))).toEqual([]);
  });

  it('whichever task names it, or none does', () => {
    expect(refusals(file(good + decision('other', literal('1 +'))))).toEqual(['other invalid-expression']);
  });
});

describe('approval:decision', () => {
  it('names a decision of the file', () => {
    expect(refusals(file('', 'approval:decision="d"'))).toEqual(['rule invalid-reference']);
    expect(refusals(file(good, 'approval:decision="e"'))).toEqual(['rule invalid-reference']);
    expect(refusals(file(`<inputData id="e" name="e"/>${good}`, 'approval:decision="e"'))).toEqual(['rule invalid-reference']);
    expect(refusals(file(`<decisionService id="e" name="e"/>${good}`, 'approval:decision="e"'))).toEqual([
      'rule unsupported-decision-service',
    ]);
  });

  it('stands alone, and on business rule tasks', () => {
    expect(refusals(file(good, 'approval:decision="d" approval:activity="x"'))).toEqual(['rule invalid-approval']);
    expect(refusals(file(good, 'approval:decision="d" approval:effect="accept"'))).toEqual(['rule invalid-approval']);
    expect(refusals(file(good).replaceAll('businessRuleTask', 'serviceTask'))).toEqual(['rule invalid-approval']);
  });

  it('does not meet a decision of a name that objects have', () => {
    expect(refusals(file(good, 'approval:decision="constructor"'))).toEqual(['rule invalid-reference']);
    expect(refusals(file(decision('constructor', literal('1')), 'approval:decision="constructor"'))).toEqual([]);
    expect(refusals(file(decision('__proto__', literal('1')), ''))).toEqual(['__proto__ unsupported-id']);
  });
});

describe('vendor references', () => {
  const decided = (task: string, dmn = good, inTask = ''): unknown => {
    const compiled = compile(file(dmn, task, DMN_13, inTask));
    return 'program' in compiled
      ? (compiled.program.nodes.rule as { decision?: string }).decision
      : compiled.refused.map((one) => one.code);
  };

  it('lead to an embedded decision, and to a service where there is none', () => {
    const zeebe = '<extensionElements><zeebe:calledDecision decisionId="d" resultVariable="r"/></extensionElements>';
    for (const task of ['camunda:decisionRef="d"', 'flowable:decisionTableReferenceKey="d"']) {
      expect(decided(task)).toBe('d');
      expect(decided(task, '')).toBe(undefined);
      expect(decided(task.replace('"d"', '"other"'))).toBe(undefined);
    }
    expect(decided('', good, zeebe)).toBe('d');
    expect(decided('', '', zeebe)).toBe(undefined);
    expect(decided('camunda:decisionRef="${which}"')).toBe(undefined);
    expect(decided('camunda:decisionRef="d" approval:activity="own"')).toBe(undefined);
  });

  it('of Flowable stand on a service task too', () => {
    const field =
      '<extensionElements><flowable:field name="decisionTableReferenceKey"><flowable:string>d</flowable:string></flowable:field></extensionElements>';
    const compiled = compile(file(good, 'flowable:type="dmn"', DMN_13, field).replaceAll('businessRuleTask', 'serviceTask'));
    expect(compiled).toHaveProperty('program.nodes.rule', expect.objectContaining({ type: 'businessRuleTask', decision: 'd' }));
    const without = compile(file('', 'flowable:type="dmn"', DMN_13, field).replaceAll('businessRuleTask', 'serviceTask'));
    expect(without).toHaveProperty('program.nodes.rule', expect.objectContaining({ type: 'serviceTask' }));
  });

  it.each([
    ['singleEntry', of(one)],
    ['singleResult', of(two)],
    ['collectEntries', of({ ...one, policy: 'RULE ORDER' })],
    ['resultList', of({ ...two, policy: 'COLLECT' })],
    ['singleEntry', of({ ...one, policy: 'COLLECT', aggregation: 'SUM' })],
  ])('may shape the result as it is anyhow: %s', (mapping, dmn) => {
    expect(decided(`camunda:decisionRef="d" camunda:mapDecisionResult="${mapping}"`, dmn)).toBe('d');
    const other = mapping === 'resultList' ? 'singleEntry' : 'resultList';
    expect(decided(`camunda:decisionRef="d" camunda:mapDecisionResult="${other}"`, dmn)).toEqual(['unsupported-vendor-decision-result']);
  });
});

describe('versions of DMN', () => {
  it.each([
    'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    'http://www.omg.org/spec/DMN/20180521/MODEL/',
    'https://www.omg.org/spec/DMN/20191111/MODEL/',
    'https://www.omg.org/spec/DMN/20211108/MODEL/',
    'https://www.omg.org/spec/DMN/20230324/MODEL/',
  ])('%s is read', (namespace) => expect(refusals(file(of(one), undefined, namespace))).toEqual([]));

  it('another is refused, and what is no DMN is passed over', () => {
    expect(refusals(file(of(one), '', 'https://www.omg.org/spec/DMN/20991231/MODEL/'))).toEqual(['p unsupported-decision-version']);
    expect(refusals(file(of(one), '', 'urn:other'))).toEqual([]);
  });
});
