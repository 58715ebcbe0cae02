import { FeelRange } from 'feelin';
import { build, children, type Run, type Scope } from './feel-compile.ts';
import type { ParsedFeel, SyntaxNode } from './feel-parse.ts';
import { FeelError } from './feel-error.ts';
import { compare, kindOf } from './feel-values.ts';

/** Whether a value passes; null where that is unknown, as for an order with null. `?` is in the scope. */
export type Test = (value: unknown, scope: Scope) => boolean | null;

/** Turns parsed unary tests into one function (DMN 1.5, 10.3.2.8): `-`, or any of its tests, or `not(…)` none of them. */
export function compileTests({ tree, text }: ParsedFeel): Test {
  const parts = children(tree.topNode);
  if (parts[0]?.name === 'Wildcard') return () => true;
  const list = parts.find((part) => part.name === 'PositiveUnaryTests');
  if (!list) throw new FeelError(`“${text}” is no test.`);
  const passes = any(children(list).map((test) => compileTest(test, text)));
  if (parts[0]?.name !== 'not') return passes;
  return (value, scope) => {
    const result = passes(value, scope);
    return result === null ? null : !result;
  };
}

function any(tests: Test[]): Test {
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return (value, scope) => {
    let unknown = false;
    for (const test of tests) {
      const result = test(value, scope);
      if (result === true) return true;
      unknown ||= result === null;
    }
    return unknown ? null : false;
  };
}

function compileTest(node: SyntaxNode, text: string): Test {
  const [inner] = children(node);
  if (!inner) throw new FeelError(`“${text}” is no test.`);
  return inner.name === 'SimplePositiveUnaryTest' ? compileSimple(inner, text) : compileValue(inner, text);
}

/** `> 5`, or an interval. */
function compileSimple(node: SyntaxNode, text: string): Test {
  const [first, second] = children(node);
  if (first?.name === 'CompareOp' && second) {
    const operator = text.slice(first.from, first.to);
    const limit = build(second, text);
    return (value, scope) => compare(value, operator, limit(scope));
  }
  const [open, low, , high, close] = first ? children(first) : [];
  if (first?.name !== 'Interval' || !open || !low || !high || !close) throw new FeelError(`“${text}” is no test.`);
  const [from, to] = [build(low, text), build(high, text)];
  const [above, below] = [text[open.from] === '[' ? '>=' : '>', text[close.from] === ']' ? '<=' : '<'];
  return (value, scope) => {
    const lower = compare(value, above, from(scope));
    if (lower === false) return false;
    const upper = compare(value, below, to(scope));
    return upper === false ? false : lower === null ? null : upper;
  };
}

/**
 * An expression as a test: true by itself, or the value, or a list or range that has it. What is true or false by itself
 * is compared where the input is a boolean too, unless it says with `?` how the input is to be looked at.
 */
function compileValue(node: SyntaxNode, text: string): Test {
  const run: Run = build(node, text);
  const [asks, literal] = [has(node, '?'), node.name === 'BooleanLiteral'];
  return (value, scope) => {
    const expected = run(scope);
    if (typeof expected === 'boolean' && !literal && (asks || typeof value !== 'boolean')) return expected;
    if (asks && expected === null) return null;
    return matches(value, expected);
  };
}

function matches(value: unknown, expected: unknown): boolean | null {
  if (expected instanceof FeelRange) return expected.includes(value);
  if (kindOf(expected) !== 'list') return compare(value, '=', expected);
  if (kindOf(value) === 'list' && compare(value, '=', expected) === true) return true;
  return (expected as unknown[]).some((one) => (one instanceof FeelRange ? one.includes(value) : compare(value, '=', one)) === true);
}

function has(node: SyntaxNode, name: string): boolean {
  if (node.name === name) return true;
  for (let child = node.firstChild; child; child = child.nextSibling) if (has(child, name)) return true;
  return false;
}
