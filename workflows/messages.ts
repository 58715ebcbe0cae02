import type { Mark } from '../schema/contracts/values.ts';
import type { Program } from '../schema/process/program.ts';
import type { Calendar } from '../schema/rules/calendar/calendar.ts';
import type { ClockFacts, Clocks } from './clock/case-clocks.ts';
import type { Command, Operation, ServiceCall, State, Task } from './engine/types.ts';

/** Raised when a change of the engine or the shell would replay differently; old ones are kept while a case uses them. */
export const engineVersion = 1;

export const workflowType = 'caseWorkflow';
export const updateName = 'act';
export const calendarSignalName = 'calendarChanged';
export const machineSignalName = 'messageArrived';
export const snapshotQueryName = 'snapshot';

/** What travels from one run to the next at continue-as-new: the whole case is this value. */
export interface CarriedCase {
  state: State;
  step: number;
  clocks: Clocks;
  /** Results by update id: the server forgets update ids at continue-as-new, so a retried request finds its answer here. */
  done: [string, ActResult][];
  /** What the last recorded step led to; null before the first. */
  last: ActResult | null;
}

export interface CaseInput {
  version: 1;
  engineVersion: number;
  caseNumber: string;
  /** Travels as its hash: the payload codec puts the program in and takes it out (claim check). */
  program: Program;
  process: string;
  variables: Record<string, unknown>;
  calendar: Calendar;
  /** What the statutory clocks depend on besides the calendar. */
  limits: ClockFacts['limits'];
  submittedAt: string;
  carried?: CarriedCase;
}

/** Who acts. Staff and applicants by user id; `system` for the case itself (timers, outbox). */
export interface Actor {
  id: string;
  name: string;
  organisationId: string | null;
  /** 代理: whose work it is; the engine knows the act as theirs. */
  onBehalfOf?: { id: string; name: string };
}

/** In whose name somebody acts: what is theirs in the case is that person's. */
export const nameOf = ({ id, onBehalfOf }: Actor): string => onBehalfOf?.id ?? id;

/** What a person adds to a completion besides the decision; kept in the ledger, not in the process's variables. */
export interface Particulars {
  decision: string | null;
  opinion: string;
  marks: Mark[];
  agency: string | null;
  experts: string[];
  /** 同一人再次办理: the one who approved at the step before says so again, knowing it. */
  again?: boolean;
  /** The applicant's corrected answers. */
  answers?: Record<string, unknown>;
}

export type Act =
  | { kind: 'complete'; task: number; actor: Actor; variables: Record<string, unknown>; particulars: Particulars }
  /** `element` names what a recall takes back: its task is closed. */
  | { kind: 'operate'; task: number | null; element?: string; actor: Actor; operation: Operation; reason: string | null }
  | { kind: 'message'; name: string; actor: Actor; variables: Record<string, unknown>; reason: string | null }
  | { kind: 'retry'; incident: number; actor: Actor };

export interface ActResult {
  step: number;
  state: string;
  licenceNumber: string | null;
}

/** One step for `record`: everything that happened in it, in order. Idempotent by case and step. */
export interface Step {
  version: 1;
  caseNumber: string;
  programHash: string;
  step: number;
  /** ISO 8601 with offset. */
  at: string;
  cause:
    | { kind: 'started' }
    | { kind: 'timer' }
    | { kind: 'activity'; activity: string; failed: boolean }
    | { kind: 'machine'; name: string }
    | { kind: 'act'; act: Act }
    /** The transaction's own answers (a licence number) go on to the process; nobody has acted. */
    | { kind: 'effect' };
  commands: RecordedCommand[];
  /** Tokens in each element after the step: an interruption takes them away without a word in `commands`. */
  live: Record<string, number>;
}

export type RecordedCall = Omit<ServiceCall, 'variables'>;

/** The engine's commands as they are recorded: without what only the shell needs, and without the process's variables. */
export type RecordedCommand =
  | Exclude<Command, { kind: 'took' | 'armTimer' | 'cancelTimer' | 'call' | 'called' }>
  | { kind: 'call' | 'called'; call: RecordedCall };

export interface Recorded extends ActResult {
  /** By call: what only the transaction can give, as a licence number; merged into the process's variables. */
  results: Record<number, Record<string, unknown>>;
}

/** The activities that the workflow calls, by name; the worker implements them. */
export interface CaseActivities {
  record: (step: Step) => Promise<Recorded>;
  /** A service task's real work, by `approval:activity`. Throws an ApplicationFailure of type `bpmn:<code>` for a BPMN error. */
  perform: (call: {
    caseNumber: string;
    activity: string;
    element: string;
    variables: Record<string, unknown>;
  }) => Promise<Record<string, unknown> | null>;
}

/** What a case knows of itself, for the reconciler alone: everything else reads Postgres. */
export interface CaseSnapshot {
  /** The last step that was recorded; null before the first. */
  last: ActResult | null;
  finished: boolean;
  suspended: boolean;
  tasks: Task[];
  clocks: Clocks;
  /** Tokens by element. */
  live: Record<string, number>;
}
