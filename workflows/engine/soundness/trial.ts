import type { Program } from '../../../schema/process/program.ts';
import { createEvaluator } from '../../compile/expression/evaluator.ts';
import { advance, refusalOf } from '../advance.ts';
import { newState } from '../instance.ts';
import { isoAt } from '../time.ts';
import type { Command, Environment, Event, Refusal, State } from '../types.ts';

const evaluator = createEvaluator();
const OFFSET = 480;

/** When every trial begins. */
export const BEGIN = Date.parse('2026-01-05T09:00:00+08:00');

/** A run of a program in virtual time, event by event; services whose id begins with `slow` wait for an answer. */
export class Trial {
  readonly program: Program;
  state: State;
  at = BEGIN;
  /** What the last event asked for. */
  commands: Command[] = [];

  constructor(program: Program) {
    this.program = program;
    this.state = newState(program);
  }

  environment(): Environment {
    return {
      at: isoAt(this.at, OFFSET),
      evaluator,
      answer: (call) => (call.element.startsWith('slow') ? undefined : { result: null }),
    };
  }

  /** Takes an event; gives why it is refused, or null. */
  take(event: Event): Refusal | null {
    const step = advance(this.program, this.state, event, this.environment());
    if (!step.ok) return step.error;
    this.state = step.state;
    this.commands = step.commands;
    return null;
  }

  refusal(event: Event): Refusal | null {
    return refusalOf(this.program, this.state, event, this.environment());
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.at += ms;
    this.take({ kind: 'timeReached' });
  }

  /** The same run, going on by itself: the state has been through JSON. */
  fork(): Trial {
    const twin = new Trial(this.program);
    twin.state = JSON.parse(JSON.stringify(this.state)) as State;
    twin.at = this.at;
    return twin;
  }
}
