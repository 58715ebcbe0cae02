import { and, asc, eq, inArray, isNotNull, isNull, lt, notInArray, or, sql } from 'drizzle-orm';
import { limitsOf } from '../../schema/catalog/case-limits.ts';
import { announce } from '../../schema/db/announce.ts';
import { readCalendar } from '../../schema/db/calendar.ts';
import type { Database, Transaction } from '../../schema/db/connect.ts';
import { queueHearingClock, standingOf } from '../../schema/db/hearings.ts';
import type { StandingHearing } from '../../schema/db/hearings.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { cases, hearingPeople, hearings, items } from '../../schema/db/tables/index.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { answerOf, isHearingLate, isHearingOpen, stateNow } from '../../schema/rules/hearing.ts';
import { isDeciding, ownDue } from '../../workflows/clock/case-clocks.ts';
import { entry } from '../record/entries.ts';
import type { Entry } from '../record/entries.ts';

/** Hearings looked at in one sweep. */
const lot = 200;

const daysAgo = (now: Date, days: number): string => new Date(now.getTime() - days * 24 * 60 * 60_000).toISOString();

/**
 * Notes in the ledger what time alone does to hearings: who said nothing in time has waived it, one that nobody asks for is over, one that is
 * not held in its days is late (art. 47). Each once; two workers may sweep at once. Gives how many changed.
 */
export async function sweepHearings(db: Database, now: Date): Promise<number> {
  // Only what time may have changed is looked at more closely: five working days are never fewer than five days.
  const mayHaveLapsed = sql`exists (select 1 from ${hearingPeople} p join services s on s.document_id = p.rights_document_id
    where p.hearing_id = ${hearings.id} and p.answer is null and s.state = 'delivered' and s.delivered_at < ${daysAgo(now, 5)}::timestamptz)`;
  const isLate = and(isNull(hearings.lateNotedAt), inArray(hearings.state, ['requested', 'scheduled']), lt(hearings.mustHoldBy, now));
  const isPast = or(isNotNull(cases.endedAt), inArray(cases.state, ['GRANTED', 'DENIED', 'CERTIFYING', 'DELIVERED', 'FILED']));
  const running = await db
    .select({ id: hearings.id, caseNumber: hearings.caseNumber })
    .from(hearings)
    .innerJoin(cases, eq(cases.caseNumber, hearings.caseNumber))
    .where(and(notInArray(hearings.state, ['closed', 'waived']), or(mayHaveLapsed, isLate, isPast)))
    .orderBy(asc(hearings.toldAt))
    .limit(lot);
  if (running.length === 0) return 0;
  const calendar = await readCalendar(db);
  let changed = 0;
  for (const { caseNumber } of running) changed += await db.transaction((tx) => sweepOne(tx, caseNumber, calendar, now));
  return changed;
}

async function sweepOne(tx: Transaction, caseNumber: string, calendar: Calendar, now: Date): Promise<number> {
  const [found] = await tx
    .select({ row: cases, guide: items.guide })
    .from(cases)
    .innerJoin(items, eq(items.id, cases.itemId))
    .where(eq(cases.caseNumber, caseNumber))
    .for('update', { of: cases });
  const facts = { limits: limitsOf(found!.guide), calendar };
  const { hearing } = await standingOf(tx, caseNumber, (from) => ownDue('hearingRequest', from, facts));
  const entries = hearing ? await noteTime(tx, hearing, isDeciding(found!.row.clocks) && found!.row.endedAt === null, now) : [];
  if (entries.length === 0) return 0;
  const chain = await appendLedger(tx, found!.row, entries, { step: null, at: now.toISOString() });
  await tx.update(cases).set(chain).where(eq(cases.caseNumber, caseNumber));
  await announce(tx, caseNumber, found!.row.step);
  return 1;
}

/** `isAwaited`: the case still waits for its decision. One that was withdrawn, or decided as its people were being told, has nothing to hear. */
async function noteTime(tx: Transaction, hearing: StandingHearing, isAwaited: boolean, now: Date): Promise<Entry[]> {
  const { row, people } = hearing;
  if (!isHearingOpen(row)) return [];
  if (!isAwaited) {
    return [await drop(tx, row.id, now)];
  }
  const entries: Entry[] = [];
  if (row.basis === 'request') {
    const lapsed = people.filter((one) => one.answer === null && answerOf(one, now) === 'expired');
    for (const { row: person } of lapsed) {
      await tx.update(hearingPeople).set({ answer: 'expired', answeredAt: now }).where(eq(hearingPeople.id, person.id));
      entries.push(entry('hearing.lapsed', { who: person.name }));
    }
    if (stateNow(hearing, now) === 'waived') entries.push(await drop(tx, row.id, now));
  }
  if (row.lateNotedAt === null && isHearingLate(hearing, now) && now > row.mustHoldBy!) {
    await tx.update(hearings).set({ lateNotedAt: now }).where(eq(hearings.id, row.id));
    entries.push(entry('anomaly.hearingLate', {}));
  }
  return entries;
}

/** No hearing is held; what stood still for it goes on. */
async function drop(tx: Transaction, id: string, now: Date): Promise<Entry> {
  await tx.update(hearings).set({ state: 'waived', closedAt: now }).where(eq(hearings.id, id));
  await queueHearingClock(tx, id);
  return entry('hearing.dropped');
}
