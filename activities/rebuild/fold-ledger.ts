import type { ledger } from '../../schema/db/tables/index.ts';
import type { Node, Program } from '../../schema/process/program.ts';
import { FurtherItems, noticeSent } from '../../schema/rules/correction.ts';
import { clocksAfter, closeAll, dueTimes, receivedAgain } from '../../workflows/clock/case-clocks.ts';
import type { Clocks } from '../../workflows/clock/case-clocks.ts';
import { changeClocks } from '../../workflows/clock/change.ts';
import type { ClockChange } from '../../schema/rules/procedures.ts';
import { clockFacts, forwardTarget } from '../record/case-facts.ts';
import type { CaseFacts, CaseRow } from '../record/case-facts.ts';
import { afterChange, afterEffect, afterFinish, afterOpening } from '../record/state-of.ts';

type Entry = typeof ledger.$inferSelect;

/** The columns of a case that follow from its ledger alone. */
export interface Rebuilt {
  step: number;
  definitionId: string;
  state: CaseRow['state'];
  stage: CaseRow['stage'];
  holderOrganisationId: string;
  acceptedAt: Date | null;
  endedAt: Date | null;
  dueAt: Date | null;
  promisedDueAt: Date | null;
  suspended: boolean;
  licenceNumber: string | null;
  correction: CaseRow['correction'];
  conclusion: CaseRow['conclusion'];
  /** Open tasks by the engine's number, in order. */
  open: number[];
}

/** Programs by their hash, of every version that the ledger's migrations name. */
export type Programs = ReadonlyMap<string, Program>;

interface Folding extends Omit<Rebuilt, 'open' | 'dueAt' | 'promisedDueAt'> {
  clocks: Clocks;
  tasks: Set<number>;
  /** The version that entries are about at this point. */
  program: Program;
  /** The entry that caused the step being folded. */
  cause: Entry | null;
}

const stageOf = (node: Node | undefined): CaseRow['stage'] => (node && 'stage' in node ? (node.stage ?? null) : null);

const isMigration = (type: string): boolean => type === 'case.migrated' || type === 'case.migration-undone';

/** The hashes of the versions that a ledger's migrations name. */
export const versionsIn = (entries: Entry[]): string[] => [
  ...new Set(entries.filter(({ type }) => isMigration(type)).flatMap(({ data }) => [String(data.from), String(data.to)])),
];

/**
 * Folds a whole ledger, in order, over an application as it was handed in. `row` gives what the ledger does not hold: where
 * and when that was, and the version it runs on when it has never gone over to another.
 */
export function foldLedger(entries: Entry[], row: CaseRow, facts: CaseFacts, programs: Programs): Rebuilt {
  const [first] = versionsIn(entries);
  const folding: Folding = {
    step: 0,
    definitionId: row.definitionId,
    program: programs.get(first ?? '') ?? facts.program,
    state: 'SUBMITTED',
    stage: 'apply',
    holderOrganisationId: row.organisationId,
    acceptedAt: null,
    endedAt: null,
    suspended: false,
    licenceNumber: null,
    correction: null,
    conclusion: null,
    clocks: {},
    tasks: new Set(),
    cause: null,
  };
  for (const entry of entries) take(folding, entry, row, facts, programs);
  const now = entries.at(-1)?.at ?? row.submittedAt;
  const { dueAt, promisedDueAt } = dueTimes(folding.clocks, clockFacts(row, facts), now.toISOString());
  const { clocks: _clocks, tasks, cause: _cause, program: _program, ...columns } = folding;
  return { ...columns, dueAt, promisedDueAt, open: [...tasks].toSorted((a, b) => a - b) };
}

