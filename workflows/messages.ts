import type { Mark } from '../schema/contracts/values.ts';
import type { Program } from '../schema/process/program.ts';
import type { Calendar } from '../schema/rules/calendar/calendar.ts';
import type { ClockChange } from '../schema/rules/procedures.ts';
import type { ClockFacts, Clocks } from './clock/case-clocks.ts';
import type { Mapping } from './engine/migration/mapping.ts';
import type { Command, Operation, ServiceCall, State } from './engine/types.ts';

/** Raised when a change of the engine or the shell would replay differently; old ones are kept while a case uses them. */
export const engineVersion = 1;

export const workflowType = 'caseWorkflow';
export const updateName = 'act';
export const migrateUpdateName = 'migrate';
export const calendarSignalName = 'calendarChanged';
export const machineSignalName = 'messageArrived';
export const snapshotQueryName = 'snapshot';
export const catchUpSignalName = 'catchUp';

/** What travels from one run to the next at continue-as-new: the whole case is this value. */
export interface CarriedCase {
  state: State;
  step: number;
  clocks: Clocks;
  /** Results by update id: the server forgets update ids at continue-as-new, so a retried request finds its answer here. */
  done: [string, ActResult][];
  /** What the last recorded step led to; null before the first. */
  last: ActResult | null;
  /** The subscriptions as last recorded; absent: none. */
  subscribed?: Subscription[];
  /** The latest migration, as far as undoing it needs to know. */
  migrated?: Migrated | null;
}

export interface Migrated {
  step: number;
  /** It asked nothing of the world outside: then it can be undone while nobody has acted since. */
  isQuiet: boolean;
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
  /** Which calendar that is; absent in cases from before calendars were numbered. */
  calendarRevision?: number;
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

/** A signal, or a message with a correlation key, that a case waits for. */
export interface Subscription {
  kind: 'message' | 'signal';
  name: string;
  /** '' for signals. */
  key: string;
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
  /** An expert's opinion is signed: the name as typed, and the SHA-256 of what was signed. */
  signature?: { name: string; hash: string };
  /** The shared marks that a correction notice goes out with, and what is new on one that is not the first. */
  markIds?: string[];
  further?: { marks: Mark[]; reason: string };
  /** 同一人再次办理: the one who approved at the step before says so again, knowing it. */
  again?: boolean;
  /** The applicant's corrected answers. */
  answers?: Record<string, unknown>;
}

export type Act =
  | { kind: 'complete'; task: number; actor: Actor; variables: Record<string, unknown>; particulars: Particulars }
  /** `element` names what a recall takes back: its task is closed. */
  | { kind: 'operate'; task: number | null; element?: string; actor: Actor; operation: Operation; reason: string | null }
  /** 特别程序 and 延期: a change of the clocks that no step of the process makes. `reason` is told to the applicant. */
  | { kind: 'clock'; actor: Actor; change: ClockChange; reason: string }
  | { kind: 'message'; name: string; actor: Actor; variables: Record<string, unknown>; reason: string | null }
  /** Tries an incident's element again, with corrected variables where there are any. */
  | { kind: 'retry'; incident: number; actor: Actor; variables?: Record<string, unknown>; reason?: string }
  /** Passes an incident's element by authority; `flow` is the way on where only that has to be chosen. */
  | { kind: 'skip'; incident: number; flow?: string; actor: Actor; reason: string }
  /** Corrects variables of the process, or as an incident's element sees them. */
  | { kind: 'correct'; incident?: number; variables: Record<string, unknown>; actor: Actor; reason: string }
  /** Moves a token by hand. */
  | { kind: 'move'; token: number; to: string; actor: Actor; reason: string }
  /** What another case has thrown: a message to the one that waits for it, a signal to all. */
  | { kind: 'deliver'; what: 'message' | 'signal'; name: string; key: string | null; variables: Record<string, unknown>; from: string };

/** A calendar that has been extended or corrected: its number, and the State Council's document that it is by. */
export interface CalendarNotice {
  revision: number;
  document: string;
}

/** A due time that another calendar has moved: of a clock, or of an open task's own limit. Null: it stands still. */
export interface MovedDue {
  clock: string;
  task: number | null;
  from: string | null;
  to: string | null;
}

/** A case goes over to another version of its definition, or back to where it was before. */
export interface Migration {
  /** The version it goes over to; travels as its hash. */
  program: Program;
  definition: { id: string; version: number };
  /** The hash of the version it runs on. */
  from: string;
  mapping: Mapping;
  actor: Actor;
  reason: string;
  /** The batch it is part of. */
  batch: string | null;
  /** Undoing: the state before the migration, in which the case goes on as if there had been none. */
  back?: State;
}

/** What is recorded of a migration; `before` is the state that an undoing would need. */
export interface RecordedMigration extends Omit<Migration, 'program' | 'back'>, Omit<Migrated, 'step'> {
  isUndo: boolean;
  before: State;
}

export interface ActResult {
  step: number;
  state: string;
  licenceNumber: string | null;
}

/** One step for `record`: everything that happened in it, in order. Recorded once by case and step; whoever asks again is told what was. */
export interface Step {
  version: 1;
  caseNumber: string;
  programHash: string;
  step: number;
  /** What the step is of, by which it is known again when its workflow task is tried again (decision 016). */
  key: string;
  /** The first step that a failing workflow task could still forget; what came of those before it need not be kept. */
  since: number;
  /** ISO 8601 with offset. */
  at: string;
  cause:
    | { kind: 'started' }
    | { kind: 'timer' }
    | { kind: 'activity'; activity: string; failed: boolean }
    | { kind: 'machine'; name: string }
    | { kind: 'act'; act: Act }
    | { kind: 'migrated'; migration: RecordedMigration }
    | { kind: 'calendar'; notice: CalendarNotice; moved: MovedDue[] }
    /** The transaction's own answers (a licence number) go on to the process; nobody has acted. */
    | { kind: 'effect' };
  commands: RecordedCommand[];
  /** What the case waits for from other cases; absent when it is what it was after the step before. */
  subscriptions?: Subscription[];
  /** Tokens after the step in each element that it touched: an interruption takes them away without a word in `commands`. */
  live: Record<string, number>;
  /** The calendar that the step was decided with; what is recorded of it goes by that one or a later one. */
  calendarRevision?: number;
  /** The state after the step: kept sealed beside the projection, so that a version can be tried without waking the case. */
  state: State;
  /** The clocks after the step, as the case itself knows them. */
  clocks: Clocks;
  /** What is left for the shell to carry out: calls and their cancelling, the end. */
  toDo: Command[];
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

/** What came of a step, kept until no workflow task can forget it: a case that has goes on from there. */
export interface Outcome extends Pick<Step, 'step' | 'key' | 'programHash' | 'state' | 'clocks' | 'toDo'> {
  recorded: Recorded;
  /** Where the step took the case to another version. */
  migrated: { definition: string; isQuiet: boolean } | null;
}

/** The answer for a step that has been recorded already. `program` is there when its version is another one than asked with, and travels as its hash. */
export interface Earlier {
  earlier: Outcome;
  program?: Program;
}

/** The activities that the workflow calls, by name; the worker implements them. */
export interface CaseActivities {
  record: (step: Step) => Promise<Recorded | Earlier>;
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
  clocks: Clocks;
  state: State;
}
