import { describe, expect, it } from 'vitest';
import { createEvaluator } from './evaluator.ts';
import { parseFeel, withoutEquals } from './feel-parse.ts';
import { namesOf, parseJuel } from './juel-parse.ts';

const evaluator = createEvaluator({ addWorkdays: (_calendar, from, n) => `${from.slice(0, 8)}${String(10 + n)}T23:59:59+08:00` });
const context = { now: '2026-01-05T09:00:00+08:00', calendar: {}, clocks: { decision: '2026-02-02T23:59:59+08:00' } };

function feel(text: string, variables: Record<string, unknown> = {}): unknown {
  const parsed = parseFeel(text);
  if ('message' in parsed) return 'refused';
  const result = evaluator.evaluate({ language: 'feel', text, names: parsed.names }, variables, context);
  return result.ok ? result.value : 'error';
}

function juel(text: string, variables: Record<string, unknown> = {}): unknown {
  const parsed = parseJuel(text);
  if (!parsed) return 'refused';
  const result = evaluator.evaluate({ language: 'juel', text, names: namesOf(parsed) }, variables, context);
  return result.ok ? result.value : 'error';
}

describe('FEEL', () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ['1 + 2 * 3', {}, 7],
    ['0.1 + 0.2 = 0.3', {}, true],
    ['-x', { x: 3 }, -3],
    ['2 ** 10', {}, 1024],
    ['"a" + "b"', {}, 'ab'],
    ['x > 5', { x: 6 }, true],
    ['x > 5', { x: null }, null],
    ['x != null', { x: null }, false],
    ['x != null and x.y > 3', { x: null }, false],
    ['x = 1 or nope > 2', { x: 1 }, true],
    ['1 = "1"', {}, null],
    ['order.total > 5 and not(order.closed)', { order: { total: 6, closed: false } }, true],
    ['if x > 3 then "high" else "low"', { x: 1 }, 'low'],
    ['x in (1, 2, 3)', { x: 2 }, true],
    ['x between 1 and 3', { x: 2 }, true],
    ['count(items[price > 3])', { items: [{ price: 2 }, { price: 4 }] }, 1],
    ['for i in 1..3 return i * n', { n: 2 }, [2, 4, 6]],
    ['some x in xs satisfies x > 2', { xs: [1, 3] }, true],
    ['{ a: 1, b: a + 1 }', {}, { a: 1, b: 2 }],
    ['string length("受理")', {}, 2],
    ['sum(1, 2, 3)', {}, 6],
    ['order total', { 'order total': 5 }, 5],
    ['count', { count: 4 }, 4],
    ['金额 > 100', { 金额: 200 }, true],
  ])('%s with %j gives %j', (text, variables, value) => expect(feel(text, variables)).toEqual(value));

  it('keeps dates and durations as ISO 8601, and now and today at the event’s own offset', () => {
    expect(feel('now()')).toBe('2026-01-05T09:00:00+08:00');
    expect(feel('today()')).toBe('2026-01-05');
    expect(feel('now() + duration("P1D")')).toBe('2026-01-06T09:00:00+08:00');
    expect(feel('date("2026-01-04") < today()')).toBe(true);
    expect(feel('duration("PT90M")')).toBe('PT1H30M');
  });

  it('counts working days and reads the clocks of the case', () => {
    expect(feel('add workdays(today(), 5)')).toBe('2026-01-15T23:59:59+08:00');
    expect(feel('clock due("decision")')).toBe('2026-02-02T23:59:59+08:00');
    expect(feel('clock due("correction")')).toBe('error');
  });

  it.each(['x > 5', 'order.totl', '"11" > 10', '1 / 0', '"a" - 1', 'function(a) a', 'number("x") + 1'])('%s is an error', (text) =>
    expect(feel(text, { order: { total: 1 } })).toBe('error'),
  );

  it.each(['', '1 +', 'x == 1', '= 1', '> 5', 'check(x)', 'x && y', '${x}', '[1, 2', 'x ='])('%s is refused', (text) =>
    expect(feel(text)).toBe('refused'),
  );

  it('tells the names it reads, and takes Camunda’s leading sign off', () => {
    expect(parseFeel('a.b > c and not(d) and count(e) > 0')).toMatchObject({ names: ['a', 'c', 'd', 'e'] });
    expect(parseFeel('my-var > 1', ['my-var'])).toMatchObject({ names: ['my-var'] });
    expect(withoutEquals(' = x ')).toBe('x');
  });
});

describe('${…}', () => {
  it.each<[string, Record<string, unknown>, unknown]>([
    ['approved', { approved: true }, true],
    ['!approved', { approved: true }, false],
    ['amount > 100 && kind == "a"', { amount: 150, kind: 'a' }, true],
    ['a or b and c', { a: false, b: true, c: true }, true],
    ["(a || b) && name != 'x'", { a: true, b: false, name: 'y' }, true],
    ['amount >= "10"', { amount: 9 }, false],
    ['x == null', { x: null }, true],
    ['order.total < -1.5', { order: { total: -2 } }, true],
    ['7', {}, 7],
  ])('%s with %j gives %j', (text, variables, value) => expect(juel(text, variables)).toEqual(value));

  it.each(['x.check()', 'a + b', 'a ? b : c', 'execution.id', 'a.b[0]', 'empty a', 'a ==', '(a', 'a b', ''])('%s is refused', (text) =>
    expect(juel(text)).toBe('refused'),
  );

  it.each(['nope', 'a > 1', '!b'])('%s is an error', (text) => expect(juel(text, { a: 'word', b: 5 })).toBe('error'));
});
