import type { Program } from '../../../schema/process/program.ts';
import { createEvaluator } from '../../compile/expression/evaluator.ts';
import { advance, refusalOf, type Step } from '../advance.ts';
import { newState } from '../instance.ts';
import { isoAt } from '../time.ts';
import type { Command, Environment, Event, Refusal, State } from '../types.ts';

/** What is held to the properties: the engine, or one with a fault planted in it. */
export interface Engine {
  advance(program: Program, state: State, event: Event, environment: Environment): Step;
  refusalOf(program: Program, state: State, event: Event, environment: Environment): Refusal | null;
}

export const engine: Engine = { advance, refusalOf };

const evaluator = createEvaluator();
const OFFSET = 480;

/** A run of a program in virtual time, event by event; services whose id begins with `slow` wait for an answer. */
export class Trial {
  readonly engine: Engine;
  readonly program: Program;
  state: State;
  at = Date.parse('2026-01-05T09:00:00+08:00');
  /** What the last event asked for. */
  commands: Command[] = [];

  constructor(held: Engine, program: Program) {
    this.engine = held;
    this.program = program;
    this.state = newState(program);
  }

  /** A run that has begun. */
  static started(held: Engine, program: Program): Trial {
    const trial = new Trial(held, program);
    trial.take({ kind: 'started', process: 'p' });
    return trial;
  }

  get environment(): Environment {
    return {
      at: isoAt(this.at, OFFSET),
      evaluator,
      answer: (call) => (call.element.startsWith('slow') ? undefined : { result: null }),
    };
  }

  get running(): boolean {
    return this.state.status === 'running';
  }

  /** Takes an event; gives why it is refused, or null. */
  take(event: Event): Refusal | null {
    const step = this.engine.advance(this.program, this.state, event, this.environment);
    if (!step.ok) return step.error;
    this.state = step.state;
    this.commands = step.commands;
    return null;
  }

  refusal(event: Event): Refusal | null {
    return this.engine.refusalOf(this.program, this.state, event, this.environment);
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.at += ms;
    this.take({ kind: 'timeReached' });
  }

  /** The same run going on by itself, from a state that has been through JSON, on a program that has. */
  twin(): Trial {
    const twin = new Trial(this.engine, JSON.parse(JSON.stringify(this.program)) as Program);
    twin.state = JSON.parse(JSON.stringify(this.state)) as State;
    twin.at = this.at;
    return twin;
  }
}
