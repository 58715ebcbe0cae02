import { evaluate, FeelDate, parseDate } from 'feelin';
import { expect, it, vi } from 'vitest';
import { createEvaluator } from './evaluator.ts';
import { library } from './feel-library.ts';
import { parseFeel } from './feel-parse.ts';

/** How often the library has parsed a text. */
const parses = vi.hoisted(() => ({ count: 0 }));
vi.mock(import('feelin'), async (original) => {
  const real = await original();
  return {
    ...real,
    evaluate: (...given: Parameters<typeof real.evaluate>) => {
      parses.count++;
      return real.evaluate(...given);
    },
    parseExpression: (...given: Parameters<typeof real.parseExpression>) => {
      parses.count++;
      return real.parseExpression(...given);
    },
  };
});

const people = [
  { name: '张', age: 30, 'home town': '北京' },
  { name: '李', age: 50, 'home town': '上海' },
];
const values: Record<string, unknown> = {
  n: 3,
  text: '受理',
  none: null,
  yes: true,
  people,
  'order total': 7,
  day: parseDate('2026-01-05') as FeelDate,
  list: [1, 2, 3],
  deep: { a: { b: [1, { c: 'x' }] } },
  'my-var': 4,
  for: 1,
};

const texts = [
  'people[age > 40].name',
  'people[age > n * 10][1]["home town"]',
  'people[home town = "北京"]',
  'some p in people satisfies p.age > 40',
  'every p in people satisfies p.age > n',
  'for i in 1..n return i * order total',
  'for p in people return p.nope',
  '{ total: order total, more: total + n }',
  'n in (1, 2, 3)',
  'n in [1..5]',
  'n in (1..3)',
  'n between 1 and 5 or none',
  'yes or none',
  'if none then 1 else "2"',
  'list[item >= n]',
  'list[-1]',
  'list[9]',
  'deep.a.b[2].c',
  'deep.a.nope.c',
  'none.x',
  'nope',
  'nope[1]',
  'text + n',
  'n + text + none',
  'day + duration("P1D")',
  'day < date("2026-02-01")',
  'day in [date("2026-01-01")..date("2026-02-01")]',
  'function(x) x + n',
  '(function(x) x + n)(2)',
  'my-var + n',
  'n-1',
  'text instance of string',
  'count(people[age > 40]) > 0',
  'sort(list, function(x, y) x > y)',
  'string join(for p in people return p.name, "-")',
  'n = n = n',
  '"a" < n',
  'n >',
  '',
];

const outcome = (work: () => unknown): unknown => {
  try {
    return { value: work() };
  } catch (error) {
    return { error: (error as Error).message };
  }
};
const direct = (text: string, given: Record<string, unknown>): unknown =>
  outcome(() => {
    const { value, warnings } = evaluate(text, given);
    if (warnings[0]) throw new Error(warnings[0].message);
    return value;
  });

it.each(texts)('gives for %s what the library gives, time and again', (text) => {
  const { 'my-var': _sign, for: _word, ...plain } = values;
  for (const given of [plain, values, plain, { ...plain, n: 'other', people: [], list: [5] }, plain, {}]) {
    expect(JSON.stringify(outcome(() => library(text, given)))).toBe(JSON.stringify(direct(text, given)));
  }
});

const conditions = [
  'n > 2 and yes',
  'count(people[age > n]) > 0',
  'some p in people satisfies p.age > n',
  'n in (1, 2, 3)',
  'date(text) < today()',
  'people[age > n and now() > date and time("2026-01-01T00:00:00Z")]',
  'add workdays(today(), n) > now()',
  'for p in people return { age: p.age + n }',
];

it.each(conditions)('%s is parsed once, however often it is evaluated', (text) => {
  const evaluator = createEvaluator({ addWorkdays: (_calendar, from) => `${from.slice(0, 10)}T23:59:59+08:00` });
  const parsed = parseFeel(text);
  if ('message' in parsed) throw new Error(parsed.message);
  const expression = { language: 'feel' as const, text, names: parsed.names };
  const at = (minute: number) =>
    evaluator.evaluate(
      expression,
      { n: minute, yes: true, people, text: '2026-01-04' },
      { now: `2026-01-05T09:${String(minute).padStart(2, '0')}:00+08:00`, calendar: {} },
    );
  const first = at(1);
  expect(first).toMatchObject({ ok: true });
  const before = parses.count;
  for (let minute = 2; minute < 60; minute++) expect(at(minute)).toMatchObject({ ok: true });
  expect(at(1)).toEqual(first);
  expect(parses.count).toBe(before);
});
