import { readdirSync, readFileSync } from 'node:fs';
import cn from '../../schema/rules/calendar/cn.json' with { type: 'json' };
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import type { Program } from '../../schema/process/program.ts';
import { addWorkdays } from '../clock/workdays.ts';
import { compile } from '../compile/compile.ts';
import { createEvaluator } from '../compile/expression/evaluator.ts';
import { CaseClocks } from '../scenario/case-clocks.ts';
import { scenarioSchema, type Scenario } from '../scenario/scenario.ts';
import { Services } from '../scenario/services.ts';
import { readStep } from '../scenario/step.ts';
import { advance } from './advance.ts';
import { newState } from './instance.ts';
import { addDuration, isoAt, parseDuration, parseInstant } from './time.ts';
import { nextDue } from './timers.ts';
import type { Command, Environment, Event, State } from './types.ts';

const OFFSET = 480;
const evaluator = createEvaluator({ addWorkdays: (calendar, from, n) => addWorkdays(calendar as Calendar, from, n) });
const folder = new URL('../scenario/fixtures/', import.meta.url);

export interface Fixture {
  name: string;
  program: Program;
  scenarios: Scenario[];
}

/** Every fixture of the scenario command that can run, with its scenarios. */
export function fixtures(): Fixture[] {
  return readdirSync(folder).flatMap((file) => {
    const name = /^(.*)\.bpmn$/.exec(file)?.[1];
    const compiled = name === undefined ? null : compile(readFileSync(new URL(file, folder)));
    if (!name || !compiled || 'refused' in compiled) return [];
    const written = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as { scenario: unknown }[];
    return [{ name, program: compiled.program, scenarios: written.map(({ scenario }) => scenarioSchema.parse(scenario)) }];
  });
}

/** A scenario played step by step, whose program and state a test may exchange in between. */
export class ScenarioRun {
  state: State;
  readonly path: string[] = [];
  readonly commands: Command['kind'][] = [];
  now: number;
  private readonly services: Services;
  private readonly clocks: CaseClocks;

  constructor(
    public program: Program,
    private readonly scenario: Scenario,
  ) {
    this.state = newState(program);
    this.now = parseInstant(scenario.startAt ?? '2026-01-05T09:00:00+08:00', OFFSET)!;
    this.services = new Services(scenario.services ?? {}, OFFSET);
    this.clocks = new CaseClocks(isoAt(this.now, OFFSET), cn, scenario.clocks);
  }

  start(process = this.scenario.process ?? Object.keys(this.program.processes)[0]!): void {
    this.take({ kind: 'started', process, variables: this.scenario.variables });
  }

  /** Plays one step as it is written; one that is not possible changes nothing. */
  play(step: unknown): void {
    const asked = readStep(step);
    if ('event' in asked) this.take(asked.event);
    else if ('advance' in asked) this.pass(asked.advance);
  }

  environment(): Environment {
    const at = isoAt(this.now, OFFSET);
    const clocks = this.clocks.dues(at);
    const answer: Environment['answer'] = (call) => {
      this.clocks.follow(call, at, clocks);
      return this.services.answer(call, this.now);
    };
    return { at, evaluator, calendar: cn, clocks, answer };
  }

  take(event: Event): string {
    const step = advance(this.program, JSON.parse(JSON.stringify(this.state)) as State, event, this.environment());
    if (!step.ok) return step.error.code;
    this.state = step.state;
    for (const command of step.commands) {
      this.commands.push(command.kind);
      if (command.kind === 'entered') this.path.push(command.element);
      if (command.kind === 'cancelCall') this.services.drop(command.call);
    }
    return 'ok';
  }

  private pass(written: string): void {
    const duration = parseDuration(written);
    if (!duration || duration.sign < 0) return;
    const until = addDuration(this.now, duration, OFFSET);
    for (let turns = 0; turns < 200; turns++) {
      const timer = nextDue(this.state) ?? Number.POSITIVE_INFINITY;
      const answer = this.services.next();
      const due = Math.min(timer, answer?.due ?? Number.POSITIVE_INFINITY);
      if (due > until) break;
      this.now = Math.max(this.now, due);
      if (answer && answer.due < timer) {
        this.services.drop(answer.call);
        const { call, answer: given } = answer;
        const failed = 'error' in given ? { error: given.error } : 'failure' in given ? { message: given.failure } : null;
        this.take(failed ? { kind: 'activityFailed', call, ...failed } : ({ kind: 'activityFinished', call, ...given } as Event));
      } else this.take({ kind: 'timeReached' });
    }
    this.now = until;
  }
}
