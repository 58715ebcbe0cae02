import { condition } from '@temporalio/workflow';
import type { Clocks } from '../clock/case-clocks.ts';
import { openTasks, tokensByElement } from '../engine/inspect.ts';
import { newState } from '../engine/instance.ts';
import { nextDue } from '../engine/timers.ts';
import type { Command, Event, Refusal, State } from '../engine/types.ts';
import type { Act, ActResult, CarriedCase, CaseInput, CaseSnapshot, Recorded, Step, Subscription } from '../messages.ts';
import { perform, record } from './activities.ts';
import { Deadline } from './deadline.ts';
import { decide, refusalIn } from './decide.ts';
import type { Surroundings } from './decide.ts';
import { eventOf } from './event-of.ts';
import { instant } from './instant.ts';
import { refusal } from './refusal.ts';
import { subscriptionsOf } from './subscriptions.ts';

/** Results kept for requests that are sent again. */
const remembered = 50;

/**
 * One case while it is in memory: takes events one at a time, lets the engine decide, records each step once.
 * Everything that must outlive this object is in `carry()`.
 */
export class CaseRun {
  finished = false;
  status = 'running';
  private state: State;
  private step: number;
  private clocks: Clocks;
  private calendar: CaseInput['calendar'];
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
    this.state = input.carried?.state ?? newState(input.program);
    this.step = input.carried?.step ?? 0;
    this.clocks = input.carried?.clocks ?? {};
    this.last = input.carried?.last ?? null;
    this.subscribed = input.carried?.subscribed ?? [];
    this.done = new Map(input.carried?.done ?? []);
    this.calendar = input.calendar;
    this.deadline = new Deadline(
      () => (this.state.status === 'running' ? nextDue(this.state) : null),
      () => void this.take({ kind: 'timeReached' }, { kind: 'timer' }),
    );
  }

  /** Nothing is being decided, recorded or performed. */
  get idle(): boolean {
    return this.serving === this.tickets && this.calls.size === 0;
  }

  /** Starts the case, or goes on with one that was carried over. */
  async begin(): Promise<void> {
    if (this.input.carried) {
      this.deadline.arm();
      return;
    }
    await this.take({ kind: 'started', process: this.input.process, variables: this.input.variables }, { kind: 'started' });
  }

  /** Update validator: refuses without a history event what cannot be done now. */
  refuse(act: Act, id: string): void {
    if (this.done.has(id)) return;
    if (this.finished) throw refusal('case-ended', 'the case has ended');
    const refused = refusalIn(this.surroundings(), this.state, eventOf(act));
    if (refused) throw refusal(refused.code, refused.message);
  }

  /** A person's act: decided, recorded, answered with what the person may now read. Sent again, it gets the same answer. */
  async act(act: Act, id: string): Promise<ActResult> {
    const before = this.done.get(id);
    if (before) return before;
    const taken = await this.take(eventOf(act), { kind: 'act', act });
    if ('code' in taken) throw refusal(taken.code, taken.message);
    const result = resultOf(taken);
    this.done.set(id, result);
    for (const oldest of this.done.keys()) {
      if (this.done.size <= remembered) break;
      this.done.delete(oldest);
    }
    return result;
  }

  /** A message from a machine; nobody waiting for it is no failure of the sender. */
  async receive(name: string, variables: Record<string, unknown>): Promise<void> {
    await this.take({ kind: 'messageArrived', name, variables }, { kind: 'machine', name });
  }

  useCalendar(calendar: CaseInput['calendar']): void {
    this.calendar = calendar;
  }

  snapshot(): CaseSnapshot {
    const { last, finished, clocks, state, subscribed: subscriptions } = this;
    const suspended = state.suspendedAt !== null;
    return { last, finished, suspended, tasks: openTasks(state), clocks, subscriptions, live: tokensByElement(state) };
  }

  /** The input of the next run. */
  carry(): CaseInput {
    this.deadline.stop();
    const { state, step, clocks, last, subscribed } = this;
    const carried: CarriedCase = { state, step, clocks, done: [...this.done], last, subscribed };
    return { ...this.input, calendar: this.calendar, variables: {}, carried };
  }

  private surroundings(): Surroundings {
    const { program, limits, submittedAt } = this.input;
    return { program, calendar: this.calendar, limits, submittedAt, clocks: this.clocks, at: instant(Date.now()) };
  }

  /** Events wait for their turn in the order they came; one that the transaction answers takes more than one step. */
  private async take(event: Event, cause: Step['cause']): Promise<Recorded | Refusal> {
    const ticket = this.tickets++;
    if (ticket !== this.serving) await condition(() => ticket === this.serving);
    try {
      if (this.finished) return { code: 'ended', message: 'the case has ended' };
      let taken = await this.turn(event, cause);
      for (let answer = this.answers.shift(); answer; answer = this.answers.shift()) {
        const next = await this.turn(answer, { kind: 'effect' });
        // Refused only when the same step has already cancelled the call: then nobody waits for the number.
        if (!('code' in next)) taken = next;
      }
      this.deadline.arm();
      return taken;
    } finally {
      this.serving++;
    }
  }

  /** One event, one step, one record. */
  private async turn(event: Event, cause: Step['cause']): Promise<Recorded | Refusal> {
    const corrected = cause.kind === 'act' && cause.act.kind === 'complete' && cause.act.particulars.answers !== undefined;
    const surroundings = this.surroundings();
    const decided = decide(surroundings, this.state, event, corrected);
    if (!decided.ok) return decided.error;
    this.state = decided.state;
    const { caseNumber, program } = this.input;
    const { recorded: commands, live } = decided;
    const { at } = surroundings;
    const step: Step = { version: 1, caseNumber, programHash: program.hash, step: ++this.step, at, cause, commands, live };
    const subscriptions = subscriptionsOf(program, this.state);
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
      this.deadline.stop();
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
    await this.take(event, { kind: 'activity', activity, failed });
  }
}

const resultOf = ({ step, state, licenceNumber }: Recorded): ActResult => ({ step, state, licenceNumber });
