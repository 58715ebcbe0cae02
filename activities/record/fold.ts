import type { CaseState, Stage } from '../../schema/contracts/values.ts';
import type { Effect } from '../../schema/process/approval-extension.ts';
import type { RecordedCall, RecordedCommand, Step } from '../../workflows/messages.ts';
import { clockFacts, forwardTarget } from './case-facts.ts';
import type { CaseFacts, CaseRow } from './case-facts.ts';
import { clocksAfter, closeAll, receivedAgain } from '../../workflows/clock/case-clocks.ts';
import type { Clocks } from '../../workflows/clock/case-clocks.ts';
import { changeClocks } from '../../workflows/clock/change.ts';
import type { ClockChange } from '../../schema/rules/procedures.ts';
import { causeEntries, correctionBeside, entry, entryAt, furtherEntry } from './entries.ts';
import type { Entry } from './entries.ts';
import { afterChange, afterEffect, afterFinish, afterOpening } from './state-of.ts';
import { noticeSent } from '../../schema/rules/correction.ts';

type Of<K extends RecordedCommand['kind']> = Extract<RecordedCommand, { kind: K }>;
export type OpenedTask = Of<'openTask'>['task'];

/** What one step changes, worked out without a database: the transaction only writes it down. */
export interface Folded {
  /** When what it does took effect: the step's time, or the deadline's that brought it about while nobody was there. */
  at: string;
  state: CaseState;
  stage: Stage | null;
  holder: string;
  clocks: Clocks;
  acceptedAt: string | null;
  endedAt: string | null;
  suspended: boolean;
  correction: CaseRow['correction'];
  conclusion: CaseRow['conclusion'];
  answers: CaseRow['answers'];
  /** The call that issues the licence: the transaction takes its number. */
  certifies: number | null;
  opened: OpenedTask[];
  updated: OpenedTask[];
  /** Open tasks as the version has them that the case has gone over to. */
  changed: OpenedTask[];
  closed: Of<'closeTask'>[];
  /** Effects in order, also those that an act has without an element of the process, each with its ledger entry and who held the case then: their documents are made from them. */
  effects: { effect: Effect; element: string | null; holder: string; entry: Entry }[];
  incidents: Of<'incident'>['incident'][];
  resolved: number[];
  /** How often each element was entered. */
  visits: Map<string, number>;
  entries: Entry[];
}

/** Folds a step's commands over the case, in order. `element` is that of the task or incident which the step's act names. */
export function fold(row: CaseRow, step: Step, facts: CaseFacts, element: string | null): Folded {
  const act = step.cause.kind === 'act' ? step.cause.act : null;
  const particulars = act?.kind === 'complete' ? act.particulars : null;
  const folded: Folded = {
    at: step.at,
    state: row.state,
    stage: row.stage,
    holder: row.holderOrganisationId,
    clocks: row.clocks,
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    suspended: row.suspended,
    correction: row.correction,
    conclusion: row.conclusion,
    answers: row.answers,
    certifies: null,
    opened: [],
    updated: [],
    changed: [],
    closed: [],
    effects: [],
    incidents: [],
    resolved: [],
    visits: new Map(),
    entries: causeEntries(step, facts.program, element),
  };
  if (particulars?.answers) {
    folded.answers = particulars.answers;
    folded.clocks = receivedAgain(folded.clocks, step.at, clockFacts(row, facts));
  }
  if (act?.kind === 'clock') applyChange(folded, act.change, step, facts);
  for (const command of step.commands) apply(folded, command, row, step, facts);
  return folded;
}

/** A change of the clocks by an act; the notice it needs is made like that of the effect that does the same in a process. */
function applyChange(folded: Folded, change: ClockChange, step: Step, facts: CaseFacts): void {
  folded.clocks = changeClocks(folded.clocks, change, step.at, facts);
  folded.state = afterChange(folded.state, change, folded.stage);
  const effect = noticeOf(change);
  if (effect) folded.effects.push({ effect, element: null, holder: folded.holder, entry: folded.entries[0]! });
}

function noticeOf(change: ClockChange): Effect | null {
  if (change.name === 'extend') return { kind: 'extendClock' };
  if (change.name === 'endProcedure' || change.mode === 'included') return null;
  const { basis, law, days } = change;
  return { kind: 'stopClock', basis, law, days };
}

