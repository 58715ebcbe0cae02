import type { Variables } from './expression.ts';

/** The operations of the approval algebra on a live task; see the contract of operations. */
export type Operation =
  | { name: 'transfer'; to: string }
  | { name: 'delegate'; to: string }
  | { name: 'assign'; to: string }
  | { name: 'addSigner'; users: string[]; position: 'before' | 'after' | 'parallel' }
  | { name: 'removeSigner'; users: string[] }
  | { name: 'return'; to: string; resubmit?: 'again' | 'straight' }
  | { name: 'recall' }
  | { name: 'suspend' }
  | { name: 'resume' }
  | { name: 'terminate'; reason?: string }
  | { name: 'urge'; to?: string | string[] }
  | { name: 'copy'; to?: string | string[] };

/** Names a task: by its id, or by its element (then the one assigned to `by`, else the oldest open one). */
export type TaskRef = { task: number } | { element: string };

/** What can happen to a case. Each event is one step of `advance`. */
export type Event =
  | { kind: 'started'; process: string; variables?: Variables }
  | { kind: 'taskCompleted'; task: TaskRef; by?: string; variables?: Variables }
  | { kind: 'operation'; operation: Operation; task?: TaskRef; by?: string }
  | { kind: 'messageArrived'; name: string; correlationKey?: unknown; variables?: Variables }
  | { kind: 'signalArrived'; name: string; variables?: Variables }
  /** The clocks of the case or its calendar have changed: what waits for them is set to their times. */
  | { kind: 'clocksMoved' }
  /** Fires every timer that is due at `environment.at`, in due order, newly armed ones too. */
  | { kind: 'timeReached' }
  | { kind: 'activityFinished'; call: number; result?: Variables | null; value?: unknown }
  | { kind: 'activityFailed'; call: number; error?: string; message?: string }
  /** Repairs of an incident: try the element again, or pass it by authority. */
  | { kind: 'incidentRetried'; incident: number; variables?: Variables }
  /** `flow` chooses the way out of a node that is left and whose conditions failed. */
  | { kind: 'incidentSkipped'; incident: number; by: string; reason: string; flow?: string }
  /** Corrects variables of the process, or as an incident's element sees them. */
  | { kind: 'variablesSet'; variables: Variables; by: string; reason: string; incident?: number }
  /** Moves a token by hand. */
  | { kind: 'tokenMoved'; token: number; to: string; by: string; reason: string };
