import { clocksAfter, dueByName } from '../clock/case-clocks.ts';
import type { ClockFacts, Clocks } from '../clock/case-clocks.ts';
import { addWorkdays } from '../clock/workdays.ts';
import { createEvaluator } from '../compile/expression/evaluator.ts';
import { refusalOf } from '../engine/advance.ts';
import { tokensByElement } from '../engine/inspect.ts';
import type { Command, Environment, Event, Refusal, State } from '../engine/types.ts';
import type { Program } from '../../schema/process/program.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import type { RecordedCommand } from '../messages.ts';
import type { Moved } from './migration.ts';
import { recordable } from './recordable.ts';

const evaluator = createEvaluator({ addWorkdays: (calendar, from, n) => addWorkdays(calendar as Calendar, from, n) });

/** Effects whose number only the recording transaction knows: the process waits for it within the same turn. */
const givesNumber = new Set(['certify']);

/** What a case's steps are decided by, besides its state; `at` is the time of the event, ISO 8601 with offset. */
export interface Surroundings extends ClockFacts {
  program: Program;
  clocks: Clocks;
  at: string;
  /** What a deadline brings about has its date, not the step's: the worker was away when it passed. */
  dated?: boolean;
}

/** What decides a step from the state as it then is: an event, or a migration. */
export type Move = (environment: Environment) => Moved;

/** One move decided: the state after it, what is recorded of it, and what the shell still has to carry out. */
export type Decided =
  | {
      ok: true;
      state: State;
      program: Program;
      clocks: Clocks;
      commands: Command[];
      recorded: RecordedCommand[];
      live: Record<string, number>;
    }
  | Extract<Moved, { ok: false }>;

/** Why an event is not possible now, or null. Changes nothing. */
export function refusalIn(surroundings: Surroundings, state: State, event: Event): Refusal | null {
  return refusalOf(surroundings.program, state, event, environmentIn(surroundings));
}

/**
 * The pure part of a step: lets the move decide and sums up what is recorded. `surroundings.clocks` are those that the step begins
 * with, as its cause has left them.
 */
export function decide(surroundings: Surroundings, move: Move): Decided {
  const { program, clocks: before } = surroundings;
  const clocks = { ledger: before };
  const moved = move(environmentOf(surroundings, clocks));
  if (!moved.ok) return moved;
  return {
    ok: true,
    state: moved.state,
    program: moved.program ?? program,
    clocks: clocks.ledger,
    commands: moved.commands,
    recorded: recordable(moved.commands, surroundings.dated ?? false),
    live: moved.live ?? tokensByElement(moved.state),
  };
}

/** What a move without a clock of its own may know. */
export const environmentIn = (surroundings: Surroundings): Environment => environmentOf(surroundings, { ledger: surroundings.clocks });

/** What an event may know; `clocks` is changed by effects on the way, so that a timer armed in the same step sees them. */
function environmentOf(facts: Surroundings, clocks: { ledger: Clocks }): Environment {
  const { at, calendar } = facts;
  const ledgers = [clocks.ledger];
  let due: Record<string, string | null> | null = null;
  return {
    at,
    evaluator,
    calendar,
    // A clock that an effect has closed is still due in this step when it was before.
    get clocks() {
      return (due ??= Object.assign(
        { renewal: facts.limits.renewBy ?? null },
        ...ledgers.map((ledger) => dueByName(ledger, facts, at)),
      ) as Record<string, string | null>);
    },
    // Effects are recorded in the step's own transaction, so for the engine they are done at once.
    answer: (call) => {
      if (!call.effect) return undefined;
      clocks.ledger = clocksAfter(clocks.ledger, call.effect, (facts.dated && call.at) || at, facts);
      ledgers.push(clocks.ledger);
      due = null;
      return givesNumber.has(call.effect.kind) ? undefined : { result: null };
    },
  };
}
