import type { ledger } from '../../schema/db/tables/index.ts';
import type { Node } from '../../schema/process/program.ts';
import { clocksAfter, closeAll, dueTimes, receivedAgain } from '../../workflows/clock/case-clocks.ts';
import type { Clocks } from '../../workflows/clock/case-clocks.ts';
import { clockFacts, forwardTarget } from '../record/case-facts.ts';
import type { CaseFacts, CaseRow } from '../record/case-facts.ts';
import { afterEffect, afterFinish, afterOpening } from '../record/state-of.ts';

type Entry = typeof ledger.$inferSelect;

/** The columns of a case that follow from its ledger alone. */
export interface Rebuilt {
  step: number;
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

interface Folding extends Omit<Rebuilt, 'open' | 'dueAt' | 'promisedDueAt'> {
  clocks: Clocks;
  tasks: Set<number>;
  /** The entry that caused the step being folded. */
  cause: Entry | null;
}

const stageOf = (node: Node | undefined): CaseRow['stage'] => (node && 'stage' in node ? (node.stage ?? null) : null);

/** Folds a whole ledger, in order, over an application as it was handed in. `row` gives what the ledger does not hold: where and when that was. */
export function foldLedger(entries: Entry[], row: CaseRow, facts: CaseFacts): Rebuilt {
  const folding: Folding = {
    step: 0,
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
  for (const entry of entries) take(folding, entry, row, facts);
  const now = entries.at(-1)?.at ?? row.submittedAt;
  const { dueAt, promisedDueAt } = dueTimes(folding.clocks, clockFacts(row, facts), now.toISOString());
  const { clocks: _clocks, tasks, cause: _cause, ...columns } = folding;
  return { ...columns, dueAt, promisedDueAt, open: [...tasks].toSorted((a, b) => a - b) };
}

function take(folding: Folding, entry: Entry, row: CaseRow, facts: CaseFacts): void {
  const { type, data } = entry;
  const at = entry.at.toISOString();
  if (entry.step !== null && entry.step !== folding.step) {
    folding.step = entry.step;
    folding.cause = entry;
  }
  if (type.startsWith('effect.')) return takeEffect(folding, entry, row, facts);
  switch (type) {
    case 'task.opened': {
      const stage = stageOf(facts.program.nodes[entry.element ?? '']);
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
      if (data.corrected) folding.clocks = receivedAgain(folding.clocks, at);
      return;
    case 'operation.suspend':
    case 'operation.resume':
      folding.suspended = type === 'operation.suspend';
      return;
    case 'case.ended':
      folding.state = afterFinish(folding.state);
      folding.clocks = closeAll(folding.clocks, at, facts.calendar);
      folding.endedAt = entry.at;
      return;
    default:
  }
}

function takeEffect(folding: Folding, entry: Entry, row: CaseRow, facts: CaseFacts): void {
  const node = facts.program.nodes[entry.element ?? ''];
  const effect = node && 'effect' in node ? node.effect : undefined;
  if (!effect) return;
  const { data } = entry;
  folding.state = afterEffect(folding.state, effect.kind);
  folding.stage = stageOf(node) ?? folding.stage;
  folding.clocks = clocksAfter(folding.clocks, effect, entry.at.toISOString(), clockFacts(row, facts));
  switch (effect.kind) {
    case 'accept':
      folding.acceptedAt = effect.deemed ? row.submittedAt : entry.at;
      return;
    case 'requestCorrection': {
      const marks = data.marks as NonNullable<CaseRow['correction']>['marks'];
      folding.correction = { marks, note: textOf(data.note), round: (folding.correction?.round ?? 0) + 1 };
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

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
