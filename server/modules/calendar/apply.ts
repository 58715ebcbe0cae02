import { desc, eq, isNull, sql } from 'drizzle-orm';
import { readNumberedCalendar } from '../../../schema/db/calendar.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { calendarDays, calendarMeta, calendarRevisions } from '../../../schema/db/tables/index.ts';
import type { CalendarRevision } from '../../../schema/contracts/calendar.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import { readUpload } from '../../../schema/rules/calendar/read-upload.ts';
import { Refusal } from '../../errors.ts';

type Row = typeof calendarRevisions.$inferSelect;

export const revisionView = (row: Row): CalendarRevision => ({
  revision: row.revision,
  document: row.document,
  by: row.appliedByName,
  appliedAt: row.appliedAt.toISOString(),
  publishedThrough: row.after.publishedThrough,
  told: row.told,
  moved: row.moved,
  finishedAt: row.finishedAt?.toISOString() ?? null,
});

/** The latest calendars that were applied. */
export async function latestRevisions(db: Database): Promise<CalendarRevision[]> {
  const rows = await db.select().from(calendarRevisions).orderBy(desc(calendarRevisions.revision)).limit(20);
  return rows.map(revisionView);
}

/** An uploaded calendar as it is to be applied, by whom, and the State Council's document that it is by. */
export interface Application {
  text: string;
  document: string;
  /** The calendar that was previewed against. */
  base: number;
  by: { id: string; name: string };
  now: Date;
}

/**
 * Puts a calendar in force and sets off the recomputing of live cases, in one transaction. Refuses with `calendar-refused` (and every
 * finding), `calendar-stale` when it has changed since the preview, `calendar-being-applied` while the last one is being worked through.
 */
export async function applyCalendar(
  db: Database,
  { text, document, base, by, now }: Application,
  settle: (tx: Transaction, answer: CalendarRevision) => Promise<void>,
): Promise<CalendarRevision> {
  return db.transaction(async (tx) => {
    const [meta] = await tx.select().from(calendarMeta).for('update');
    if (meta?.revision !== base) throw new Refusal('calendar-stale');
    const [under] = await tx.select().from(calendarRevisions).where(isNull(calendarRevisions.finishedAt)).limit(1);
    if (under) throw new Refusal('calendar-being-applied');
    const { calendar: before, revision: last } = await readNumberedCalendar(tx);
    const read = readUpload(text, before);
    if ('findings' in read) throw new Refusal('calendar-refused', { findings: read.findings });
    const revision = last + 1;
    await writeCalendar(tx, read.calendar, revision);
    const row = { revision, document, appliedBy: by.id, appliedByName: by.name, appliedAt: now, before, after: read.calendar };
    const [made] = await tx.insert(calendarRevisions).values(row).returning();
    const job = JSON.stringify({ revision });
    await tx.execute(
      sql`select graphile_worker.add_job('recompute', ${job}::json, job_key => ${`recompute.${revision}`}, max_attempts => 1000)`,
    );
    const answer = revisionView(made!);
    await settle(tx, answer);
    return answer;
  });
}

async function writeCalendar(tx: Transaction, { daysOff, weekendsWorked, publishedThrough }: Calendar, revision: number): Promise<void> {
  await tx.delete(calendarDays);
  await tx
    .insert(calendarDays)
    .values([
      ...daysOff.map((day) => ({ day, worked: false, name: '放假' })),
      ...weekendsWorked.map((day) => ({ day, worked: true, name: '调休上班' })),
    ]);
  await tx.update(calendarMeta).set({ publishedThrough, revision }).where(eq(calendarMeta.id, 'CN'));
}
