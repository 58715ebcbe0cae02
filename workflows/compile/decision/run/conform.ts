import { FeelDuration, parseDate, parseDateTime, parseTime } from 'feelin';
import type { ValueType } from '../../../../schema/process/decision.ts';
import { FeelError } from '../../expression/feel-error.ts';
import { library } from '../../expression/feel-library.ts';
import { kindOf, show } from '../../expression/feel-values.ts';
import { parseTests } from '../../expression/feel-parse.ts';
import { compileTests, type Test } from '../../expression/feel-tests.ts';

/** The item definitions of a program, their tests parsed once. */
export class Types {
  readonly #types: Record<string, ValueType>;
  readonly #tests = new Map<string, Test>();

  constructor(types: Record<string, ValueType>) {
    this.#types = types;
  }

  /**
   * Holds a value against a type of FEEL or an item definition. Null is a value of every type. Dates, times and durations
   * that the case keeps as text become what FEEL computes with; nothing else is turned into another type.
   */
  conform(value: unknown, name: string | undefined, what: string): unknown {
    if (name === undefined || kindOf(value) === 'null') return value ?? null;
    const type = Object.hasOwn(this.#types, name) ? this.#types[name] : undefined;
    if (!type) return conformBasic(value, name, what);
    if (!type.list) return this.#one(value, type, what);
    const list = Array.isArray(value) ? value : [value];
    return list.map((item, at) => this.#one(item, type, `${what}[${at + 1}]`));
  }

  #one(given: unknown, type: ValueType, what: string): unknown {
    const value = this.conform(given, type.base, what);
    if (type.values !== undefined && value !== null && !this.#allows(type.values, value)) {
      throw new FeelError(`${what} is ${show(value)}, which is none of ${type.values}.`);
    }
    if (!type.parts || value === null) return value;
    const parts = { ...(value as Record<string, unknown>) };
    for (const [name, part] of Object.entries(type.parts)) {
      if (Object.hasOwn(parts, name)) parts[name] = this.conform(parts[name], part, `${what}.${name}`);
    }
    return parts;
  }

  #allows(values: string, value: unknown): boolean {
    let test = this.#tests.get(values);
    if (!test) {
      test = buildTests(values);
      this.#tests.set(values, test);
    }
    return passes(test, value);
  }
}

/** Tests that read no variables: allowed values. */
export function buildTests(text: string): Test {
  const parsed = parseTests(text);
  if ('message' in parsed) throw new FeelError(parsed.message);
  return compileTests(parsed);
}

export function passes(test: Test, value: unknown): boolean {
  return test(value, { variables: { '?': value }, functions: () => ({}) }) === true;
}

const PARSERS: Record<string, (text: string) => unknown> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
  'days and time duration': parseDuration,
  'years and months duration': parseDuration,
};

function parseDuration(text: string): unknown {
  return library('duration(text)', { text });
}

function conformBasic(written: unknown, name: string, what: string): unknown {
  if (name === 'Any') return written;
  if (name === 'list') return Array.isArray(written) ? written : [written];
  // A list of one is that one, and one is a list of it (10.3.2.9.4).
  const given: unknown = Array.isArray(written) && written.length === 1 ? written[0] : written;
  if (kindOf(given) === 'null') return null;
  const parse = typeof given === 'string' && Object.hasOwn(PARSERS, name) ? PARSERS[name] : undefined;
  const value = parse && typeof given === 'string' ? parse(given) : given;
  if (isOf(value, name)) return value;
  throw new FeelError(`${what} is ${show(given)}, not a ${name}.`);
}

function isOf(value: unknown, name: string): boolean {
  const kind = kindOf(value);
  if (value instanceof FeelDuration && name.endsWith(' duration')) return value.yearsMonths === name.startsWith('years');
  return kind === name;
}
