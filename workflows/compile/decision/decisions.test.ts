import { describe, expect, it } from 'vitest';
import { decide, decision, literal, needs, table } from './decision.test-support.ts';

const variable = (name: string, type = ''): string => `<variable name="${name}"${type === '' ? '' : ` typeRef="${type}"`}/>`;
const input = (name: string, type = ''): string => `<inputData id="i_${name}" name="${name}">${variable(name, type)}</inputData>`;
const entry = (name: string, logic: string, type = ''): string =>
  `<contextEntry>${name === '' ? '' : variable(name, type)}${logic}</contextEntry>`;
const knowledge = (id: string, parameters: string, body: string, requires = ''): string =>
  `<businessKnowledgeModel id="${id}" name="${id}"><encapsulatedLogic>${parameters}${body}</encapsulatedLogic>${requires}</businessKnowledgeModel>`;
const parameter = (name: string, type = ''): string => `<formalParameter name="${name}"${type === '' ? '' : ` typeRef="${type}"`}/>`;

describe('a requirement graph', () => {
  const graph =
    decision(
      'risk',
      table({
        inputs: ['age'],
        outputs: ['r'],
        rules: [
          ['< 18', '"high"'],
          ['>= 18', '"low"'],
        ],
      }),
      '',
      'Risk Class',
    ) +
    decision('fee', literal('if Risk Class = "high" then 20 else 10'), needs('risk')) +
    decision(
      'd',
      table({
        inputs: ['fee', 'risk'],
        outputs: ['r'],
        rules: [
          ['> 15', '"high"', '"both"'],
          ['-', '-', 'fee + 1'],
        ],
        policy: 'FIRST',
      }),
      needs('fee') + needs('risk'),
    );

  it('goes from what is required to what is asked for; a decision goes by its name, and by its id', () => {
    expect(decide(graph, { age: 10 })).toBe('both');
    expect(decide(graph, { age: 20 })).toBe(11);
    expect(decide(graph, { age: 20 }, 'risk')).toBe('low');
  });

  it('says which decision an error is in', () => {
    expect(decide(graph)).toBe('error: Decision “fee”: Decision “risk”: Input “age”: There is no variable “age”.');
  });

  it('hands dates on as dates, and gives them out as text', () => {
    const dates = decision('start', literal('date("2026-01-05")')) + decision('d', literal('start + duration("P1M")'), needs('start'));
    expect(decide(dates)).toBe('2026-02-05');
  });

  it('evaluates what several require once, as far as 2⁶⁰ ways lead to it', () => {
    const layers = Array.from({ length: 60 }, (_, n) => {
      const [left, right] = n === 0 ? ['x', 'x'] : [`l${n - 1}`, `r${n - 1}`];
      const requires = n === 0 ? '' : needs(`l${n - 1}`) + needs(`r${n - 1}`);
      return decision(`l${n}`, literal(`${left} + 1`), requires) + decision(`r${n}`, literal(`${right} + 1`), requires);
    });
    expect(decide(layers.join('') + decision('d', literal('l59 + r59'), needs('l59') + needs('r59')), { x: 0 })).toBe(120);
  });

  it('types its input data, and reads a variable of the case for each', () => {
    const typed = input('Born On', 'date') + decision('d', literal('Born On < date("2008-01-05")'), needs('i_Born On', 'Input'));
    expect(decide(typed, { 'Born On': '1990-01-01' })).toBe(true);
    expect(decide(typed, { 'Born On': 'yesterday' })).toBe('error: “Born On” is "yesterday", not a date.');
  });

  it('hides a variable of the case behind a required decision of the same name', () => {
    const same = decision('limit', literal('limit * 2'));
    expect(decide(decision('own', literal('x * 2'), '', 'x') + decision('d', literal('x + 1'), needs('own')), { x: 5 })).toBe(11);
    expect(decide(same, { limit: 4 }, 'limit')).toBe(8);
  });
});

describe('boxed expressions', () => {
  it('a context gives its entries, each seeing those before it', () => {
    const context = `<context>${entry('base', literal('amount * 2'))}${entry('Total-fee', literal('base + 1'), 'number')}</context>`;
    expect(decide(decision('d', context), { amount: 5 })).toEqual({ base: 10, 'Total-fee': 11 });
    const result = `<context>${entry('base', literal('amount * 2'))}${entry('Total-fee', literal('base + 1'))}${entry('', literal('Total-fee * 10'))}</context>`;
    expect(decide(decision('d', result), { amount: 5 })).toBe(110);
  });

  it('lists, relations and conditionals', () => {
    expect(decide(decision('d', `<list>${literal('1')}${literal('x')}</list>`), { x: 2 })).toEqual([1, 2]);
    const relation = `<relation><column name="n"/><column name="s"/><row>${literal('1')}${literal('"a"')}</row><row>${literal('x')}${literal('"b"')}</row></relation>`;
    expect(decide(decision('d', relation), { x: 2 })).toEqual([
      { n: 1, s: 'a' },
      { n: 2, s: 'b' },
    ]);
    const conditional = `<conditional><if>${literal('x > 1')}</if><then>${literal('"more"')}</then><else>${literal('nothing')}</else></conditional>`;
    expect(decide(decision('d', conditional), { x: 2 })).toBe('more');
  });

  it('a conditional needs a boolean', () => {
    const conditional = `<conditional><if>${literal('x')}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional>`;
    expect(decide(decision('d', conditional), { x: null })).toBe(2);
    expect(decide(decision('d', conditional), { x: 'yes' })).toBe('error: The condition is "yes", not a boolean.');
  });

  it('reads a name with a sign in it only where it is one', () => {
    const own = knowledge('f', parameter('a-b'), literal('a-b + 1'));
    expect(decide(own + decision('d', literal('f(a-b)'), needs('f', 'Knowledge')), { a: 5, b: 2 })).toBe(4);
  });

  it('a table inside a context sees the entries before it', () => {
    const inner = table({
      inputs: ['rate'],
      outputs: ['r'],
      rules: [
        ['> 1', '"high"'],
        ['<= 1', '"low"'],
      ],
    });
    expect(decide(decision('d', `<context>${entry('rate', literal('n / 2'))}${entry('', inner)}</context>`), { n: 4 })).toBe('high');
  });
});

