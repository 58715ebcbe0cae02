import type { Scope } from './feel-compile.ts';
import { FeelError } from './feel-error.ts';
import type { CompareOperator, Juel } from './juel-parse.ts';

/** Turns the small language of `${…}` into a function; the rules of coercion are those of unified EL. */
export function compileJuel(juel: Juel): (scope: Scope) => unknown {
  switch (juel.kind) {
    case 'literal':
      return () => juel.value;
    case 'name':
      return (scope) => read(scope, juel.path);
    case 'not': {
      const operand = compileJuel(juel.operand);
      return (scope) => !truth(operand(scope));
    }
    case 'and':
    case 'or': {
      const [left, right] = [compileJuel(juel.left), compileJuel(juel.right)];
      const decides = juel.kind === 'or';
      return (scope) => (truth(left(scope)) === decides ? decides : truth(right(scope)));
    }
    case 'compare': {
      const [left, right] = [compileJuel(juel.left), compileJuel(juel.right)];
      return (scope) => compare(left(scope), juel.operator, right(scope));
    }
  }
}

function read(scope: Scope, path: string[]): unknown {
  const [name = '', ...rest] = path;
  if (!Object.hasOwn(scope.variables, name)) throw new FeelError(`There is no variable “${name}”.`);
  let value = scope.variables[name] ?? null;
  for (const key of rest) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) throw new FeelError(`There is no entry “${key}”.`);
    value = (value as Record<string, unknown>)[key] ?? null;
  }
  return value;
}

function truth(value: unknown): boolean {
  if (value === null || value === '' || value === 'false') return false;
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  throw new FeelError(`${JSON.stringify(value)} is neither true nor false.`);
}

function compare(left: unknown, operator: CompareOperator, right: unknown): boolean {
  if (operator === '==' || operator === '!=') return equal(left, right) === (operator === '==');
  if (left === null || right === null) return (operator === '<=' || operator === '>=') && left === right;
  const [a, b] = typeof left === 'string' && typeof right === 'string' ? [left, right] : [number(left), number(right)];
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function equal(left: unknown, right: unknown): boolean {
  if (left === null || right === null) return left === right;
  if (typeof left === typeof right) return typeof left === 'object' ? JSON.stringify(left) === JSON.stringify(right) : left === right;
  if (typeof left === 'boolean' || typeof right === 'boolean') return truth(left) === truth(right);
  return number(left) === number(right);
}

function number(value: unknown): number {
  const result = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (Number.isNaN(result)) throw new FeelError(`${JSON.stringify(value)} is no number.`);
  return result;
}
