import { and, eq, isNotNull, ne } from 'drizzle-orm';
import type { ViolationView } from '../../../schema/contracts/cases.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { hearings, inspections } from '../../../schema/db/tables/index.ts';
import { dayOf } from '../../../schema/documents/official-date.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import type { StoredClock } from '../../../schema/rules/stored-clock.ts';
import { renewBeforeDays, violationLaw, violationsOf } from '../../../schema/rules/violations.ts';
import type { DatedClock, DatedFacts } from '../../../schema/rules/violations.ts';
import { dueOf } from '../../../workflows/clock/case-clocks.ts';
import type { FoundCase } from './repo.ts';

/** The periods of the law that a case has broken, as its clocks, its licence, its hearings and its inspections have them. */
export async function violationViews(db: Database, found: FoundCase, calendar: Calendar, now: Date): Promise<ViolationView[]> {
  const { row, guide, licenceEndsOn } = found;
  const at = now.toISOString();
  const { receive, firstReview, decision, deliver } = row.clocks;
  const dated = (clock: StoredClock | undefined): DatedClock | undefined => clock && datedClock(clock, calendar, at);
  const clocks: DatedFacts['clocks'] = {};
  for (const [name, clock] of Object.entries({ firstReview, decision, deliver })) {
    const one = dated(clock);
    if (one) clocks[name as 'decision'] = one;
  }
  // The limit to ask for corrections is that of receiving, once they have been asked for; without them silence is an acceptance.
  const received = row.correction && dated(receive);
  if (received) clocks.correction = received;
  const daysBefore = guide.licence.renewBefore ?? renewBeforeDays;
  const renewal = licenceEndsOn === null ? {} : { renewal: { appliedOn: dayOf(row.submittedAt), licenceEndsOn, daysBefore } };
  const [heard, inspected] = await Promise.all([hearingClocks(db, row.caseNumber), inspectionClocks(db, row.caseNumber)]);
  const facts: DatedFacts = { now: at, joint: guide.joint ?? false, clocks, ...renewal, hearings: heard, inspections: inspected };
  return violationsOf(facts).map((one) => ({
    kind: one.kind,
    at: new Date(one.at).toISOString(),
    law: violationLaw[one.kind],
  }));
}

function datedClock(clock: StoredClock, calendar: Calendar, now: string): DatedClock {
  const closed = clock.events.find(({ type }) => type === 'close');
  return { due: dueOf(clock, { calendar }, closed?.at ?? now), endedAt: closed?.at ?? null };
}

/** From the request to the hearing (art. 47); what nobody asked for, or took back, has no end to keep to. */
async function hearingClocks(db: Database, caseNumber: string): Promise<DatedClock[]> {
  const rows = await db
    .select({ due: hearings.mustHoldBy, state: hearings.state, heldAt: hearings.heldAt, closedAt: hearings.closedAt })
    .from(hearings)
    .where(and(eq(hearings.caseNumber, caseNumber), isNotNull(hearings.mustHoldBy), ne(hearings.state, 'waived')));
  return rows.map(({ due, state, heldAt, closedAt }) => {
    const isHeld = state === 'recorded' || state === 'closed';
    return { due: due!.toISOString(), endedAt: (isHeld ? (heldAt ?? closedAt) : null)?.toISOString() ?? null };
  });
}

/** Until inspectors are assigned (art. 55). */
async function inspectionClocks(db: Database, caseNumber: string): Promise<DatedClock[]> {
  const rows = await db
    .select({ due: inspections.assignBy, orderedAt: inspections.orderedAt })
    .from(inspections)
    .where(and(eq(inspections.caseNumber, caseNumber), isNotNull(inspections.assignBy)));
  return rows.map(({ due, orderedAt }) => ({ due: due!.toISOString(), endedAt: orderedAt.toISOString() }));
}
