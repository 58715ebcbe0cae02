import { describe, expect, it } from 'vitest';
import { decide, decision, table, type TableText } from './decision.test-support.ts';

const value = (written: TableText, variables: Record<string, unknown> = {}): unknown => decide(decision('d', table(written)), variables);

/** One input, one rule: whether the cell lets a value through. */
function passes(cell: string, x: unknown, others: Record<string, unknown> = {}): unknown {
  const result = value({ inputs: ['x'], outputs: ['y'], rules: [[cell, 'true']] }, { x, ...others });
  return result ?? false;
}

describe('a cell', () => {
  it.each<[string, unknown, boolean]>([
    ['-', 5, true],
    ['', null, true],
    ['5', 5, true],
    ['5', 6, false],
    ['5', '5', false],
    ['> 5', 6, true],
    ['> 5', 5, false],
    ['> 5', null, false],
    ['= 5', 5, true],
    ['!= 5', 4, true],
    ['[1..3]', 1, true],
    ['(1..3]', 1, false],
    [']1..3[', 3, false],
    ['[1..3]', null, false],
    ['["a".."c"]', 'b', true],
    ['"a", "b"', 'b', true],
    ['"a", "b"', 'c', false],
    ['< 3, > 10', 11, true],
    ['not("a", "b")', 'c', true],
    ['not("a", "b")', 'a', false],
    ['not("a")', null, true],
    ['not(> 5)', null, false],
    ['not(> 5)', 5, true],
    ['null', null, true],
    ['null', 0, false],
    ['not(null)', 0, true],
    ['true', true, true],
    ['true', false, false],
    ['true', null, false],
    ['false', false, true],
    ['? > 3', 4, true],
    ['? > 3 and ? < 6', 7, false],
    ['? = null', null, true],
    ['contains(?, "ab")', 'cab', true],
    ['starts with(?, "x"), "b"', 'b', true],
    ['[1, 2, 3]', 2, true],
    ['[1, 2, 3]', 4, false],
    ['[1, 2]', [1, 2], true],
    ['[[1, 2], [3]]', [1, 2], true],
    ['list contains(?, 2)', [1, 2], true],
    ['every i in ? satisfies i > 1', [2, 3], true],
    ['count(?) > 1', [1, 2], true],
    ['?.age > 17', { age: 18 }, true],
    ['? in [1..3]', 2, true],
    ['-5', -5, true],
    ['> -5', -4, true],
    ['"二级"', '二级', true],
  ])('%s with %j: %j', (cell, x, expected) => expect(passes(cell, x)).toBe(expected));

  it('reads variables of the case', () => {
    expect(passes('limit', 5, { limit: 5 })).toBe(true);
    expect(passes('> limit', 5, { limit: 5 })).toBe(false);
    expect(passes('[low..high]', 5, { low: 1, high: 5 })).toBe(true);
    expect(passes('vip', 'li', { vip: ['li', 'wang'] })).toBe(true);
    expect(passes('amount > 100', 'any', { amount: 200 })).toBe(true);
    expect(passes('amount > 100', false, { amount: 200 })).toBe(false);
  });

  it.each<[string, unknown, RegExp]>([
    ['> 5', '11', /Rule 1, input “x”: "11" > 5: a string and a number cannot be compared/],
    ['[1..5]', 'a', /cannot be compared/],
    ['limit', 5, /There is no variable “limit”/],
    ['?.age > 3', { name: 'li' }, /There is no entry “age”/],
  ])('%s with %j is an error that says where', (cell, x, message) => expect(passes(cell, x)).toMatch(message));

  it('is not looked at behind one that does not match', () => {
    const written = {
      inputs: ['x', 'y'],
      outputs: ['z'],
      rules: [
        ['1', '> 5', '"no"'],
        ['-', '-', '"yes"'],
      ],
      policy: 'FIRST',
    };
    expect(value(written, { x: 2, y: 'text' })).toBe('yes');
    expect(value(written, { x: 1, y: 'text' })).toMatch(/^error: Rule 1, input “y”/);
  });
});

