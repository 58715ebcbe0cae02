import type { CalendarData } from './environment.ts';
import type { Expression } from '../../schema/process/expression.ts';
import type { Program } from '../../schema/process/program.ts';

/** Variables an expression sees: only the names it reads that have a value somewhere up its scopes. */
export type Variables = Record<string, unknown>;

/** What an expression may know besides variables. `now` is the event's time, ISO 8601 with offset. */
export interface EvaluationContext {
  now: string;
  calendar?: CalendarData;
  /** `clock due("…")`: due times by clock, ISO 8601 with offset; null while it stands still. */
  readonly clocks?: Record<string, string | null>;
}

/** A value, or why there is none (a FEEL error or warning, an unknown name). Never throws. */
export type Evaluated = { ok: true; value: unknown } | { ok: false; message: string };

/**
 * The expression languages, injected into the engine so that it stays free of their libraries.
 * An implementation parses an `Expression` once and caches the result by the object's identity (a WeakMap): the engine
 * always passes the very objects of the program.
 */
export interface Evaluator {
  evaluate(expression: Expression, variables: Variables, context: EvaluationContext): Evaluated;
  /** Evaluates a DMN decision of the program, with all that it requires. Caches by the identity of `program.decisions`. */
  decide(program: Pick<Program, 'decisions' | 'knowledge'>, id: string, variables: Variables, context: EvaluationContext): Evaluated;
}
