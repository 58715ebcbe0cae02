import cn from '../../schema/rules/calendar/cn.json' with { type: 'json' };
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import type { Program } from '../../schema/process/program.ts';
import { addWorkdays } from '../clock/workdays.ts';
import { createEvaluator } from '../compile/expression/evaluator.ts';
import { advance } from '../engine/advance.ts';
import { newState } from '../engine/instance.ts';
import { addDuration, isoAt, offsetOf, parseDuration, parseInstant } from '../engine/time.ts';
import { nextDue } from '../engine/timers.ts';
import type { Command, Environment, Event, State } from '../engine/types.ts';
import { CaseClocks } from './case-clocks.ts';
import { chooseProcess } from './choose-process.ts';
import { resultOf, type ScenarioResult, type Trace } from './result.ts';
import type { Scenario } from './scenario.ts';
import { Services } from './services.ts';
import { readStep, type StepError } from './step.ts';

/** A step that was not possible, and what the run had come to before it. `step` is null when it could not even start. */
export type Stopped = { error: StepError & { step: number | null } } & Partial<ScenarioResult>;
export type Outcome = { exit: 0; result: ScenarioResult } | { exit: 2; result: Stopped };

export interface RunOptions {
  /** Says when there is no more time to go on: a run that repeats without end stops there. */
  expired?: () => boolean;
  /** Working days are counted on it; the published one unless given. */
  calendar?: Calendar;
}

/** Where a run begins when its scenario does not say. */
const DEFAULT_START = '2026-01-05T09:00:00+08:00';
const SHANGHAI = 8 * 60;

/** Runs a scenario in memory and in virtual time, on the production engine. */
export function runScenario(program: Program, scenario: Scenario, options: RunOptions = {}): Outcome {
  const startAt = scenario.startAt ?? DEFAULT_START;
  const start = parseInstant(startAt, SHANGHAI);
  if (start === null) return stopped(null, { code: 'invalid-scenario', message: `“${startAt}” is no date and time.` });
  const process = chooseProcess(program, scenario.process);
  if (typeof process !== 'string') return stopped(null, process);
  const run = new Run(program, scenario, start, /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(startAt) ? offsetOf(startAt) : SHANGHAI, options);
  const begun = run.take({ kind: 'started', process, variables: scenario.variables });
  if (begun) return stopped(null, begun);
  for (const [index, written] of (scenario.steps ?? []).entries()) {
    const asked = readStep(written);
    const error = 'error' in asked ? asked.error : 'advance' in asked ? run.pass(asked.advance) : run.take(asked.event);
    if (error) return { exit: 2, result: { error: { step: index, ...error }, ...run.result() } };
  }
  return { exit: 0, result: run.result() };
}

function stopped(step: number | null, error: StepError): Outcome {
  return { exit: 2, result: { error: { step, code: error.code, message: error.message } } };
}

class Run {
  readonly #program: Program;
  readonly #offset: number;
  readonly #services: Services;
  readonly #evaluator = createEvaluator({ addWorkdays: (calendar, from, n) => addWorkdays(calendar as Calendar, from, n) });
  readonly #calendar: Calendar;
  readonly #clocks: CaseClocks;
  readonly #trace: Trace = { path: [], ended: [], services: [], passedOver: [] };
  readonly #expired: () => boolean;
  #state: State;
  #now: number;

  constructor(program: Program, scenario: Scenario, start: number, offset: number, options: RunOptions) {
    this.#program = program;
    this.#offset = offset;
    this.#now = start;
    this.#services = new Services(scenario.services ?? {}, offset);
    this.#calendar = options.calendar ?? cn;
    this.#clocks = new CaseClocks(isoAt(start, offset), this.#calendar, scenario.clocks);
    this.#expired = options.expired ?? (() => false);
    this.#state = newState(program);
  }

  /** Takes one event; gives the error when it is not possible, and then nothing has changed. */
  take(event: Event): StepError | undefined {
    const undo = this.#services.snapshot();
    const step = advance(this.#program, this.#state, event, this.#environment());
    if (!step.ok) {
      undo();
      return { code: step.error.code, message: step.error.message };
    }
    this.#state = step.state;
    for (const command of step.commands) this.#note(command);
    return undefined;
  }

  /** Lets time pass: timers fire and services answer in due order, the bound included. */
  pass(written: string): StepError | undefined {
    const duration = parseDuration(written);
    if (!duration || duration.sign < 0) return { code: 'invalid-step', message: `“${written}” is no duration.` };
    const until = addDuration(this.#now, duration, this.#offset);
    for (;;) {
      if (this.#expired()) return { code: 'too-long', message: 'What happens in this time does not come to an end.' };
      const timer = nextDue(this.#state);
      const answer = this.#services.next();
      const due = Math.min(timer ?? Number.POSITIVE_INFINITY, answer?.due ?? Number.POSITIVE_INFINITY);
      if (due > until) break;
      this.#now = Math.max(this.#now, due);
      const first = answer && answer.due === due && !(timer !== null && timer <= due) ? answer : undefined;
      if (first) this.#services.drop(first.call);
      const error = this.take(first ? answered(first.call, first.answer) : { kind: 'timeReached' });
      if (error && !first) return error;
    }
    this.#now = until;
    return undefined;
  }

  result(): ScenarioResult {
    return resultOf(this.#state, this.#trace, { now: this.#now, offset: this.#offset, calendar: this.#calendar });
  }

  #environment(): Environment {
    const at = isoAt(this.#now, this.#offset);
    const clocks = this.#clocks.dues(at);
    const answer: Environment['answer'] = (call) => {
      this.#clocks.follow(call, at, clocks);
      return this.#services.answer(call, this.#now);
    };
    return { at, evaluator: this.#evaluator, calendar: this.#calendar, clocks, answer };
  }

  #note(command: Command): void {
    if (command.kind === 'entered') this.#trace.path.push(command.element);
    else if (command.kind === 'ended') this.#trace.ended.push(command.element);
    else if (command.kind === 'called' || command.kind === 'call') this.#trace.services.push(command.call.element);
    else if (command.kind === 'passedOver') this.#trace.passedOver.push({ element: command.element, user: command.user });
    else if (command.kind === 'cancelCall') this.#services.drop(command.call);
  }
}

function answered(
  call: number,
  answer: { result: Record<string, unknown> | null; value?: unknown } | { error: string } | { failure: string },
): Event {
  if ('error' in answer) return { kind: 'activityFailed', call, error: answer.error };
  if ('failure' in answer) return { kind: 'activityFailed', call, message: answer.failure };
  return { kind: 'activityFinished', call, result: answer.result, value: answer.value };
}
