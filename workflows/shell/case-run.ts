import type { TypedSearchAttributes } from '@temporalio/common';
import { condition, patched } from '@temporalio/workflow';
import type { Clocks } from '../clock/case-clocks.ts';
import { refusalOfChange } from '../clock/change.ts';
import { advance } from '../engine/advance.ts';
import { newState } from '../engine/instance.ts';
import { nextDue } from '../engine/timers.ts';
import type { Command, Event, State } from '../engine/types.ts';
import type { Program } from '../../schema/process/program.ts';
import type {
  Act,
  ActResult,
  CalendarNotice,
  CarriedCase,
  CaseInput,
  CaseSnapshot,
  Migrated,
  Migration,
  MovedDue,
  Recorded,
  Step,
  Subscription,
} from '../messages.ts';
import { perform, record } from './activities.ts';
import { Deadline } from './deadline.ts';
import { clocksBefore } from './clocks-before.ts';
import { decide, environmentIn, refusalIn } from './decide.ts';
import type { Move, Surroundings } from './decide.ts';
import { eventOf } from './event-of.ts';
import { instant } from './instant.ts';
import { attributesFor, isQuiet, moveOver } from './migration.ts';
import type { Moved } from './migration.ts';
import { movedDues } from './moved-dues.ts';
import { refusal } from './refusal.ts';
import { subscriptionsOf } from './subscriptions.ts';

type Refused = Extract<Moved, { ok: false }>['error'];

/** Results kept for requests that are sent again. */
const remembered = 50;

/**
 * One case while it is in memory: takes events one at a time, lets the engine decide, records each step once.
 * Everything that must outlive this object is in `carry()`.
 */
export class CaseRun {
  finished = false;
  status = 'running';
  /** The version it has gone over to in this run: it goes on in another one as soon as it is quiet. */
  private definition: string | null = null;
  private migrated: Migrated | null;
  private program: Program;
  private state: State;
  private step: number;
  private clocks: Clocks;
  private calendar: CaseInput['calendar'];
  private revision: number | undefined;
  private last: ActResult | null;
  private subscribed: Subscription[];
  private readonly done: Map<string, ActResult>;
  private readonly deadline: Deadline;
  /** Calls whose activity is under way, by the engine's number. */
  private readonly calls = new Set<number>();
  /** Answers of the last record, to go on with. */
  private readonly answers: Event[] = [];
  private tickets = 0;
  private serving = 0;

  constructor(private readonly input: CaseInput) {
    this.program = input.program;
    this.migrated = input.carried?.migrated ?? null;
    this.state = input.carried?.state ?? newState(input.program);
    this.step = input.carried?.step ?? 0;
    this.clocks = input.carried?.clocks ?? {};
    this.last = input.carried?.last ?? null;
    this.subscribed = input.carried?.subscribed ?? [];
    this.done = new Map(input.carried?.done ?? []);
    this.calendar = input.calendar;
    this.revision = input.calendarRevision;
    this.deadline = new Deadline(
      () => (this.state.status === 'running' ? nextDue(this.state) : null),
      () => void this.take(this.by({ kind: 'timeReached' }), { kind: 'timer' }),
    );
  }

  /** Nothing is being decided, recorded or performed. */
  get idle(): boolean {
    return this.serving === this.tickets && this.calls.size === 0;
  }

  /** The case has gone over to another version in this run. */
  get hasMigrated(): boolean {
    return this.definition !== null;
  }

  /** Starts the case, or goes on with one that was carried over. */
  async begin(): Promise<void> {
    if (this.input.carried) {
      this.deadline.arm();
      return;
    }
    await this.take(this.by({ kind: 'started', process: this.input.process, variables: this.input.variables }), { kind: 'started' });
  }

  /** Update validator: refuses without a history event what cannot be done now. */
  refuse(act: Act, id: string): void {
    if (this.done.has(id)) return;
    if (this.finished) throw refusal('case-ended', 'the case has ended');
    const surroundings = this.surroundings();
    const changed = act.kind === 'clock' ? refusalOfChange(this.clocks, act.change, surroundings.at, surroundings) : null;
    if (changed) throw refusal(changed, 'the clocks of the case do not allow that');
    const refused = refusalIn(surroundings, this.state, eventOf(act));
    if (refused) throw refusal(refused.code, refused.message);
  }

