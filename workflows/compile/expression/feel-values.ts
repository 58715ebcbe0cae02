import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin';
import { FeelError } from './feel-error.ts';
import { library } from './feel-library.ts';

type Kind = 'null' | 'number' | 'string' | 'boolean' | 'list' | 'context' | 'date' | 'time' | 'date and time' | 'duration' | 'other';

export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return typeof value as Kind;
  if (Array.isArray(value)) return 'list';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDuration) return 'duration';
  return typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype ? 'context' : 'other';
}

/**
 * Compares two values (DMN 1.5, 10.3.2.13): null when one is null or, for equality, when their types differ. Ordering
 * values of different types is an error: the library would say that `"11" > 10`.
 */
export function compare(left: unknown, operator: string, right: unknown): boolean | null {
  const [a, b] = [kindOf(left), kindOf(right)];
  if (operator === '=' || operator === '!=') {
    const equal = equals(left, a, right, b);
    return equal === null ? null : (operator === '=') === equal;
  }
  if (a === 'null' || b === 'null') return null;
  if (a !== b) throw new FeelError(`${show(left)} ${operator} ${show(right)}: a ${a} and a ${b} cannot be compared.`);
  if (a === 'number' || a === 'string') return order(left as number, operator, right as number);
  if (a === 'boolean' || a === 'list' || a === 'context') throw new FeelError(`Values of type ${a} have no order.`);
  return library(`a ${operator} b`, { a: left, b: right }) as boolean | null;
}

function equals(left: unknown, a: Kind, right: unknown, b: Kind): boolean | null {
  if (a === 'null' || b === 'null') return a === b;
  if (a !== b) return null;
  if (a === 'number' || a === 'string' || a === 'boolean') return left === right;
  return library('a = b', { a: left, b: right }) as boolean | null;
}

function order(left: number, operator: string, right: number): boolean {
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

/** Arithmetic. FEEL's numbers are decimal: results are kept to 15 digits, so that `0.1 + 0.2 = 0.3`. */
export function calculate(left: unknown, operator: string, right: unknown): unknown {
  const [a, b] = [kindOf(left), kindOf(right)];
  if (a === 'number' && b === 'number') return decimal(arithmetic(left as number, operator, right as number));
  if (operator === '+' && a === 'string' && b === 'string') return `${left as string}${right as string}`;
  return library(`a ${operator} b`, { a: left, b: right });
}

function arithmetic(left: number, operator: string, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (operator !== '/') return left ** right;
  if (right === 0) throw new FeelError('Division by zero.');
  return left / right;
}

function decimal(value: number): number {
  if (!Number.isFinite(value)) throw new FeelError('The result is no number.');
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

/** Letters and entries in one result beyond which a case cannot keep it. */
const MOST = 2_000_000;

/**
 * A value as the case keeps it: dates, times and durations as ISO 8601 text. Functions and ranges are no values, and what
 * doubles with every round of a cycle comes to an end.
 */
export function toJson(value: unknown): unknown {
  let left = MOST;
  const spend = (size: number): void => {
    left -= size;
    if (left < 0) throw new FeelError(`The result is larger than ${MOST} letters and entries.`);
  };
  const convert = (one: unknown): unknown => {
    const kind = kindOf(one);
    spend(kind === 'string' ? (one as string).length : 1);
    if (kind === 'null') return null;
    if (kind === 'number' || kind === 'string' || kind === 'boolean') return one;
    if (kind === 'list') return (one as unknown[]).map(convert);
    if (kind === 'context') return Object.fromEntries(Object.entries(one as object).map(([key, entry]) => [key, convert(entry)]));
    if (kind === 'other') throw new FeelError('The result is no value that can be kept.');
    return String(one);
  };
  return convert(value);
}

/** A value for a message. */
export function show(value: unknown): string {
  const kind = kindOf(value);
  const text = kind === 'string' || kind === 'list' || kind === 'context' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
