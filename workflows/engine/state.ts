import type { Assignment, Decisions, Limit, Stage } from '../../schema/process/approval-extension.ts';
import type { EventDefinition } from '../../schema/process/event-definition.ts';
import type { IncidentCode } from '../../schema/rules/incident-codes.ts';
import type { Event } from './event.ts';
import type { Variables } from './expression.ts';

/**
 * The state of a run: plain JSON, survives a round trip. It is a configuration of the process's causal unfolding:
 * tokens are its conditions, and the ledger keeps of the occurrences behind them just what a return or recall needs
 * (who completed what, what a join or a cancellation consumed). All ids are numbers from one counter.
 */
export interface State {
  version: 1;
  /** The hash of the program it runs. */
  program: string;
  /** The next id. */
  next: number;
  /** `created` until the first instance starts; afterwards the first instance's status. */
  status: 'created' | InstanceStatus;
  /** A process without a none start event, waiting for its first trigger. */
  pending: { process: string; variables: Variables } | null;
  /** What has come for a parallel multiple start that others of its definitions are missing to: start → definition → what it brought. */
  arrived?: Record<string, Record<number, Variables>>;
  /** Set while the run is suspended: the time (epoch ms) it was. */
  suspendedAt: number | null;
  /** The first instance, and its variables once it has ended. */
  first: number | null;
  result: Variables | null;
  failure: { element: string; code: string } | null;
  instances: Record<number, Instance>;
  scopes: Record<number, ScopeRun>;
  tokens: Record<number, Token>;
  tasks: Record<number, Task>;
  waits: Record<number, Wait>;
  /** How many of the waits are conditions: without any, a changed variable costs nothing. */
  conditions: number;
  votes: Record<number, Vote>;
  incidents: Record<number, Incident>;
  /** Joins that hold tokens, by `scope/node`. */
  joins: Record<string, JoinRun>;
  /** Token → the joins it keeps from letting go. */
  blocks: Record<number, string[]>;
  ledger: Ledger;
  /** Last time of an urge, by task, of the case as a whole by 0 (epoch ms). */
  urged: Record<number, number>;
  /** Answers to calls that came while the run was suspended. */
  held: Extract<Event, { kind: 'activityFinished' | 'activityFailed' }>[];
  /** Time of the last event, epoch ms. */
  at: number;
}

export type InstanceStatus = 'running' | 'completed' | 'terminated' | 'failed';

export interface Instance {
  id: number;
  process: string;
  status: InstanceStatus;
  scope: number;
  /** The call activity's token, for a called process. */
  parent: number | null;
}

/** A live scope: the body of a process or sub-process, or an activity's own variables. */
export interface ScopeRun {
  id: number;
  /** The process, sub-process or activity it belongs to. */
  of: string;
  instance: number;
  parent: number | null;
  /** The token of the activity whose scope this is. */
  owner: number | null;
  variables: Variables;
  /** Live tokens inside. */
  tokens: Record<number, 1>;
  live: number;
  /** The starts of its event sub-processes. */
  waits: number[];
  /** Distinct causes of the tokens that have ended here. */
  ended: number[];
  /** Completed activities that can be compensated, oldest first. */
  compensable: Compensable[];
  /** The cause it was entered with. */
  cause: number;
  /** For a called process: names written since the call, which go back to the caller. */
  written?: Record<string, 1>;
  /** Ad-hoc, sequential: entries that have not begun. */
  later?: string[];
  /** Ad-hoc: the cause with which the completion condition has held; only what is under way goes on. */
  ending?: number;
}

/** A completed activity that can be undone (BPMN 13.5.5): its handler sees the variables it had. */
export interface Compensable {
  id: number;
  activity: string;
  cause: number;
  variables: Variables | null;
  inner: Compensable[];
}

/** Where a token is: on its way to a node, held at a join, or inside a node in this way. */
export type TokenStatus = 'moving' | 'joined' | 'task' | 'call' | 'wait' | 'scope' | 'multi' | 'incident' | 'compensating';

