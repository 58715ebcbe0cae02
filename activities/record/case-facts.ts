import { limitsOf } from '../../schema/catalog/case-limits.ts';
import type { ItemGuide } from '../../schema/catalog/item.ts';
import type { Level } from '../../schema/contracts/values.ts';
import type { cases } from '../../schema/db/tables/index.ts';
import type { Program } from '../../schema/process/program.ts';
import type { ClockFacts } from '../../workflows/clock/case-clocks.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';

export type CaseRow = typeof cases.$inferSelect;

/** Everything a step is folded with, read before the transaction; none of it changes while a case runs but the calendar. */
export interface CaseFacts {
  program: Program;
  guide: ItemGuide;
  calendar: Calendar;
  /** The organisations from the receiving one up to the national body, by level. */
  chain: { id: string; level: Level }[];
}

const order: Level[] = ['county', 'city', 'province', 'national'];

/** The organisation on the case's path at a level; the one that holds the case when there is none at that level. */
export function organisationAt(facts: CaseFacts, holder: string, level: string | undefined): string {
  if (!level || level === 'case') return holder;
  return facts.chain.find((organisation) => organisation.level === level)?.id ?? holder;
}

/** Where a case goes when it is forwarded (转报): the named level, else the next one up the path. */
export function forwardTarget(facts: CaseFacts, holder: string, level: string | undefined): string {
  if (level) return organisationAt(facts, holder, level);
  const at = facts.chain.find((organisation) => organisation.id === holder)?.level ?? 'county';
  const above = facts.chain.filter((organisation) => order.indexOf(organisation.level) > order.indexOf(at));
  return above[0]?.id ?? holder;
}

/** What the clocks need to know of a case. */
export const clockFacts = (row: CaseRow, facts: CaseFacts): ClockFacts => ({
  calendar: facts.calendar,
  limits: limitsOf(facts.guide),
  submittedAt: row.submittedAt.toISOString(),
});
