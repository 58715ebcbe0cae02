import type { State } from '../state.ts';
import type { Change, ChangeCode, Finding, FindingCode } from './finding.ts';
import type { Plan } from './mapping.ts';

/** One case on its way to another version: the state as it was, the copy that is being changed, and what is found on the way. */
export interface Work {
  plan: Plan;
  before: State;
  state: State;
  findings: Finding[];
  changes: Change[];
  /** By live scope: the body it is in the new version (for an activity's own variables the activity). */
  bodies: Map<number, string>;
  /** Live scopes of sub-processes that the new version does not have: the scope that takes in what is in them. */
  dissolved: Map<number, number>;
  /** Waits of what has dissolved. */
  orphans: number[];
  /** Scopes of sub-processes that lie newly round where tokens stand. */
  opened: Set<number>;
}

export function newWork(plan: Plan, before: State, state: State): Work {
  return { plan, before, state, findings: [], changes: [], bodies: new Map(), dissolved: new Map(), orphans: [], opened: new Set() };
}

/** Notes a finding once. */
export function find(work: Work, element: string | null, code: FindingCode, message: string, others?: string[]): void {
  if (work.findings.some((one) => one.element === element && one.code === code)) return;
  work.findings.push({ element, code, message, ...(others ? { others } : {}) });
}

/** Notes a change once. */
export function note(work: Work, element: string, code: ChangeCode): void {
  if (!work.changes.some((one) => one.element === element && one.code === code)) work.changes.push({ element, code });
}
