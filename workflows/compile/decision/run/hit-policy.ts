import { type Aggregation, type DecisionTable, listsHits } from '../../../../schema/process/decision.ts';
import { FeelError } from '../../expression/feel-error.ts';
import { calculate, compare } from '../../expression/feel-values.ts';

/** A rule that matches: its number from 1, its outputs, and for each output with a priority of values its place there. */
export interface Hit {
  rule: number;
  values: unknown[];
  ranks: number[];
}

type Shape = Pick<DecisionTable, 'hitPolicy' | 'aggregation' | 'outputs'>;

/** Makes the rules that match one result (DMN 1.5, 8.2.8); throws where the hit policy does not allow them. */
export function resultOf(table: Shape, hits: Hit[]): unknown {
  const results = (list: Hit[]): unknown[] => list.map((hit) => compose(table, hit.values));
  switch (table.hitPolicy) {
    case 'UNIQUE':
      if (hits.length > 1) throw new FeelError(`${rules(hits)} match, where one may (UNIQUE).`);
      return single(results(hits));
    case 'ANY': {
      const [first, ...others] = hits;
      const other = others.find((hit) => first && !same(first.values, hit.values));
      if (first && other) throw new FeelError(`${rules([first, other])} match and do not agree (ANY).`);
      return single(results(hits));
    }
    case 'FIRST':
      return single(results(hits));
    case 'PRIORITY':
      return single(results(byRank(hits)));
    case 'OUTPUT ORDER':
      return results(byRank(hits));
    case 'RULE ORDER':
      return results(hits);
    case 'COLLECT':
      return table.aggregation ? aggregate(table.aggregation, results(hits)) : results(hits);
  }
}

/** The result when no rule matches: `defaults`, where the table has some; else null, or nothing of a list. */
export function resultOfNone(table: Shape, defaults: unknown[] | undefined): unknown {
  if (!defaults) return resultOf(table, []);
  const value = compose(table, defaults);
  return listsHits(table) ? [value] : value;
}

function compose({ outputs }: Shape, values: unknown[]): unknown {
  if (outputs.length === 1) return values[0];
  return Object.fromEntries(outputs.map((output, at) => [output.name ?? '', values[at]]));
}

function single(results: unknown[]): unknown {
  return results[0] ?? null;
}

function same(left: unknown[], right: unknown[]): boolean {
  return left.every((value, at) => compare(value, '=', right[at]) === true);
}

/** The first output with a priority decides, then the next; rules of the same priority stay in their order. */
function byRank(hits: Hit[]): Hit[] {
  return hits.toSorted((a, b) => {
    const at = a.ranks.findIndex((rank, n) => rank !== b.ranks[n]);
    return at < 0 ? 0 : (a.ranks[at] ?? 0) - (b.ranks[at] ?? 0);
  });
}

/** The sum, least or greatest of nothing is null, as that of an empty list is in FEEL. */
function aggregate(aggregation: Aggregation, values: unknown[]): unknown {
  if (aggregation === 'COUNT') return values.length;
  const [first, ...others] = values;
  if (first === undefined) return null;
  if (aggregation === 'SUM') return others.reduce((sum, value) => calculate(sum, '+', numeric(value)), numeric(first));
  const operator = aggregation === 'MIN' ? '<' : '>';
  return others.reduce((best, value) => {
    const better = compare(value, operator, best);
    if (better === null) throw new FeelError(`${aggregation} cannot order null.`);
    return better ? value : best;
  }, first);
}

function numeric(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new FeelError('SUM adds numbers only.');
}

function rules(hits: Hit[]): string {
  const numbers = hits.map((hit) => String(hit.rule));
  return `Rules ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}