function apply(folded: Folded, command: RecordedCommand, row: CaseRow, step: Step, facts: CaseFacts): void {
  switch (command.kind) {
    case 'entered':
      folded.visits.set(command.element, (folded.visits.get(command.element) ?? 0) + 1);
      return;
    case 'openTask':
      folded.opened.push(command.task);
      folded.stage = command.task.stage ?? folded.stage;
      folded.state = afterOpening(folded.state, facts.program.nodes[command.task.element]);
      folded.entries.push(entryAt('task.opened', command.task.element, facts.program, openedData(command.task)));
      return;
    case 'updateTask':
      // Suspending and resuming leave a task with whoever has claimed it.
      if (command.change === 'assignee' || command.change === 'signer') folded.updated.push(command.task);
      if (command.change === 'migrated') applyChanged(folded, command.task, facts);
      return;
    case 'closeTask': {
      folded.closed.push(command);
      // The completion that closes its own task says so itself.
      const cause = folded.entries[0];
      if (cause?.type === 'task.completed' && cause.data.task === command.task) cause.data.closed = true;
      else folded.entries.push(entryAt('task.closed', command.element, facts.program, { task: command.task, reason: command.reason }));
      return;
    }
    case 'called':
    case 'call':
      if (command.call.effect) applyEffect(folded, command.call, row, step, facts);
      else folded.entries.push(entryAt('activity.started', command.call.element, facts.program, { activity: command.call.activity }));
      return;
    case 'passedOver':
      folded.entries.push(entryAt('task.passedOver', command.element, facts.program, { users: [command.user] }));
      return;
    case 'incident':
      folded.incidents.push(command.incident);
      folded.entries.push(
        entryAt('incident.raised', command.incident.element, facts.program, {
          code: command.incident.code,
          message: command.incident.message,
        }),
      );
      return;
    case 'incidentResolved':
      folded.resolved.push(command.incident);
      folded.entries.push(entry('incident.resolved', { incident: command.incident }));
      return;
    case 'variablesSet': {
      // An act that only corrects is the entry itself; one that tries again besides has another.
      const cause = folded.entries[0];
      const own = cause?.type === 'variables.corrected' ? cause : correctionBeside(cause, command.element, facts.program);
      own.data.changes = command.changes;
      if (own !== cause) folded.entries.push(own);
      return;
    }
    case 'returned':
      folded.entries.push(entryAt('case.returned', command.to, facts.program, { from: command.from }));
      return;
    case 'throwMessage':
    case 'throwSignal': {
      const type = command.kind === 'throwSignal' ? 'signal.thrown' : 'message.thrown';
      folded.entries.push(entryAt(type, command.element, facts.program, { name: command.name }));
      return;
    }
    case 'suspended':
    case 'resumed':
      folded.suspended = command.kind === 'suspended';
      return;
    case 'finish':
      folded.state = afterFinish(folded.state);
      folded.clocks = closeAll(folded.clocks, folded.at, facts.calendar);
      folded.endedAt = folded.at;
      folded.entries.push(
        entry('case.ended', { status: command.status, ...asOf(folded.at, step), ...(command.reason ? { reason: command.reason } : {}) }),
      );
      return;
    default:
      return;
  }
}

/** What an entry says of something that took effect before it was written down. */
const asOf = (at: string, step: Step): Record<string, unknown> => (at === step.at ? {} : { asOf: new Date(at).toISOString() });

/** A task that another version has in another stage takes the case there. */
function applyChanged(folded: Folded, task: OpenedTask, facts: CaseFacts): void {
  folded.changed.push(task);
  folded.entries.push(entryAt('task.changed', task.element, facts.program, { task: task.id }));
  if (task.stage === undefined || task.stage === folded.stage) return;
  folded.stage = task.stage;
  folded.state = afterOpening(folded.state, facts.program.nodes[task.element]);
}

const openedData = ({ id, assignee, approvedBefore }: OpenedTask): Record<string, unknown> => ({
  task: id,
  ...(assignee === null ? {} : { assignee }),
  ...(approvedBefore ? { approvedBefore } : {}),
});

function applyEffect(folded: Folded, call: RecordedCall, row: CaseRow, step: Step, facts: CaseFacts): void {
  const effect = call.effect!;
  const act = step.cause.kind === 'act' ? step.cause.act : null;
  const particulars = act?.kind === 'complete' ? act.particulars : null;
  const submittedAt = row.submittedAt.toISOString();
  const node = facts.program.nodes[call.element];
  folded.at = call.at ?? folded.at;
  folded.state = afterEffect(folded.state, effect.kind);
  folded.stage = (node && 'stage' in node ? node.stage : undefined) ?? folded.stage;
  folded.clocks = clocksAfter(folded.clocks, effect, folded.at, clockFacts(row, facts));
  const { holder } = folded;
  const data: Record<string, unknown> = asOf(folded.at, step);
  if (effect.law) data.law = effect.law;
  if (effect.deemed) data.deemed = true;
  if (effect.basis) data.basis = effect.basis;
  switch (effect.kind) {
    case 'accept':
      // Deemed acceptance counts from the day of receipt (Licensing Law art. 32).
      folded.acceptedAt = effect.deemed ? submittedAt : folded.at;
      break;
    case 'requestCorrection':
      folded.correction = noticeSent(
        folded.correction,
        { marks: particulars?.marks ?? [], note: particulars?.opinion || null },
        particulars?.further
          ? { ...particulars.further, by: act?.kind === 'complete' ? act.actor.name : null, at: new Date(step.at).toISOString() }
          : null,
      );
      data.marks = particulars?.marks ?? [];
      data.note = particulars?.opinion ?? '';
      break;
    case 'forward':
      folded.holder = forwardTarget(facts, folded.holder, effect.level);
      data.to = folded.holder;
      break;
    case 'refuse':
    case 'deny':
    case 'grant':
    case 'withdraw':
    case 'lapse':
    case 'file':
      folded.conclusion = {
        kind: effect.kind,
        reason: particulars?.opinion || (act?.kind === 'message' ? act.reason : null) || effect.law || null,
        agency: particulars?.agency ?? null,
      };
      break;
    case 'certify':
      folded.certifies = call.call;
      break;
    default:
      break;
  }
  const made = entryAt(`effect.${effect.kind}`, call.element, facts.program, data);
  folded.entries.push(made);
  folded.effects.push({ effect, element: call.element, holder, entry: made });
  if (effect.kind === 'requestCorrection' && act?.kind === 'complete' && act.particulars.further) {
    folded.entries.push(furtherEntry(act, act.particulars.further, call.element, facts.program));
  }
}
