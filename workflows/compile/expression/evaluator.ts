import type { Expression } from '../../../schema/process/expression.ts';
import type { Program } from '../../../schema/process/program.ts';
import type { Evaluated, EvaluationContext, Evaluator, Variables } from '../../engine/expression.ts';
import { Decisions } from '../decision/run/decide.ts';
import { compileFeel, readVariable, type Run } from './feel-compile.ts';
import { type CalendarFunctions, ownFunctions } from './feel-functions.ts';
import { parseFeel } from './feel-parse.ts';
import { FeelError } from './feel-error.ts';
import { toJson } from './feel-values.ts';
import { compileJuel } from './juel-compile.ts';
import { parseJuel } from './juel-parse.ts';

/**
 * The expression languages and decisions behind the engine. An expression or decision of a program is parsed the first
 * time it is used and kept with the object itself. Errors, the library's warnings and unknown names come back as
 * `ok: false`; nothing throws.
 */
export function createEvaluator(calendar?: CalendarFunctions): Evaluator {
  const runs = new WeakMap<Expression, Run>();
  const decisions = new WeakMap<Program['decisions'], Decisions>();
  // The product's functions are bound once per event, by the first expression that calls one.
  const bound = new WeakMap<EvaluationContext, ReturnType<typeof ownFunctions>>();
  const functionsOf = (context: EvaluationContext) => kept(bound, context, () => ownFunctions(context, calendar));
  return {
    evaluate(expression: Expression, variables: Variables, context: EvaluationContext): Evaluated {
      return attempt(() => kept(runs, expression, () => toRun(expression))({ variables, functions: () => functionsOf(context) }));
    },
    decide(program, id, variables, context) {
      return attempt(() =>
        kept(decisions, program.decisions, () => new Decisions(program)).decide(id, variables, () => functionsOf(context)),
      );
    },
  };
}

function attempt(run: () => unknown): Evaluated {
  try {
    return { ok: true, value: toJson(run()) };
  } catch (error) {
    // A deep expression can exhaust the stack; that too is an incident and not a crash.
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function kept<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function toRun(expression: Expression): Run {
  if (expression.language === 'juel') {
    const juel = parseJuel(expression.text);
    if (!juel) throw new FeelError(`“${expression.text}” cannot be read.`);
    return compileJuel(juel);
  }
  if (expression.names.length === 1 && expression.names[0] === expression.text) return readVariable(expression.text);
  const parsed = parseFeel(expression.text, expression.names);
  if ('message' in parsed) throw new FeelError(parsed.message);
  return compileFeel(parsed);
}