function take(folding: Folding, entry: Entry, row: CaseRow, facts: CaseFacts, programs: Programs): void {
  const { type, data } = entry;
  const at = effectiveAt(entry);
  if (entry.step !== null && entry.step !== folding.step) {
    folding.step = entry.step;
    folding.cause = entry;
  }
  if (type.startsWith('effect.')) return takeEffect(folding, entry, row, facts);
  if (isMigration(type)) {
    folding.program = programs.get(String(data.to)) ?? folding.program;
    folding.definitionId = String(data.definition);
    return;
  }
  switch (type) {
    case 'task.changed': {
      const stage = stageOf(folding.program.nodes[entry.element ?? '']);
      if (stage === null || stage === folding.stage) return;
      folding.stage = stage;
      folding.state = afterOpening(folding.state, folding.program.nodes[entry.element ?? '']);
      return;
    }
    case 'task.opened': {
      const stage = stageOf(folding.program.nodes[entry.element ?? '']);
      folding.tasks.add(Number(data.task));
      folding.stage = stage ?? folding.stage;
      folding.state = afterOpening(folding.state, facts.program.nodes[entry.element ?? '']);
      return;
    }
    case 'task.closed':
      folding.tasks.delete(Number(data.task));
      return;
    case 'task.completed':
      if (data.closed) folding.tasks.delete(Number(data.task));
      if (data.corrected) folding.clocks = receivedAgain(folding.clocks, at, clockFacts(row, facts));
      return;
    case 'anomaly.secondCorrection': {
      const notice = folding.correction;
      if (!notice) return;
      const told = FurtherItems.pick({ marks: true, reason: true }).parse(data);
      const further = [...(notice.further ?? []), { round: notice.round, ...told, by: entry.actorName, at }];
      folding.correction = { ...notice, further };
      return;
    }
    case 'clock.startProcedure':
    case 'clock.endProcedure':
    case 'clock.extend': {
      const change = { ...data, name: type.slice('clock.'.length) } as ClockChange;
      folding.clocks = changeClocks(folding.clocks, change, at, facts);
      folding.state = afterChange(folding.state, change, folding.stage);
      return;
    }
    case 'operation.suspend':
    case 'operation.resume':
      folding.suspended = type === 'operation.suspend';
      return;
    case 'case.ended':
      folding.state = afterFinish(folding.state);
      folding.clocks = closeAll(folding.clocks, at, facts.calendar);
      folding.endedAt = new Date(at);
      return;
    default:
  }
}

function takeEffect(folding: Folding, entry: Entry, row: CaseRow, facts: CaseFacts): void {
  const node = folding.program.nodes[entry.element ?? ''];
  const effect = node && 'effect' in node ? node.effect : undefined;
  if (!effect) return;
  const { data } = entry;
  folding.state = afterEffect(folding.state, effect.kind);
  folding.stage = stageOf(node) ?? folding.stage;
  folding.clocks = clocksAfter(folding.clocks, effect, effectiveAt(entry), clockFacts(row, facts));
  switch (effect.kind) {
    case 'accept':
      folding.acceptedAt = effect.deemed ? row.submittedAt : new Date(effectiveAt(entry));
      return;
    case 'requestCorrection': {
      const marks = data.marks as NonNullable<CaseRow['correction']>['marks'];
      folding.correction = noticeSent(folding.correction, { marks, note: textOf(data.note) }, null);
      return;
    }
    case 'forward':
      folding.holderOrganisationId = forwardTarget(facts, folding.holderOrganisationId, effect.level);
      return;
    case 'certify':
      folding.licenceNumber = textOf(data.licenceNumber);
      return;
    case 'refuse':
    case 'deny':
    case 'grant':
    case 'withdraw':
    case 'lapse':
    case 'file': {
      const said = folding.cause?.data ?? {};
      const reason = textOf(said.opinion) ?? textOf(said.reason) ?? effect.law ?? null;
      folding.conclusion = { kind: effect.kind, reason, agency: textOf(said.agency) };
      return;
    }
    default:
  }
}

/** When what an entry says took effect, ISO 8601: a deadline's own time, where it passed while nobody was there. */
const effectiveAt = ({ at, data }: Entry): string => textOf(data.asOf) ?? at.toISOString();

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