describe('types and allowed values', () => {
  it('turns dates and durations kept as text into what FEEL computes with, and gives them back as text', () => {
    const written = {
      inputs: ['born : date'],
      outputs: ['until : date'],
      rules: [
        ['< date("2008-01-05")', 'date("2026-01-05") + duration("P1Y")'],
        ['>= date("2008-01-05")', 'date(born) + duration("P18Y")'],
      ],
    };
    expect(value(written, { born: '1990-05-01' })).toBe('2027-01-05');
    expect(value(written, { born: '2010-05-01' })).toBe('2028-05-01');
    expect(value(written, { born: 'soon' })).toBe('error: Input “born” is "soon", not a date.');
    expect(value({ inputs: ['t : dayTimeDuration'], outputs: ['r'], rules: [['> duration("PT1H")', '"long"']] }, { t: 'PT90M' })).toBe(
      'long',
    );
    expect(value({ inputs: ['t : dateTime'], outputs: ['r'], rules: [['< now()', '"past"']] }, { t: '2026-01-05T08:59:00+08:00' })).toBe(
      'past',
    );
    expect(value({ inputs: ['t : yearMonthDuration'], outputs: ['r'], rules: [['-', '"any"']] }, { t: 'PT90M' })).toMatch(
      /not a years and months duration/,
    );
  });

  it('takes no text for a number', () => {
    const written = { inputs: ['n : number'], outputs: ['r'], rules: [['-', '"any"']] };
    expect(value(written, { n: 5 })).toBe('any');
    expect(value(written, { n: null })).toBe('any');
    expect(value(written, { n: '5' })).toBe('error: Input “n” is "5", not a number.');
  });

  it('checks the values of inputs and outputs', () => {
    const inputs: TableText['inputs'] = [['level', '"county", "city"']];
    expect(value({ inputs, outputs: ['r'], rules: [['-', '1']] }, { level: 'city' })).toBe(1);
    expect(value({ inputs, outputs: ['r'], rules: [['-', '1']] }, { level: 'town' })).toMatch(/Input “level” is "town", which is none of/);
    expect(value({ outputs: [['r', '[1..5]']], rules: [['6']] })).toMatch(/Output “r” is 6, which is none of \[1\.\.5\]/);
    expect(value({ outputs: ['r : number'], rules: [['"six"']] })).toMatch(/Output “r” is "six", not a number/);
  });
});

describe('the result', () => {
  const policies = ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'];
  const two: TableText = { inputs: ['x'], outputs: [['a', '1, 2'], 'b'], rules: [['> 0', '1', '"one"']] };

  it.each(policies)('of %s with several outputs is made of contexts', (policy) => {
    const one = { a: 1, b: 'one' };
    expect(value({ ...two, policy }, { x: 1 })).toEqual(/COLLECT|ORDER/.test(policy) ? [one] : one);
  });

  it.each(policies)('of %s is null or nothing when no rule matches, unless the outputs have a default', (policy) => {
    const list = /COLLECT|ORDER/.test(policy);
    expect(value({ ...two, policy }, { x: 0 })).toEqual(list ? [] : null);
    const otherwise: TableText = { ...two, policy, outputs: [['a', '1, 2', '2'], 'b'] };
    expect(value(otherwise, { x: 0 })).toEqual(list ? [{ a: 2, b: null }] : { a: 2, b: null });
  });

  it('is null for an empty cell', () => expect(value({ outputs: ['a'], rules: [['']] })).toBe(null));

  it('adds decimals as decimals', () => {
    const written = { policy: 'COLLECT', aggregation: 'SUM', outputs: ['fee'], rules: [['0.1'], ['0.2'], ['0.3']] };
    expect(value(written)).toBe(0.6);
  });

  it.each<[string, string[], unknown]>([
    ['SUM', ['1', '2.5'], 3.5],
    ['MIN', ['3', '1', '2'], 1],
    ['MAX', ['3', '1', '2'], 3],
    ['COUNT', ['3', '3', '"x"'], 3],
    ['MIN', ['date("2026-02-01")', 'date("2026-01-01")'], '2026-01-01'],
    ['MAX', ['"b"', '"a"'], 'b'],
    ['SUM', [], null],
    ['MIN', [], null],
    ['COUNT', [], 0],
  ])('%s of %j is %j', (aggregation, cells, expected) =>
    expect(value({ policy: 'COLLECT', aggregation, outputs: ['r'], rules: cells.map((cell) => [cell]) })).toEqual(expected),
  );

  it.each<[string, string[], RegExp]>([
    ['SUM', ['1', '"2"'], /SUM adds numbers only/],
    ['MIN', ['1', '"2"'], /cannot be compared/],
    ['MAX', ['1', 'null'], /cannot order null/],
  ])('%s of %j is an error', (aggregation, cells, message) =>
    expect(value({ policy: 'COLLECT', aggregation, outputs: ['r'], rules: cells.map((cell) => [cell]) })).toMatch(message),
  );

  it('says which rules break the hit policy', () => {
    const rules = [
      ['> 0', '1'],
      ['> 1', '1'],
      ['> 2', '2'],
    ];
    const written = { inputs: ['x'], outputs: ['r'], rules };
    expect(value(written, { x: 2 })).toBe('error: Rules 1 and 2 match, where one may (UNIQUE).');
    expect(value(written, { x: 3 })).toBe('error: Rules 1, 2 and 3 match, where one may (UNIQUE).');
    expect(value({ ...written, policy: 'ANY' }, { x: 2 })).toBe(1);
    expect(value({ ...written, policy: 'ANY' }, { x: 3 })).toBe('error: Rules 1 and 3 match and do not agree (ANY).');
  });
});
