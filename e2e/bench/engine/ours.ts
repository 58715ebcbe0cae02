import { compile } from '../../../workflows/compile/compile.ts';
import { advance } from '../../../workflows/engine/advance.ts';
import { newState } from '../../../workflows/engine/instance.ts';
import { nextDue } from '../../../workflows/engine/timers.ts';
import type { Event, State } from '../../../workflows/engine/types.ts';
import calendar from '../../../schema/rules/calendar/cn.json' with { type: 'json' };
import type { StoredClock } from '../../../schema/rules/stored-clock.ts';
import type { Program } from '../../../schema/process/program.ts';
import { decide, refusalIn } from '../../../workflows/shell/decide.ts';
import type { Surroundings } from '../../../workflows/shell/decide.ts';
import type { Model } from './models.ts';
import { variables } from './models.ts';

const at = '2026-03-02T09:30:00.000+08:00';
const submittedAt = '2026-03-01T16:00:00.000+08:00';
const limits = {
  statutoryLimit: { n: 20, unit: 'workday' },
  promisedLimit: { n: 10, unit: 'workday' },
  limitStarts: 'acceptance',
} as const;
const clock = (n: number): StoredClock => ({ version: 1, limit: { n, unit: 'workday' }, start: submittedAt, events: [] });

/** Compiles a model; throws with what is wrong with it. */
export function programOf({ xml }: Model): Program {
  const compiled = compile(xml);
  if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused));
  return compiled.program;
}

/**
 * A case of ours, with what the workflow does around each step where nothing is waited for: an accepted application with
 * two clocks, the validator's question first, the record's summary and the next deadline after.
 */
export class OurCase {
  state: State;
  /** What came up to be completed, in order; `next` is the first that is not. */
  private readonly open: Event[] = [];
  private next = 0;
  private readonly surroundings: Surroundings;

  constructor(program: Program) {
    this.state = newState(program);
    this.surroundings = { program, calendar, limits, submittedAt, at, clocks: { decision: clock(20), promised: clock(10) } };
  }

  start(): void {
    this.take({ kind: 'started', process: 'bench', variables });
  }

  /** Completes the oldest thing there is; false when there is none. */
  completeNext(): boolean {
    const event = this.open[this.next++];
    if (!event) return false;
    const refused = event.kind === 'taskCompleted' ? refusalIn(this.surroundings, this.state, event) : null;
    if (refused) throw new Error(refused.message);
    this.take(event);
    return true;
  }

  get ended(): boolean {
    return this.state.status === 'completed';
  }

  get stateBytes(): number {
    return JSON.stringify(this.state).length;
  }

  private take(event: Event): void {
    const decided = decide(this.surroundings, (environment) => advance(this.surroundings.program, this.state, event, environment));
    if (!decided.ok) throw new Error(decided.error.message);
    this.state = decided.state;
    for (const command of decided.commands) {
      if (command.kind === 'openTask')
        this.open.push({ kind: 'taskCompleted', task: { task: command.task.id }, by: 'zhang', variables: { decision: 'yes' } });
      else if (command.kind === 'call') this.open.push({ kind: 'activityFinished', call: command.call.call, result: { decision: 'yes' } });
      else if (command.kind === 'incident') throw new Error(command.incident.message);
    }
    nextDue(this.state);
  }
}
