import type { Assignment, Decisions, Limit, Stage } from '../../schema/process/approval-extension.ts';
import type { Variables } from './expression.ts';

/**
 * The state of a run: plain JSON, survives a round trip. It is a configuration of the process's causal unfolding:
 * tokens are its conditions, and the ledger keeps of the occurrences behind them just what a return or recall needs
 * (who completed what, what a join or a cancellation consumed). All ids are numbers from one counter.
 */
export interface State {
  version: 1;
  program: string;
  next: number;
  status: 'created' | InstanceStatus;
  /** Set while the run is suspended: the time (epoch ms) it was. */
  suspendedAt: number | null;
  failure: { element: string; code: string } | null;
  instances: Record<number, Instance>;
  scopes: Record<number, ScopeRun>;
  tokens: Record<number, Token>;
  tasks: Record<number, Task>;
  waits: Record<number, Wait>;
  votes: Record<number, Vote>;
  ledger: Record<number, Occurrence>;
  /** Occurrences in the ledger, and the number at which it is next swept. */
  ledgerSize: number;
  ledgerSweepAt: number;
  incidents: Record<number, Incident>;
  /** Last time of an urge by task (epoch ms). */
  urged: Record<number, number>;
  /** Cuts put aside by `straight` returns, by the visit that brings them back. */
  aside: Record<number, Aside>;
  /** Inclusive and complex joins that hold tokens: `scope/node`. */
  joins: Record<string, JoinRun>;
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

/** A live scope: a process or sub-process body, one multi-instance iteration, or an activity with variables of its own. */
export interface ScopeRun {
  id: number;
  /** The program's scope (process or sub-process) or, for an activity's own variables, its node. */
  of: string;
  instance: number;
  parent: number | null;
  /** The token of the activity whose body this is. */
  owner: number | null;
  variables: Variables;
  /** Live tokens inside, in order of their ids. */
  tokens: Record<number, 1>;
  live: number;
  /** Waits that the scope itself owns: its event sub-processes' starts. */
  waits: number[];
  /** Distinct causes of tokens that have ended here. */
  ended: number[];
  /** Completed activities that can be compensated, oldest first. */
  compensable: Compensable[];
  /** Parallel joins that hold tokens: node → flow → tokens. */
  arrived: Record<string, Record<string, number[]>>;
  /** Cause of the scope's entry. */
  cause: number;
  closing?: 'cancelled';
}

export interface Compensable {
  id: number;
  activity: string;
  cause: number;
  /** Variables of the activity's scope when it completed (BPMN 13.5.5: the handler sees the snapshot). */
  variables: Variables | null;
  inner: Compensable[];
}

/** Where a token is: on its way to a node, held at a join, or inside a node. */
export type TokenStatus = 'moving' | 'joined' | 'task' | 'call' | 'wait' | 'scope' | 'multi' | 'incident' | 'compensating' | 'held';

export interface Token {
  id: number;
  scope: number;
  node: string;
  /** The flow it came by. */
  via: string | null;
  status: TokenStatus;
  /** The latest occurrence in its past; 0 is the start of the run. */
  cause: number;
  /** Its activity's body or own variables. */
  body?: number;
  waits?: number[];
  tasks?: number[];
  call?: number;
  multi?: MultiRun;
  /** For an instance of a multi-instance or an iteration of a loop: the container's token, and its number from 0. */
  of?: number;
  index?: number;
  /** The visit this token's user task belongs to. */
  visit?: number;
  vote?: number;
}

/** The container of a multi-instance activity or a loop. */
export interface MultiRun {
  total: number;
  started: number;
  live: number[];
  done: { index: number; cause: number; output?: unknown; thrown?: boolean }[];
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
  /** Who decides when the delegate is done. */
  owner?: string;
  assignment?: Assignment;
  decisions?: Decisions;
  limit?: Limit;
  stage?: Stage;
}

export type WaitKind = 'timer' | 'message' | 'signal' | 'condition' | 'error' | 'escalation' | 'compensation' | 'cancel';

/** An armed subscription of a catch event, boundary event, event-based gateway or event sub-process. Its owner is a token or a scope. */
export interface Wait {
  id: number;
  kind: WaitKind;
  element: string;
  /** Which of the element's event definitions. */
  index: number;
  token: number | null;
  scope: number;
  name?: string;
  key?: unknown;
  /** Epoch ms. */
  due?: number;
  /** Time left while put aside or suspended, in ms. */
  left?: number;
  cycle?: { interval: string; left: number | null; from: number };
  /** For conditional waits: the last value, so that only a change from false fires again. */
  was?: boolean;
  /** Parallel multiple: which definitions have come. */
  seen?: number[];
}

export type Decision = 'approve' | 'reject' | 'abstain';

export interface SignerRun {
  user: string;
  weight: number;
  /** The signer's open task. */
  task: number | null;
  decision: Decision | null;
  /** Waits for these users to vote first (加签 before), or opens after that user has (加签 after). */
  after?: string[];
}

export interface Vote {
  token: number;
  signers: SignerRun[];
}

/** One occurrence the ledger keeps; `parents` are the causes of what it consumed. */
export interface Occurrence {
  id: number;
  kind: 'visit' | 'completion' | 'merge' | 'container';
  node: string;
  scope: number;
  parents: number[];
  /** Completion: by whom. */
  by?: string | null;
  /** Someone has acted on the visit other than by completing it (transfer, delegate, signers…). */
  acted?: boolean;
  /** What it consumed and a return may have to restore. */
  consumed?: Fragment;
  /** Visit: how to enter the node again. */
  entry?: { via: string | null; of?: number; index?: number };
  completed?: boolean;
}

/** A piece of a configuration, taken out whole: it goes back under the same ids. Timers hold the time they had left. */
export interface Fragment {
  instances: Instance[];
  scopes: ScopeRun[];
  tokens: Token[];
  tasks: Task[];
  waits: Wait[];
  votes: Vote[];
}

/** What a `straight` return cancelled, kept until `to` completes again. */
export interface Aside {
  visit: number;
  completion: number;
  removed: Fragment;
  ledger: Occurrence[];
  /** Ids of tokens restored by the return; they are consumed again when the cut comes back. */
  restored: number[];
}

/** A join that cannot be decided by counting. `blocker` is a token known to be still able to arrive. */
export interface JoinRun {
  scope: number;
  node: string;
  blocker: number | null;
  /** Complex gateway: false once activated, until it resets. */
  waitingForStart: boolean;
  /** Complex gateway: flows consumed in the first phase. */
  consumed: string[];
}

export interface Incident {
  id: number;
  element: string;
  instance: number;
  code: string;
  message: string;
  token: number | null;
}
