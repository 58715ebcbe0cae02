import type { Effect } from '../../schema/process/approval-extension.ts';
import type { Evaluator, Variables } from './expression.ts';

/** The working calendar as data; the engine passes it on to expressions and never reads it. */
export type CalendarData = unknown;

/** What a service, send or business-rule task asks of its surroundings. `call` is the id to answer with. */
export interface ServiceCall {
  call: number;
  instance: number;
  element: string;
  /** `approval:activity`, else the element's id. */
  activity: string;
  /** Present for an effect: a change recorded in the step's own transaction. */
  effect?: Effect;
  /** When a deadline brought it about that had passed before the step's time, ISO 8601 with offset: what the law does it does then. */
  at?: string;
  /** What the task may read: its own inputs when it declares some, else every variable it sees. Built when first read. */
  readonly variables: Variables;
}

/** How a call ended: with a result that is merged into the variables, a BPMN error, or a technical failure (an incident). */
export type ServiceAnswer = { result: Variables | null; value?: unknown } | { error: string; message?: string } | { failure: string };

/** Everything outside the state that a step may depend on. Data and pure functions only: the same inputs give the same step. */
export interface Environment {
  /** The time of the event: ISO 8601 with offset. Dates without a zone and calendar arithmetic use this offset. */
  at: string;
  evaluator: Evaluator;
  calendar?: CalendarData;
  /** When each clock is due; null: it stands still. Read only when an expression asks for it: counting days costs more than a step. */
  readonly clocks?: Record<string, string | null>;
  /**
   * Answers a call inside the same step: effects in the workflow, `services` in the scenario command.
   * Without it, or when it gives `undefined`, the call is emitted as a `call` command and the token waits for
   * `activityFinished` or `activityFailed`.
   */
  answer?(call: ServiceCall): ServiceAnswer | undefined;
}
