import type { Program } from '../../schema/process/program.ts';
import type { Command, Environment, Event, Refusal, State } from './types.ts';

/** A step: the state after it and what it asks for, or why it is not possible; a refused step changes nothing. */
export type Step = { ok: true; state: State; commands: Command[] } | { ok: false; error: Refusal };

/**
 * Takes one event and moves everything until nothing can move.
 *
 * Takes ownership of `state`: it is changed in place and given back, so a step costs what it touches and not what the
 * case holds. Use `dryRun` where the old state is still needed. Pure otherwise: no clock, no randomness, no I/O.
 * Errors in the model's data become incidents in the state; this never throws for them.
 */
export type Advance = (program: Program, state: State, event: Event, environment: Environment) => Step;
