import type { Variables } from './expression.ts';
import type { Incident, InstanceStatus, Task } from './state.ts';
import type { ServiceCall } from './environment.ts';

export type CloseReason = 'completed' | 'decided' | 'cancelled' | 'returned' | 'recalled' | 'setAside' | 'waiting' | 'removed' | 'moved';

export interface VariableChange {
  name: string;
  before?: unknown;
  after: unknown;
}

/** What a step asks the shell to do or tells it, in order. Tasks are copies: later steps do not change them. */
export type Command =
  | { kind: 'openTask'; task: Task }
  | { kind: 'updateTask'; task: Task; change: 'assignee' | 'signer' | 'suspended' | 'resumed' | 'migrated' }
  | { kind: 'closeTask'; task: number; element: string; reason: CloseReason; by?: string }
  /** A user was not asked again: they approved at the step directly before. */
  | { kind: 'passedOver'; element: string; instance: number; user: string }
  | { kind: 'call'; call: ServiceCall }
  | { kind: 'cancelCall'; call: number }
  /** An effect or service that was answered within the step. */
  | { kind: 'called'; call: ServiceCall; result?: Variables | null; error?: string }
  | { kind: 'armTimer'; timer: number; element: string; due: number; law?: string }
  | { kind: 'cancelTimer'; timer: number; element: string }
  /** A message nobody in this run waits for: the shell may take it to other cases. */
  | { kind: 'throwMessage'; name: string; correlationKey?: unknown; variables: Variables; element: string }
  /** A signal; what waits for it in this run has it already. */
  | { kind: 'throwSignal'; name: string; variables: Variables; element: string }
  | { kind: 'incident'; incident: Incident }
  | { kind: 'incidentResolved'; incident: number }
  /** Variables corrected by hand; `before` is absent where there was none of the name. */
  | { kind: 'variablesSet'; element: string | null; changes: VariableChange[] }
  /** A token moved by hand. */
  | { kind: 'moved'; token: number; from: string; to: string; instance: number; by: string }
  | { kind: 'urge' | 'copy'; task: number | null; by?: string; to: string[] }
  | { kind: 'suspended' | 'resumed'; by?: string }
  /** Trace: a flow node entered, an end event reached, a sequence flow taken, a node left. */
  | { kind: 'entered'; element: string; instance: number }
  | { kind: 'left'; element: string; instance: number }
  | { kind: 'ended'; element: string; instance: number }
  | { kind: 'took'; flow: string; instance: number }
  | { kind: 'returned'; from: string; to: string; by?: string; cancelled: string[] }
  | { kind: 'instanceStarted'; instance: number; process: string; parent: number | null }
  | { kind: 'instanceEnded'; instance: number; process: string; status: InstanceStatus }
  /** The first instance has ended: the case is over. */
  | { kind: 'finish'; status: InstanceStatus; failure?: { element: string; code: string }; reason?: string };