describe('knowledge models', () => {
  const half = knowledge('Half of', parameter('n', 'number'), literal('n / 2'));
  const fee = knowledge(
    'fee',
    parameter('level') + parameter('n'),
    table({
      inputs: ['level'],
      outputs: ['r'],
      rules: [
        ['"city"', 'Half of(n)'],
        ['not("city")', 'n'],
      ],
    }),
    needs('Half of', 'Knowledge'),
  );

  it('are called by name, with positions or names', () => {
    expect(decide(half + fee + decision('d', literal('fee("city", x) + 1'), needs('fee', 'Knowledge')), { x: 10 })).toBe(6);
    expect(decide(half + fee + decision('d', literal('fee(n: x, level: "county")'), needs('fee', 'Knowledge')), { x: 10 })).toBe(10);
    expect(decide(half + decision('d', literal('for i in [2, 4] return Half of(i)'), needs('Half of', 'Knowledge')))).toEqual([1, 2]);
  });

  it('are called by an invocation', () => {
    const bind = (name: string, value: string): string => `<binding><parameter name="${name}"/>${literal(value)}</binding>`;
    const invocation = `<invocation>${literal('fee')}${bind('n', 'x')}${bind('level', '"city"')}</invocation>`;
    expect(decide(half + fee + decision('d', invocation, needs('fee', 'Knowledge')), { x: 10 })).toBe(5);
  });

  it('see their parameters and nothing of the case', () => {
    expect(decide(half + decision('d', literal('Half of("a")'), needs('Half of', 'Knowledge')))).toMatch(
      /“n” of “Half of” is "a", not a number/,
    );
    expect(decide(half + decision('d', literal('Half of(1, 2)'), needs('Half of', 'Knowledge')))).toMatch(/^error/);
    const two = knowledge('plus', parameter('a') + parameter('b'), literal('a + b'));
    expect(decide(two + decision('d', literal('plus(1)'), needs('plus', 'Knowledge')))).toMatch(/“plus” is called without “b”/);
  });
});

describe('item definitions', () => {
  const types = `<itemDefinition name="Level"><typeRef>string</typeRef><allowedValues><text>"county", "city"</text></allowedValues></itemDefinition>
    <itemDefinition name="Person"><itemComponent name="born"><typeRef>date</typeRef></itemComponent><itemComponent name="levels" isCollection="true"><typeRef>Level</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="People" isCollection="true"><typeRef>Person</typeRef></itemDefinition>`;
  const people =
    types + input('people', 'People') + decision('d', literal('people[1].born < date("2000-01-01")'), needs('i_people', 'Input'));

  it('reach into lists and contexts', () => {
    expect(decide(people, { people: [{ born: '1990-01-01', levels: ['city'] }] })).toBe(true);
    expect(decide(people, { people: [{ born: '1990-01-01', levels: ['city', 'town'] }] })).toBe(
      'error: “people”[1].levels[2] is "town", which is none of "county", "city".',
    );
    expect(decide(people, { people: { born: '1990-01-01' } })).toBe(true);
    expect(decide(people, { people: [3] })).toMatch(/“people”\[1\] is 3, not a context/);
  });

  it('take a list of one for that one, and one for a list of it', () => {
    const first = `<decision id="d" name="d">${variable('d', 'string')}${literal('names[item = "li"]')}</decision>`;
    expect(decide(first, { names: ['wang', 'li'] })).toBe('li');
    expect(decide(first, { names: ['li', 'li'] })).toBe('error: The result is ["li","li"], not a string.');
    expect(decide(first, { names: ['wang'] })).toBe('error: The result is [], not a string.');
  });

  it('type what a decision gives', () => {
    const wrong = types + `<decision id="d" name="d">${variable('d', 'Level')}${literal('"town"')}</decision>`;
    expect(decide(wrong)).toBe('error: The result is "town", which is none of "county", "city".');
  });
});

it('keeps the words of the case: names with spaces and signs, and functions of our own', () => {
  expect(decide(decision('d', literal('if 申请金额 > 100 then "大额" else "小额"')), { 申请金额: 200 })).toBe('大额');
  expect(decide(decision('d', literal('today()')))).toBe('2026-01-05');
});