export interface Token {
  id: number;
  scope: number;
  node: string;
  /** The flow it came by. */
  via: string | null;
  status: TokenStatus;
  /** The latest recorded occurrence in its past; 0 is the start of the run. */
  cause: number;
  /** Its activity's body or own variables. */
  body?: number;
  /** The called process's instance. */
  called?: number;
  waits?: number[];
  tasks?: number[];
  call?: number;
  multi?: MultiRun;
  /** For an instance of a multi-instance or loop: the container's token, and its number from 0. */
  of?: number;
  index?: number;
  /** Held while activities are undone. */
  compensation?: CompensationRun;
  /** A handler's token: the token that waits for it. */
  compensates?: number;
  /** Stands for all the tokens its activity needs to begin (start quantity). */
  gathered?: true;
  /** An incident's token: to be tried again from the node's entry, or from its exit. */
  retry?: 'enter' | 'leave';
  /** A user task returned to with `straight`: what completing it brings back. */
  aside?: Aside;
}

/** Handlers still to run, the scopes opened for them, and what the token does when they are done. */
export interface CompensationRun {
  queue: { entry: Compensable; scope: number }[];
  scopes: number[];
  then: 'leave' | 'end' | 'cancel' | 'vanish' | 'return';
  rest: EventDefinition[];
}

/** The container of a multi-instance activity or a loop. */
export interface MultiRun {
  total: number;
  live: Record<number, 1>;
  active: number;
  done: { index: number; cause: number; output?: unknown }[];
  items?: unknown[];
}

export interface Task {
  id: number;
  token: number;
  element: string;
  instance: number;
  assignee: string | null;
  candidateUsers: string[];
  candidateGroups: string[];
  openedAt: number;
  /** Delegated (委派): who gets it back when the delegate is done, the last one first. */
  owners?: (string | null)[];
  /** In a vote: what it descends from beyond the token's own cause. */
  cause?: number;
  assignment?: Assignment;
  decisions?: Decisions;
  limit?: Limit;
  stage?: Stage;
  /** Users who approved at the step directly before, where the definition wants that asked. */
  approvedBefore?: string[];
}

export type WaitKind = 'timer' | 'message' | 'signal' | 'condition' | 'error' | 'escalation' | 'compensation' | 'cancel';

/** An armed subscription of a catch event, boundary event, event-based gateway or event sub-process. */
export interface Wait {
  id: number;
  kind: WaitKind;
  element: string;
  /** Which of the element's event definitions. */
  index: number;
  /** Its owner: a token, else the scope. Scope 0: a start event of a process that is not yet there. */
  token: number | null;
  scope: number;
  /** Name or code; absent: any. */
  name?: string;
  /** Correlation key; absent: any. */
  key?: unknown;
  /** Epoch ms. */
  due?: number;
  /** Time left while put aside or suspended, in ms. */
  left?: number;
  /** A timer whose clock stands still: it waits without a due time until the clock goes on. */
  still?: true;
  /** Of a timer that counts working days: when it was armed (epoch ms), while that is still what it counts from. */
  armedAt?: number;
  /** A repeating timer: its ISO interval, and how often it still fires after the next time (null: for ever). */
  cycle?: { interval: string; left: number | null };
  /** A condition's last value: only a change from false fires. */
  was?: boolean;
  /** Parallel multiple: this definition has come, and with what. */
  seen?: boolean;
  brought?: Variables;
}

export type Decision = 'approve' | 'reject' | 'abstain';

export interface SignerRun {
  user: string;
  weight: number;
  task: number | null;
  decision: Decision | null;
  /** The occurrence of the vote. */
  cause?: number;
  /** Opens only when all of these have voted. */
  after?: string[];
  /** Not asked again: they approved at the step before. */
  passed?: boolean;
  /** Their task was delegated when it closed: it opens again for the delegate. */
  delegated?: Pick<Task, 'assignee' | 'owners'>;
}

export interface Vote {
  token: number;
  /** Tasks opened so far. */
  opened: number;
  signers: SignerRun[];
}

export interface Ledger {
  occurrences: Record<number, Occurrence>;
  size: number;
  /** The size at which what nothing descends from is next swept out. */
  sweepAt: number;
}