  /** A person's act: decided, recorded, answered with what the person may now read. Sent again, it gets the same answer. */
  async act(act: Act, id: string): Promise<ActResult> {
    const before = this.done.get(id);
    if (before) return before;
    return this.remember(id, await this.take(this.by(eventOf(act)), { kind: 'act', act }));
  }

  /** Update validator: tries the migration without doing it. */
  refuseMigration(asked: Migration, id: string): void {
    if (this.done.has(id)) return;
    if (this.finished) throw refusal('case-ended', 'the case has ended');
    const moved = moveOver(this.now(), asked, environmentIn(this.surroundings()));
    if (!moved.ok) throw refusal(moved.error.code, moved.error.message, moved.error.details);
  }

  /** Goes over to another version; from then on everything of this run is decided by that one. */
  async migrate(asked: Migration, id: string): Promise<ActResult> {
    const earlier = this.done.get(id);
    if (earlier) return earlier;
    const { program: _program, back, ...rest } = asked;
    const migration = { ...rest, isUndo: back !== undefined, isQuiet: false, before: this.state };
    const over: Move = (environment) => {
      migration.before = this.state;
      const moved = moveOver(this.now(), asked, environment);
      migration.isQuiet = moved.ok && !migration.isUndo && isQuiet(moved.commands);
      return moved;
    };
    const taken = await this.take(over, { kind: 'migrated', migration });
    if (!('code' in taken)) {
      this.migrated = { step: taken.step, isQuiet: migration.isQuiet };
      this.definition = asked.definition.id;
    }
    return this.remember(id, taken);
  }

  /** A message from a machine; nobody waiting for it is no failure of the sender. */
  async receive(name: string, variables: Record<string, unknown>): Promise<void> {
    await this.take(this.by({ kind: 'messageArrived', name, variables }), { kind: 'machine', name });
  }

  /** Goes by another calendar from now on: what it moves is armed anew and recorded. Told twice, it does it once. */
  async useCalendar(calendar: CaseInput['calendar'], notice?: CalendarNotice): Promise<void> {
    if (!notice) {
      this.calendar = calendar;
      return;
    }
    const over: Move = (environment) => advance(this.program, this.state, { kind: 'clocksMoved' }, environment);
    await this.take(over, { kind: 'calendar', notice, moved: [] }, calendar);
  }

  snapshot(): CaseSnapshot {
    const { last, finished, clocks, state } = this;
    return { last, finished, clocks, state };
  }

  /** The input of the next run. */
  carry(): CaseInput {
    const { state, step, clocks, last, migrated, subscribed } = this;
    const carried: CarriedCase = { state, step, clocks, done: [...this.done], last, migrated, subscribed };
    const calendar = { calendar: this.calendar, ...(this.revision === undefined ? {} : { calendarRevision: this.revision }) };
    return { ...this.input, program: this.program, ...calendar, variables: {}, carried };
  }

  /** How the next run differs from this one for operators. */
  options(): { typedSearchAttributes?: TypedSearchAttributes } {
    const attributes = this.definition === null ? undefined : attributesFor(this.definition);
    return attributes ? { typedSearchAttributes: attributes } : {};
  }

  private now() {
    const { program, state, step, migrated } = this;
    return { program, state, step, migrated };
  }

  private by =
    (event: Event): Move =>
    (environment) =>
      advance(this.program, this.state, event, environment);

  /** The result of an act under its id; throws the refusal of one that was not possible. */
  private remember(id: string, taken: Recorded | Refused): ActResult {
    if ('code' in taken) throw refusal(taken.code, taken.message, taken.details);
    const result = resultOf(taken);
    this.done.set(id, result);
    for (const oldest of this.done.keys()) {
      if (this.done.size <= remembered) break;
      this.done.delete(oldest);
    }
    return result;
  }

  private surroundings(): Surroundings {
    const { limits, submittedAt } = this.input;
    return { program: this.program, calendar: this.calendar, limits, submittedAt, clocks: this.clocks, at: instant(Date.now()) };
  }

  /** Events wait for their turn in the order they came. */
  private async take(move: Move, cause: Step['cause'], calendar?: CaseInput['calendar']): Promise<Recorded | Refused> {
    const ticket = this.tickets++;
    if (ticket !== this.serving) await condition(() => ticket === this.serving);
    try {
      // A person's act that comes after a deadline finds what the deadline has brought, even where its timer has not woken us yet.
      if (cause.kind === 'act' && this.hasDue() && patched('deadlines-first'))
        await this.serve(this.by({ kind: 'timeReached' }), { kind: 'timer' });
      if (this.finished) return { code: 'ended', message: 'the case has ended' };
      if (cause.kind === 'calendar' && !this.adopt(cause.notice, calendar!, cause.moved)) return this.last as Recorded;
      const taken = await this.serve(move, cause);
      this.deadline.arm();
      return taken;
    } finally {
      this.serving++;
    }
  }

