import { extensionRule, isBasis } from '../../schema/rules/procedures.ts';
import type { ClockChange } from '../../schema/rules/procedures.ts';
import { begin, dueOf, extendBy, isClosed, resumeAll, stopFor } from './case-clocks.ts';
import type { ClockFacts, Clocks } from './case-clocks.ts';

/** Why a change of a case's clocks is not possible. */
export type ChangeRefusal =
  | 'no-limit-running'
  | 'no-legal-basis'
  | 'notice-incomplete'
  | 'procedure-running'
  | 'procedure-not-running'
  | 'limit-passed'
  | 'already-extended'
  | 'extension-too-long';

/** The special procedure under way, by the process or by an act: of what, and since when; null when there is none. */
export function procedureOpen({ procedure, decision }: Clocks): { basis: string | null; since: string } | null {
  if (procedure && !isClosed(procedure)) return { basis: procedure.procedure?.basis ?? null, since: procedure.start };
  if (!decision || isClosed(decision)) return null;
  const last = decision.events.findLast(({ type }) => type === 'stop' || type === 'resume');
  return last?.type === 'stop' ? { basis: last.basis ?? null, since: last.at } : null;
}

const isWhole = (n: number): boolean => Number.isInteger(n) && n >= 1;

/**
 * Why a change is refused at `at`, or null: the law lets a limit stand still only for what it names, where an article requires
 * it and the applicant is told how long (art. 45); it is extended once, in time, by so many days and no more (art. 42).
 */
export function refusalOfChange(clocks: Clocks, change: ClockChange, at: string, facts: ClockFacts): ChangeRefusal | null {
  const { decision } = clocks;
  if (!decision || isClosed(decision)) return 'no-limit-running';
  const open = procedureOpen(clocks) !== null;
  if (change.name === 'endProcedure') return open ? null : 'procedure-not-running';
  const due = dueOf(decision, facts, at);
  const hasPassed = due !== null && Date.parse(at) > Date.parse(due);
  if (change.name === 'startProcedure') {
    if (!isBasis(change.basis) || change.law.trim() === '') return 'no-legal-basis';
    if (!isWhole(change.days)) return 'notice-incomplete';
    if (open) return 'procedure-running';
    return hasPassed ? 'limit-passed' : null;
  }
  if (decision.events.some(({ type }) => type === 'extend')) return 'already-extended';
  if (!isWhole(change.n) || change.n > extensionRule(facts.limits.joint ?? false).days) return 'extension-too-long';
  return hasPassed ? 'limit-passed' : null;
}

/** The clocks after a change that has not been refused. */
export function changeClocks(clocks: Clocks, change: ClockChange, at: string, { calendar }: Pick<ClockFacts, 'calendar'>): Clocks {
  switch (change.name) {
    case 'startProcedure': {
      if (change.mode === 'suspend') return stopFor(clocks, change, at, calendar);
      const { basis, law, mode, days } = change;
      return { ...clocks, procedure: { ...begin({ n: days, unit: 'workday' }, at), procedure: { basis, law, mode } } };
    }
    case 'endProcedure':
      return resumeAll(clocks, at, calendar);
    case 'extend':
      return extendBy(clocks, change.n, at, calendar);
  }
}