/**
 * One occurrence the ledger keeps; `parents` are the causes of what it consumed.
 * `visit`: a user task was entered; `container`: a user task with a loop was; `completion`: a person completed or voted;
 * `merge`: tokens of different pasts became one (a join, a scope's or multi-instance's end, an interruption).
 */
export interface Occurrence {
  id: number;
  kind: 'visit' | 'container' | 'completion' | 'merge';
  node: string;
  scope: number;
  parents: number[];
  /** Completion: by whom, and whether they approved. */
  by?: string | null;
  approved?: boolean;
  /** Visit: passed over, since this user had approved at the step before. */
  passedBy?: string;
  /** Merge of a vote: signers who were not asked again. */
  passed?: string[];
  /** Visit: it has been completed. */
  completed?: boolean;
  /** The visit (or container) whose own completion this is part of. */
  visit?: number;
  /** Visit: how to enter the node again. */
  entry?: { via: string | null; of?: number; index?: number };
  /** Someone acted on a task that descends straight from it, other than by completing it. */
  acted?: boolean;
  /** What it consumed and a return may have to restore. */
  consumed?: Fragment;
  /** Since a migration it can be neither returned to nor recalled: undoing it would not give a state of the new version. */
  sealed?: boolean;
  /** Causes of what it cut off beside it: an error, escalation or cancellation, or a multi-instance that was over early. */
  cuts?: number[];
  /** A join that let go with flows empty: nothing could come by them any more, and something may again once it is undone. */
  awaited?: AwaitedFlows;
  /** Complex gateway: the phase it left. */
  phase?: JoinPhase;
  /** Sequential ad-hoc: what had not begun before. */
  later?: string[];
  /** Compensation: what was taken out of a scope to be undone. */
  compensable?: { scope: number; entries: Compensable[] };
}

/** The incoming flows of a join as it let go: without a token, and with one (or, at a complex gateway, consumed by its start). */
export interface AwaitedFlows {
  empty: string[];
  full: string[];
}

/** A piece of a configuration taken out; it goes back under the same ids. Timers hold the time they had left. */
export interface Fragment {
  instances: number[];
  scopes: ScopeRun[];
  tokens: Token[];
  tasks: Task[];
  waits: Wait[];
  votes: Vote[];
  incidents: Incident[];
  joins: (JoinPhase & { scope: number; node: string })[];
}

/** What a `straight` return cancelled, kept until `to` completes again. */
export interface Aside {
  /** The cancelled visit of `to`. */
  visit: number;
  removed: Fragment;
  /** The cancelled occurrences that descend from the visit. */
  ledger: Occurrence[];
  /** What the return restored, as it was then: consumed again when the cut comes back. */
  restored: Token[];
  /** The waits of scopes that the return armed again. */
  armed: number[];
  /** What was forgotten in scopes and containers that stayed. */
  pruned: Pruned;
}

/** Marks of cancelled occurrences in what stays, as they were: ends, compensable activities, finished instances, phases. */
export interface Pruned {
  ended: { scope: number; cause: number }[];
  compensable: { scope: number; entry: Compensable }[];
  done: { token: number; done: MultiRun['done'][number] }[];
  phases: (JoinPhase & { scope: number; node: string })[];
  later: { scope: number; later: string[] }[];
  ending: { scope: number; ending: number }[];
  /** What can be compensated again. */
  back: { scope: number; entry: number }[];
}

/** Where a complex gateway is between its activation and its reset. */
export interface JoinPhase {
  /** Flows consumed when it activated; present until it resets. */
  consumed?: string[];
  /** The occurrence of the activation. */
  activated?: number;
}

/** A join that holds tokens. `blocker` is a token known to be still able to arrive (inclusive, complex). */
export interface JoinRun extends JoinPhase {
  scope: number;
  node: string;
  arrived: Record<string, number[]>;
  /** Incoming flows without a token. */
  missing: number;
  blocker: number | null;
}

export interface Incident {
  id: number;
  element: string;
  instance: number;
  code: IncidentCode;
  message: string;
  token: number | null;
  /** A process that could not begin: the trigger it was to begin at; absent: at its start events. */
  entry?: string;
}
