import { eq } from 'drizzle-orm';
import { limitsOf } from '../../../schema/catalog/case-limits.ts';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { queueHearingClock, standingOf } from '../../../schema/db/hearings.ts';
import type { HearingRow, Standing, StandingHearing } from '../../../schema/db/hearings.ts';
import { cases, hearings } from '../../../schema/db/tables/index.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import { isDeciding, ownDue } from '../../../workflows/clock/case-clocks.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { FoundCase } from '../cases/repo.ts';
import { noteOnCase } from '../tasks/act.ts';

type CaseRow = typeof cases.$inferSelect;

/** What of an item and the calendar the days of a hearing follow from. */
export interface HearingDays {
  /** The end of the days to ask for a hearing or to state an opinion, from a service. */
  requestDue: (servedAt: Date) => Date;
  /** The end of the days in which it has to be held, from the request. */
  hearingDue: (requestedAt: Date) => Date;
}

export function daysOf(guide: ItemGuide, calendar: Calendar): HearingDays {
  const facts = { limits: limitsOf(guide), calendar };
  return {
    requestDue: (from) => ownDue('hearingRequest', from, facts),
    hearingDue: (from) => ownDue('hearing', from, facts),
  };
}

/** Accepted and not decided: the time in which people are told and heard. */
export const canHear = ({ clocks, endedAt, suspended }: Pick<CaseRow, 'clocks' | 'endedAt' | 'suspended'>): boolean =>
  endedAt === null && !suspended && isDeciding(clocks);

/** Who acts, on which case, when. */
export interface Acting {
  found: Pick<FoundCase, 'row' | 'guide'>;
  days: HearingDays;
  actor: Actor;
  now: Date;
}

/** A case held for an act of its hearing. */
export interface HeldCase {
  tx: Transaction;
  row: CaseRow;
  standing: Standing;
  acting: Acting;
  /** An entry in the case's ledger. */
  note: (type: string, data?: Record<string, unknown>) => Promise<void>;
}

/** Runs `work` with the case held and its hearing read anew, in one transaction. */
export const withHearing = <T>(db: Database, acting: Acting, work: (held: HeldCase) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    const { caseNumber } = acting.found.row;
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber)).for('update');
    if (!row) throw new Refusal('case-not-found');
    const standing = await standingOf(tx, caseNumber, acting.days.requestDue);
    const { actor, now } = acting;
    return work({ tx, row, standing, acting, note: (type, data = {}) => noteOnCase(tx, row, { actor, now }, type, data) });
  });

export function requireHearing({ standing }: HeldCase): StandingHearing {
  if (!standing.hearing) throw new Refusal('hearing-not-asked');
  return standing.hearing;
}

/** Changes a hearing; where its state does, the worker sees to the decision's limit. */
export async function changeHearing(tx: Transaction, before: HearingRow, columns: Partial<HearingRow>): Promise<void> {
  await tx.update(hearings).set(columns).where(eq(hearings.id, before.id));
  // Whether the worker has come to what was asked before is not known here: it looks for itself.
  if (columns.state !== undefined) await queueHearingClock(tx, before.id);
}
