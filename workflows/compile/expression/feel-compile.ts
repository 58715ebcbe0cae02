import { FeelFunction } from 'feelin';
import { builtin, nameAt, OWN_FUNCTIONS, type ParsedFeel, type SyntaxNode } from './feel-parse.ts';
import { FeelError } from './feel-error.ts';
import { library } from './feel-library.ts';
import { calculate, compare, kindOf } from './feel-values.ts';

/** What an evaluation can see: variables by name, and the product's own functions. */
export interface Scope {
  variables: Record<string, unknown>;
  functions: () => Record<string, FeelFunction>;
}
export type Run = (scope: Scope) => unknown;

/**
 * Turns parsed FEEL into a function, so that an expression is parsed once and not per evaluation. What conditions are
 * made of is run here, strictly; the rest (filters, loops, contexts, ranges) is left to the library piece by piece.
 */
export function compileFeel(parsed: ParsedFeel): Run {
  return build(parsed.tree.topNode, parsed.text);
}

/** As `compileFeel`, for a part of what was parsed. */
export function build(node: SyntaxNode, text: string): Run {
  const parts = children(node);
  const part = (at: number): Run => {
    const child = parts[at];
    return child ? build(child, text) : byLibrary(node, text);
  };
  const input = text.slice(node.from, node.to);
  switch (node.name) {
    case 'Expression':
      return parts.length === 1 ? part(0) : byLibrary(node, text);
    case 'ParenthesizedExpression':
      return part(1);
    case 'NumericLiteral':
    case 'StringLiteral': {
      const value = plainLiteral(input) ?? library(input, {});
      return () => value;
    }
    case 'BooleanLiteral':
      return () => input === 'true';
    case 'null':
      return () => null;
    case 'VariableName':
      return readVariable(nameAt(node, text));
    case '?':
      return ({ variables }) => variables['?'] ?? null;
    case 'Conjunction':
      return junction(part(0), part(2), false);
    case 'Disjunction':
      return junction(part(0), part(2), true);
    case 'Comparison':
      return comparison(parts, text) ?? byLibrary(node, text);
    case 'ArithmeticExpression':
      return arithmetic(parts, text);
    case 'IfExpression': {
      const [test, yes, no] = [part(1), part(3), part(5)];
      return (scope) => (test(scope) === true ? yes(scope) : no(scope));
    }
    case 'PathExpression': {
      const property = parts[2];
      return property ? path(part(0), nameAt(property, text)) : byLibrary(node, text);
    }
    case 'List': {
      const items = parts.slice(1, -1).map((item) => build(item, text));
      return (scope) => items.map((item) => item(scope));
    }
    case 'FunctionInvocation':
      return invocation(parts, text) ?? byLibrary(node, text);
    default:
      return byLibrary(node, text);
  }
}

export function children(node: SyntaxNode): SyntaxNode[] {
  const list: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (!child.type.isSkipped) list.push(child);
  return list;
}

/** The value of a number or string written plainly; the library reads the others. */
function plainLiteral(text: string): number | string | undefined {
  if (/^\d{1,15}(\.\d+)?$/.test(text)) return Number(text);
  return /^"[^"\\]*"$/.test(text) ? text.slice(1, -1) : undefined;
}

function byLibrary(node: SyntaxNode, text: string): Run {
  const piece = text.slice(node.from, node.to);
  if (isConstant(node)) {
    // Dates and other literals come out the same each time. Errors do not stay: they belong to the evaluation.
    let known: { value: unknown } | undefined;
    return () => (known ??= { value: library(piece, {}) }).value;
  }
  const mayCall = piece.includes('(');
  return (scope) => {
    if (!mayCall) return library(piece, scope.variables);
    const called = Object.entries(scope.functions()).filter(([name]) => piece.includes(name));
    return library(piece, { ...scope.variables, ...Object.fromEntries(called) });
  };
}

function isConstant(node: SyntaxNode): boolean {
  if (node.name === 'VariableName' || node.name === '?') return false;
  for (let child = node.firstChild; child; child = child.nextSibling) if (!isConstant(child)) return false;
  return true;
}

/** Looks a variable up; there must be one. */
export function readVariable(name: string): Run {
  return ({ variables }) => {
    if (Object.hasOwn(variables, name)) return variables[name] ?? null;
    throw new FeelError(`There is no variable “${name}”.`);
  };
}

/** Three-valued `and`, `or`: a side that decides makes the other one irrelevant. */
function junction(left: Run, right: Run, decides: boolean): Run {
  return (scope) => {
    const a = left(scope);
    if (a === decides) return decides;
    const b = right(scope);
    if (b === decides) return decides;
    return a === !decides && b === !decides ? !decides : null;
  };
}

function comparison(parts: SyntaxNode[], text: string): Run | undefined {
  const [left, operator, right] = parts;
  if (parts.length !== 3 || !left || !right || operator?.name !== 'CompareOp') return undefined;
  const [a, b, sign] = [build(left, text), build(right, text), text.slice(operator.from, operator.to)];
  return (scope) => compare(a(scope), sign, b(scope));
}

function arithmetic(parts: SyntaxNode[], text: string): Run {
  const operator = parts.find((part) => part.name === 'ArithOp');
  const sign = operator ? text.slice(operator.from, operator.to) : '+';
  const [left, right] = parts.filter((part) => part !== operator).map((part) => build(part, text));
  if (!left) throw new FeelError('Arithmetic needs a value.');
  if (!right) return (scope) => calculate(0, '-', left(scope));
  return (scope) => calculate(left(scope), sign, right(scope));
}

function path(target: Run, name: string): Run {
  const entry = (value: unknown): unknown => {
    if (kindOf(value) === 'context') {
      if (Object.hasOwn(value as object, name)) return (value as Record<string, unknown>)[name] ?? null;
      throw new FeelError(`There is no entry “${name}”.`);
    }
    return library(`value.${name}`, { value });
  };
  return (scope) => {
    const value = target(scope);
    return Array.isArray(value) ? value.map(entry) : entry(value);
  };
}

function invocation(parts: SyntaxNode[], text: string): Run | undefined {
  const [target, , parameters] = parts;
  if (target?.name !== 'VariableName' || parameters?.name !== 'PositionalParameters') return undefined;
  const name = nameAt(target, text);
  const isOwn = (OWN_FUNCTIONS as readonly string[]).includes(name);
  const values = children(parameters).map((parameter) => build(parameter, text));
  const found = builtin(name) as (((...values: unknown[]) => unknown) & { $args?: string[] }) | undefined;
  const fixed = found?.$args ? new FeelFunction(found, found.$args) : undefined;
  return (scope) => {
    const called = isOwn || !fixed ? scope.functions()[name] : fixed;
    if (!called) throw new FeelError(`There is no function “${name}”.`);
    const result: unknown = called.invoke(values.map((value) => value(scope)));
    if (isFailure(result)) throw new FeelError(`${name} cannot be called with these values.`);
    return result;
  };
}

/** Whether a function of the library says that it cannot be called with what it was given. */
export function isFailure(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'warning' in value &&
    'template' in value &&
    Object.getPrototypeOf(value) !== Object.prototype
  );
}
