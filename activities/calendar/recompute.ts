import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { calendarRevisions, cases } from '../../schema/db/tables/index.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { shiftOf } from '../../workflows/clock/shift.ts';
import { calendarSignalName } from '../../workflows/messages.ts';
import type { CalendarNotice } from '../../workflows/messages.ts';

/** Cases told before the position is written down, and at once. */
const lot = 100;
const atOnce = 8;
/** One run of the job works so long; then another goes on, so that no worker holds it for hours. */
const budgetMs = 60_000;

/**
 * Tells the open cases of a calendar that has been applied, in order of case number, from where it was last: each counts its clocks anew,
 * arms its timers and writes down what moved. A crash repeats a lot at most, and a case that is told twice does it once. Gives whether all have been told.
 */
export async function recompute(client: Client, db: Database, revision: number, now: () => Date): Promise<boolean> {
  const until = now().getTime() + budgetMs;
  const ofRevision = eq(calendarRevisions.revision, revision);
  for (;;) {
    const [run] = await db.select().from(calendarRevisions).where(ofRevision);
    if (!run || run.finishedAt) return true;
    const next = await db
      .select({ caseNumber: cases.caseNumber, clocks: cases.clocks })
      .from(cases)
      .where(and(isNull(cases.endedAt), gt(cases.caseNumber, run.position)))
      .orderBy(asc(cases.caseNumber))
      .limit(lot);
    const notice: CalendarNotice = { revision, document: run.document };
    const queue = next.map(({ caseNumber }) => caseNumber);
    const work = async (): Promise<void> => {
      for (let one = queue.shift(); one; one = queue.shift()) await tell(client, one, run.after, notice);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const at = now();
    const moved = next.filter(({ clocks }) => shiftOf(clocks, run.before, run.after, at.toISOString()) !== null).length;
    const isLast = next.length < lot;
    await db
      .update(calendarRevisions)
      .set({
        position: next.at(-1)?.caseNumber ?? run.position,
        told: sql`${calendarRevisions.told} + ${next.length}`,
        moved: sql`${calendarRevisions.moved} + ${moved}`,
        ...(isLast ? { finishedAt: at } : {}),
      })
      .where(and(ofRevision, eq(calendarRevisions.position, run.position)));
    if (isLast) return true;
    if (at.getTime() > until) return false;
  }
}

/** A case that has not begun starts with the calendar in force; one that has ended counts nothing any more. */
export async function tell(client: Client, caseNumber: string, calendar: Calendar, notice: CalendarNotice): Promise<void> {
  try {
    await client.workflow.getHandle(caseNumber).signal(calendarSignalName, calendar, notice);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
