import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide, decision, table } from './decision.test-support.ts';

const policies = ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const;
const grades = ['A', 'B', 'C'] as const;

/** A cell, and what it lets through, told without FEEL. */
interface Cell {
  text: string;
  passes: (value: number | null) => boolean;
}

const small = fc.integer({ min: 0, max: 4 });
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constant<Cell>({ text: '-', passes: () => true }),
  small.map((n): Cell => ({ text: String(n), passes: (value) => value === n })),
  small.map((n): Cell => ({ text: `> ${n}`, passes: (value) => value !== null && value > n })),
  small.map((n): Cell => ({ text: `not(${n})`, passes: (value) => value !== n })),
  fc.tuple(small, small).map(([a, b]): Cell => ({ text: `[${a}..${b}]`, passes: (value) => value !== null && value >= a && value <= b })),
  fc.tuple(small, small).map(([a, b]): Cell => ({ text: `${a}, < ${b}`, passes: (value) => value !== null && (value === a || value < b) })),
);

interface Rule {
  cells: [Cell, Cell];
  grade: (typeof grades)[number];
  fee: number;
}
const rule = fc.record<Rule>({ cells: fc.tuple(cell, cell), grade: fc.constantFrom(...grades), fee: small });

type Policy = (typeof policies)[number];
interface Given {
  policy: Policy;
  rules: Rule[];
  order: (typeof grades)[number][];
  x: number | null;
  y: number | null;
  otherwise: boolean;
}
const given = fc.record<Given>({
  policy: fc.constantFrom(...policies),
  rules: fc.array(rule, { maxLength: 6 }),
  order: fc.shuffledSubarray([...grades], { minLength: 3 }),
  x: fc.option(small),
  y: fc.option(small),
  otherwise: fc.boolean(),
});

/** The result by the words of DMN 8.2.8: every rule looked at, everything compared with everything. */
function oracle({ policy, rules, order, x, y, otherwise }: Given): unknown {
  const hits = rules.filter(({ cells: [a, b] }) => a.passes(x) && b.passes(y)).map(({ grade, fee }) => ({ grade, fee }));
  const lists = ['COLLECT', 'RULE ORDER', 'OUTPUT ORDER'].includes(policy);
  if (hits.length === 0) {
    if (!otherwise) return lists ? [] : null;
    const fallback = { grade: 'A', fee: null };
    return lists ? [fallback] : fallback;
  }
  const best = (of: typeof hits): (typeof hits)[number] =>
    of.find((one) => of.every((other) => order.indexOf(one.grade) <= order.indexOf(other.grade)))!;
  if (policy === 'UNIQUE') return hits.length === 1 ? hits[0] : 'error';
  if (policy === 'ANY')
    return hits.every((one) => hits.every((other) => one.grade === other.grade && one.fee === other.fee)) ? hits[0] : 'error';
  if (policy === 'FIRST') return hits[0];
  if (policy === 'PRIORITY') return best(hits);
  if (policy !== 'OUTPUT ORDER') return hits;
  const sorted: typeof hits = [];
  for (const left = [...hits]; left.length > 0;) sorted.push(...left.splice(left.indexOf(best(left)), 1));
  return sorted;
}

it('every hit policy gives what its words say', () => {
  fc.assert(
    fc.property(given, (one) => {
      const values = one.order.map((grade) => `"${grade}"`).join(', ');
      const dmn = table({
        policy: one.policy,
        inputs: ['x', 'y'],
        outputs: [['grade', values, one.otherwise ? '"A"' : undefined], 'fee'],
        rules: one.rules.map(({ cells: [a, b], grade, fee }) => [a.text, b.text, `"${grade}"`, String(fee)]),
      });
      const result = decide(decision('d', dmn), { x: one.x, y: one.y });
      expect(typeof result === 'string' ? 'error' : result).toEqual(oracle(one));
    }),
    { numRuns: 250 },
  );
});

it('every aggregation gives what its words say', () => {
  const aggregations = ['SUM', 'MIN', 'MAX', 'COUNT'] as const;
  fc.assert(
    fc.property(fc.constantFrom(...aggregations), fc.array(rule, { maxLength: 6 }), small, small, (aggregation, rules, x, y) => {
      const dmn = table({
        policy: 'COLLECT',
        aggregation,
        inputs: ['x', 'y'],
        outputs: ['fee'],
        rules: rules.map(({ cells: [a, b], fee }) => [a.text, b.text, String(fee)]),
      });
      const fees = rules.filter(({ cells: [a, b] }) => a.passes(x) && b.passes(y)).map(({ fee }) => fee);
      const expected = {
        SUM: fees.length === 0 ? null : fees.reduce((sum, fee) => sum + fee),
        MIN: fees.length === 0 ? null : Math.min(...fees),
        MAX: fees.length === 0 ? null : Math.max(...fees),
        COUNT: fees.length,
      };
      expect(decide(decision('d', dmn), { x, y })).toBe(expected[aggregation]);
    }),
    { numRuns: 100 },
  );
});
