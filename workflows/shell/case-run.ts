import type { TypedSearchAttributes } from '@temporalio/common';
import { condition, patched, workflowInfo } from '@temporalio/workflow';
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
  Earlier,
  Migrated,
  Migration,
  MovedDue,
  Outcome,
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
import { isToDo, migratedBy } from './recordable.ts';
import { movedDues } from './moved-dues.ts';
import { refusal } from './refusal.ts';
import { subscriptionsOf } from './subscriptions.ts';
import { Unheld } from './unheld.ts';

type Refused = Extract<Moved, { ok: false }>['error'];
type Taken = ActResult | Refused;

/** What moves a case: `key` knows it again when a failed workflow task is tried again. Of a deadline there is one at a time. */
interface Cause {
  key: string;
  of: Step['cause'];
}
const deadlinePassed: Cause = { key: 'timer', of: { kind: 'timer' } };
const ended: Refused = { code: 'ended', message: 'the case has ended' };

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
  /** Answers of the last record, to go on with, by call. */
  private readonly answers = new Map<number, Record<string, unknown>>();
  private readonly unheld = new Unheld();
  private messages = 0;
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
      () => void this.take(this.by({ kind: 'timeReached' }), deadlinePassed),
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
    const { process, variables } = this.input;
    await this.take(this.by({ kind: 'started', process, variables }), { key: 'started', of: { kind: 'started' } });
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
    return this.answerTo(id, await this.take(this.by(eventOf(act)), { key: id, of: { kind: 'act', act } }));
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
    return this.answerTo(id, await this.take(over, { key: id, of: { kind: 'migrated', migration } }));
  }

  /** A message from a machine; nobody waiting for it is no failure of the sender. */
  async receive(name: string, variables: Record<string, unknown>): Promise<void> {
    const key = `machine:${workflowInfo().runId}:${++this.messages}`;
    await this.take(this.by({ kind: 'messageArrived', name, variables }), { key, of: { kind: 'machine', name } });
  }

  /** Goes on from a step that is recorded and that this case has forgotten; one that it knows is passed over. */
  async catchUp(recorded: Earlier): Promise<void> {
    await this.inTurn(async () => {
      if (recorded.earlier.step === this.step + 1) await this.goOnFrom(recorded);
      this.deadline.arm();
    });
  }

  /** Goes by another calendar from now on: what it moves is armed anew and recorded. Told twice, it does it once. */
  async useCalendar(calendar: CaseInput['calendar'], notice?: CalendarNotice): Promise<void> {
    if (!notice) {
      this.calendar = calendar;
      return;
    }
    const over: Move = (environment) => advance(this.program, this.state, { kind: 'clocksMoved' }, environment);
    await this.take(over, { key: `calendar:${notice.revision}`, of: { kind: 'calendar', notice, moved: [] } }, calendar);
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

  /** What an act's sender is told; throws the refusal of one that was not possible. */
  private answerTo(id: string, taken: Taken): ActResult {
    if ('code' in taken) throw refusal(taken.code, taken.message, taken.details);
    this.remember(id, taken);
    return taken;
  }

  private remember(key: string, result: ActResult): void {
    this.done.set(key, result);
    for (const oldest of this.done.keys()) {
      if (this.done.size <= remembered) break;
      this.done.delete(oldest);
    }
  }

  private surroundings(): Surroundings {
    const { limits, submittedAt } = this.input;
    return { program: this.program, calendar: this.calendar, limits, submittedAt, clocks: this.clocks, at: instant(Date.now()) };
  }

  /** What happens to a case waits for its turn, in the order it came. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const ticket = this.tickets++;
    if (ticket !== this.serving) await condition(() => ticket === this.serving);
    try {
      return await work();
    } finally {
      this.serving++;
    }
  }

  private take(move: Move, cause: Cause, calendar?: CaseInput['calendar']): Promise<Taken> {
    return this.inTurn(async () => {
      // A person's act that comes after a deadline finds what the deadline has brought, even where its timer has not woken us yet.
      if (cause.of.kind === 'act' && this.hasDue() && patched('deadlines-first'))
        await this.serve(this.by({ kind: 'timeReached' }), deadlinePassed);
      if (this.finished) return this.done.get(cause.key) ?? ended;
      if (cause.of.kind === 'calendar' && !this.adopt(cause.of.notice, calendar!, cause.of.moved)) return this.last!;
      const taken = await this.serve(move, cause);
      this.deadline.arm();
      return taken;
    });
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
  private async serve(move: Move, cause: Cause): Promise<Taken> {
    const taken = await this.turn(move, cause);
    return (await this.goOnWithAnswers()) ?? taken;
  }

  private async goOnWithAnswers(): Promise<ActResult | null> {
    let taken: ActResult | null = null;
    for (const [call, result] of this.answers) {
      this.answers.delete(call);
      const next = await this.turn(this.by({ kind: 'activityFinished', call, result }), { key: `effect:${call}`, of: { kind: 'effect' } });
      // Refused only when the same step has already cancelled the call: then nobody waits for the number.
      if (!('code' in next)) taken = next;
    }
    return taken;
  }

  /** A move, once all that was recorded in a workflow task that failed has been taken up: that may have been this move, or another. */
  private async turn(move: Move, cause: Cause): Promise<Taken> {
    for (let isFirst = true; ; isFirst = false) {
      const before = this.done.get(cause.key);
      if (before) return before;
      if (!isFirst && this.finished) return ended;
      if (!isFirst && cause.of.kind === 'timer' && !this.hasDue()) return this.last!;
      const recorded = await this.tryOnce(move, cause);
      if (!('earlier' in recorded)) return recorded;
      await this.goOnFrom(recorded);
    }
  }

  /** One move, one step, one record. */
  private async tryOnce(move: Move, { key, of: cause }: Cause): Promise<Taken | Earlier> {
    const surroundings = this.surroundings();
    if (cause.kind === 'timer') surroundings.dated = this.isDayLate(surroundings.at) && patched('dated-by-law');
    const before = clocksBefore(cause, surroundings);
    if ('code' in before) return before;
    const decided = decide({ ...surroundings, clocks: before.clocks }, move);
    if (!decided.ok) return decided.error;
    // A calendar that moves nothing here is no step of the case.
    if (cause.kind === 'calendar' && cause.moved.length === 0 && decided.commands.length === 0) return this.last!;
    const { state, program, clocks, recorded: commands, live } = decided;
    this.state = state;
    this.program = program;
    const number = ++this.step;
    const outcome = { step: number, key, programHash: program.hash, state, clocks, toDo: decided.commands.filter(isToDo) };
    const { caseNumber } = this.input;
    const since = this.unheld.since(number);
    const step: Step = { version: 1, caseNumber, ...outcome, since, at: surroundings.at, cause, commands, live };
    if (this.revision !== undefined) step.calendarRevision = this.revision;
    const subscriptions = subscriptionsOf(program, state);
    if (JSON.stringify(subscriptions) !== JSON.stringify(this.subscribed)) step.subscriptions = subscriptions;
    const recorded = await record(step);
    this.unheld.recorded(number);
    if ('earlier' in recorded) return recorded;
    this.goOn({ ...outcome, recorded, migrated: migratedBy(cause) }, program);
    return resultOf(recorded);
  }

  /** Takes up a step that is recorded already, whatever it was of. */
  private async goOnFrom({ earlier, program }: Earlier): Promise<void> {
    this.goOn(earlier, program ?? this.program);
    const result = (await this.goOnWithAnswers()) ?? resultOf(earlier.recorded);
    if (earlier.key !== deadlinePassed.key) this.remember(earlier.key, result);
  }

  private goOn(outcome: Outcome, program: Program): void {
    const { step, state, clocks, migrated, recorded } = outcome;
    Object.assign(this, { step, state, clocks, program });
    this.subscribed = subscriptionsOf(program, state);
    this.last = resultOf(recorded);
    if (migrated) {
      this.migrated = { step, isQuiet: migrated.isQuiet };
      this.definition = migrated.definition;
    }
    for (const call in recorded.results) this.answers.set(Number(call), recorded.results[call]!);
    for (const command of outcome.toDo) this.carryOut(command);
  }

  private carryOut(command: Command): void {
    if (command.kind === 'finish') {
      this.finished = true;
      this.status = command.status;
    } else if (command.kind === 'call') {
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
    await this.take(this.by(event), { key: `activity:${call}`, of: { kind: 'activity', activity, failed } });
  }
}

const resultOf = ({ step, state, licenceNumber }: ActResult): ActResult => ({ step, state, licenceNumber });
