import type { ViolationView } from '../../../schema/contracts/cases.ts';
import { dayOf } from '../../../schema/documents/official-date.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import type { StoredClock } from '../../../schema/rules/stored-clock.ts';
import { renewBeforeDays, violationLaw, violationsOf } from '../../../schema/rules/violations.ts';
import type { DatedClock, DatedFacts } from '../../../schema/rules/violations.ts';
import { dueOf } from '../../../workflows/clock/case-clocks.ts';
import type { FoundCase } from './repo.ts';

/** The periods of the law that a case has broken, as its clocks and its licence have them. */
export function violationViews({ row, guide, licenceEndsOn }: FoundCase, calendar: Calendar, now: Date): ViolationView[] {
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
  return violationsOf({ now: at, joint: guide.joint ?? false, clocks, ...renewal }).map((one) => ({
    kind: one.kind,
    at: new Date(one.at).toISOString(),
    law: violationLaw[one.kind],
  }));
}

function datedClock(clock: StoredClock, calendar: Calendar, now: string): DatedClock {
  const closed = clock.events.find(({ type }) => type === 'close');
  return { due: dueOf(clock, { calendar }, closed?.at ?? now), endedAt: closed?.at ?? null };
}
