import type { DecisionTable } from '../../../../schema/process/decision.ts';
import type { Run, Scope } from '../../expression/feel-compile.ts';
import { type Test } from '../../expression/feel-tests.ts';
import { FeelError } from '../../expression/feel-error.ts';
import { kindOf, show } from '../../expression/feel-values.ts';
import type { LogicBuild } from './build-logic.ts';
import { buildTests, passes } from './conform.ts';
import { type Hit, resultOf, resultOfNone } from './hit-policy.ts';

/** Turns a decision table into a function. A rule's cells are looked at from the left, until one does not match. */
export function buildTable(build: LogicBuild, table: DecisionTable): Run {
  const inputs = table.inputs.map((input) => buildInput(build, input));
  const outputs = table.outputs.map((output) => buildOutput(build, output));
  const rules = table.rules.map(({ when, then }) => ({
    tests: when.map((text) => build.tests(text)),
    values: then.map((text) => (text === '' ? () => null : build.feel(text))),
  }));
  const hasDefault = table.outputs.some((output) => output.otherwise !== undefined);

  return (scope) => {
    const columns = inputs.map((input) => input(scope));
    const matching: number[] = [];
    for (const [at, { tests }] of rules.entries()) {
      if (!columns.every((column, n) => told(() => column.passes(tests[n]!), `Rule ${at + 1}, input “${table.inputs[n]?.name}”`))) continue;
      matching.push(at);
      if (table.hitPolicy === 'FIRST') break;
    }
    if (matching.length === 0) return resultOfNone(table, hasDefault ? outputs.map((output) => output.otherwise(scope)) : undefined);
    return resultOf(table, matching.map(hit));

    function hit(at: number): Hit {
      const ranks: number[] = [];
      const values = outputs.map((output, n) =>
        told(
          () => {
            const { value, rank } = output.check(rules[at]!.values[n]!(scope));
            if (rank !== undefined) ranks.push(rank);
            return value;
          },
          `Rule ${at + 1}, output “${table.outputs[n]?.name ?? n + 1}”`,
        ),
      );
      return { rule: at + 1, values, ranks };
    }
  };
}

interface Column {
  passes(test: Test): boolean;
}

function buildInput(build: LogicBuild, input: DecisionTable['inputs'][number]): (scope: Scope) => Column {
  const run = build.feel(input.expression);
  const allowed = input.values === undefined ? undefined : buildTests(input.values);
  const what = `Input “${input.name}”`;
  return (scope) => {
    const value = build.types.conform(
      told(() => run(scope), what),
      input.type,
      what,
    );
    if (allowed && value !== null && !passes(allowed, value)) {
      throw new FeelError(`${what} is ${show(value)}, which is none of ${input.values}.`);
    }
    const own: Scope = { variables: { ...scope.variables, '?': value }, functions: scope.functions };
    return { passes: (test) => test(value, own) === true };
  };
}

interface Output {
  check(value: unknown): { value: unknown; rank?: number };
  otherwise: Run;
}

function buildOutput(build: LogicBuild, output: DecisionTable['outputs'][number]): Output {
  const tests = output.values?.map(buildTests);
  const what = `Output “${output.name ?? ''}”`;
  const check: Output['check'] = (given) => {
    const value = build.types.conform(given, output.type, what);
    if (!tests) return { value };
    // Null comes after every value that has a place.
    const rank = kindOf(value) === 'null' ? tests.length : tests.findIndex((test) => passes(test, value));
    if (rank < 0) throw new FeelError(`${what} is ${show(value)}, which is none of ${output.values?.join(', ')}.`);
    return { value, rank };
  };
  const run = output.otherwise === undefined ? undefined : build.feel(output.otherwise);
  return { check, otherwise: (scope) => (run ? told(() => check(run(scope)).value, `Default of ${what}`) : null) };
}

/** Says where an error is. */
function told<T>(act: () => T, where: string): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof FeelError) || error.message.startsWith(where)) throw error;
    throw new FeelError(`${where}: ${error.message}`, { cause: error });
  }
}
