import type { Logic } from '../../../../schema/process/decision.ts';
import { compileFeel, isFailure, type Run } from '../../expression/feel-compile.ts';
import { type ParsedFeel, parseFeel, parseTests } from '../../expression/feel-parse.ts';
import { compileTests, type Test } from '../../expression/feel-tests.ts';
import { FeelError } from '../../expression/feel-error.ts';
import { kindOf, show } from '../../expression/feel-values.ts';
import { buildTable } from './build-table.ts';
import type { Types } from './conform.ts';

/** What the texts of one decision or knowledge model are compiled with. */
export class LogicBuild {
  readonly types: Types;
  readonly #reads: string[];
  readonly #calls: string[];
  readonly #runs = new Map<string, Run>();
  readonly #tests = new Map<string, Test>();

  constructor(owner: { reads: string[]; calls: Record<string, string> }, types: Types) {
    this.types = types;
    this.#reads = owner.reads;
    this.#calls = Object.keys(owner.calls);
  }

  /**
   * Texts are compiled when they are first needed, and equal ones once: of a table of a thousand rules an evaluation
   * reaches few cells, and a workflow that computes for a second is taken for a dead one.
   */
  feel(text: string): Run {
    return (scope) => kept(this.#runs, text, () => compileFeel(parsed(parseFeel(text, this.#reads, this.#calls))))(scope);
  }

  tests(text: string): Test {
    if (text === '-') return () => true;
    return (value, scope) => kept(this.#tests, text, () => compileTests(parsed(parseTests(text, this.#reads, this.#calls))))(value, scope);
  }
}

function kept<T>(map: Map<string, T>, text: string, make: () => T): T {
  let value = map.get(text);
  if (value === undefined) {
    value = make();
    map.set(text, value);
  }
  return value;
}

function parsed(result: ParsedFeel | { message: string }): ParsedFeel {
  if ('message' in result) throw new FeelError(result.message);
  return result;
}

/** Turns a boxed expression into a function; what it is made of is parsed here, once. */
export function buildLogic(build: LogicBuild, logic: Logic): Run {
  switch (logic.kind) {
    case 'literal':
      return build.feel(logic.text);
    case 'table':
      return buildTable(build, logic);
    case 'context':
      return buildContext(build, logic.entries);
    case 'list': {
      const items = logic.items.map((item) => buildLogic(build, item));
      return (scope) => items.map((item) => item(scope));
    }
    case 'invocation':
      return buildInvocation(build, logic);
    case 'conditional': {
      const [test, yes, no] = [logic.test, logic.yes, logic.no].map((one) => buildLogic(build, one)) as [Run, Run, Run];
      return (scope) => {
        const value = test(scope);
        if (kindOf(value) !== 'boolean' && kindOf(value) !== 'null') throw new FeelError(`The condition is ${show(value)}, not a boolean.`);
        return value === true ? yes(scope) : no(scope);
      };
    }
  }
}

function buildContext(build: LogicBuild, entries: Extract<Logic, { kind: 'context' }>['entries']): Run {
  const runs = entries.map((entry) => ({ ...entry, run: buildLogic(build, entry.value) }));
  return (scope) => {
    const variables = { ...scope.variables };
    const result: [string, unknown][] = [];
    for (const { name, type, run } of runs) {
      const value = run({ variables, functions: scope.functions });
      if (name === undefined) return value;
      variables[name] = build.types.conform(value, type, `Entry “${name}”`);
      result.push([name, variables[name]]);
    }
    return Object.fromEntries(result);
  };
}

function buildInvocation(build: LogicBuild, { called, bindings }: Extract<Logic, { kind: 'invocation' }>): Run {
  const values = bindings.map(({ name, value }) => ({ name, run: buildLogic(build, value) }));
  return (scope) => {
    const target = scope.functions()[called];
    if (!target) throw new FeelError(`There is no function “${called}”.`);
    const result: unknown = target.invoke(Object.fromEntries(values.map(({ name, run }) => [name, run(scope)])));
    if (isFailure(result)) throw new FeelError(`“${called}” cannot be called with these parameters.`);
    return result;
  };
}