  private hasDue(): boolean {
    const due = this.state.status === 'running' ? nextDue(this.state) : null;
    return due !== null && due <= Date.now();
  }

  /** A deadline passed on a day before `at`: nobody was there to see it. */
  private isDayLate(at: string): boolean {
    const due = nextDue(this.state);
    return due !== null && instant(due).slice(0, 10) < at.slice(0, 10);
  }

  /** Takes over another calendar, and notes which due times it moves. False when it has been taken over before. */
  private adopt(notice: CalendarNotice, calendar: CaseInput['calendar'], moved: MovedDue[]): boolean {
    if (notice.revision <= (this.revision ?? 0)) return false;
    const before = this.surroundings();
    this.calendar = calendar;
    this.revision = notice.revision;
    moved.push(...movedDues(before, calendar, this.state));
    return true;
  }

  /** One event; one that the transaction answers takes more than one step. */
  private async serve(move: Move, cause: Step['cause']): Promise<Recorded | Refused> {
    let taken = await this.turn(move, cause);
    for (let answer = this.answers.shift(); answer; answer = this.answers.shift()) {
      const next = await this.turn(this.by(answer), { kind: 'effect' });
      // Refused only when the same step has already cancelled the call: then nobody waits for the number.
      if (!('code' in next)) taken = next;
    }
    return taken;
  }

  /** One move, one step, one record. */
  private async turn(move: Move, cause: Step['cause']): Promise<Recorded | Refused> {
    const surroundings = this.surroundings();
    if (cause.kind === 'timer') surroundings.dated = this.isDayLate(surroundings.at) && patched('dated-by-law');
    const before = clocksBefore(cause, surroundings);
    if ('code' in before) return before;
    const decided = decide({ ...surroundings, clocks: before.clocks }, move);
    if (!decided.ok) return decided.error;
    // A calendar that moves nothing here is no step of the case.
    if (cause.kind === 'calendar' && cause.moved.length === 0 && decided.commands.length === 0) return this.last as Recorded;
    const { state, program, recorded: commands, live } = decided;
    this.state = state;
    this.program = program;
    const { caseNumber } = this.input;
    const { at } = surroundings;
    const step: Step = { version: 1, caseNumber, programHash: program.hash, step: ++this.step, at, cause, commands, live, state };
    if (this.revision !== undefined) step.calendarRevision = this.revision;
    const subscriptions = subscriptionsOf(program, state);
    if (JSON.stringify(subscriptions) !== JSON.stringify(this.subscribed)) step.subscriptions = subscriptions;
    const recorded = await record(step);
    this.subscribed = subscriptions;
    this.clocks = decided.clocks;
    this.last = resultOf(recorded);
    for (const call in recorded.results)
      this.answers.push({ kind: 'activityFinished', call: Number(call), result: recorded.results[call]! });
    for (const command of decided.commands) this.carryOut(command);
    return recorded;
  }

  private carryOut(command: Command): void {
    if (command.kind === 'finish') {
      this.finished = true;
      this.status = command.status;
    } else if (command.kind === 'call' && !command.call.effect) {
      void this.perform(command.call.call, command.call.activity, command.call.element, command.call.variables);
    } else if (command.kind === 'cancelCall') {
      this.calls.delete(command.call);
    }
  }

  private async perform(call: number, activity: string, element: string, variables: Record<string, unknown>): Promise<void> {
    this.calls.add(call);
    const performed = await perform({ caseNumber: this.input.caseNumber, activity, element, variables });
    // A call that was cancelled meanwhile has no token to move any more.
    if (!this.calls.delete(call)) return;
    const failed = !('result' in performed);
    const event: Event = failed
      ? { kind: 'activityFailed', call, ...('error' in performed ? performed : { message: performed.failure }) }
      : { kind: 'activityFinished', call, result: performed.result };
    await this.take(this.by(event), { kind: 'activity', activity, failed });
  }
}

const resultOf = ({ step, state, licenceNumber }: Recorded): ActResult => ({ step, state, licenceNumber });
