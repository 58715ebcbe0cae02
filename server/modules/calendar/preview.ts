import { and, asc, gt, isNull } from 'drizzle-orm';
import { readNumberedCalendar } from '../../../schema/db/calendar.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { cases } from '../../../schema/db/tables/index.ts';
import type { CalendarPreview } from '../../../schema/contracts/calendar.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import { changedDays, readUpload } from '../../../schema/rules/calendar/read-upload.ts';
import { shiftOf } from '../../../workflows/clock/shift.ts';

const lot = 1000;
/** Open cases looked at for a preview; what lies beyond is told as being there. */
const mostLooked = 20_000;

/** What an uploaded calendar would change: its days, and which way it moves open cases. Nothing is written. */
export async function previewCalendar(db: Database, text: string, now: Date): Promise<CalendarPreview> {
  const { calendar, revision } = await readNumberedCalendar(db);
  const read = readUpload(text, calendar);
  const none = { looked: 0, earlier: 0, later: 0, more: false };
  if ('findings' in read) {
    return { findings: read.findings, days: [], publishedThrough: calendar.publishedThrough, cases: none, base: revision };
  }
  const days = changedDays(calendar, read.calendar);
  const moved = days.length === 0 ? none : await countMoved(db, calendar, read.calendar, now);
  return { findings: [], days, publishedThrough: read.calendar.publishedThrough, cases: moved, base: revision };
}

async function countMoved(db: Database, from: Calendar, to: Calendar, now: Date): Promise<CalendarPreview['cases']> {
  const counted = { looked: 0, earlier: 0, later: 0, more: false };
  for (let after = ''; ;) {
    const rows = await db
      .select({ caseNumber: cases.caseNumber, clocks: cases.clocks })
      .from(cases)
      .where(and(isNull(cases.endedAt), gt(cases.caseNumber, after)))
      .orderBy(asc(cases.caseNumber))
      .limit(lot);
    for (const { clocks } of rows) {
      const shift = shiftOf(clocks, from, to, now.toISOString());
      if (shift) counted[shift]++;
    }
    counted.looked += rows.length;
    if (rows.length < lot) return counted;
    if (counted.looked >= mostLooked) return { ...counted, more: true };
    after = rows.at(-1)!.caseNumber;
  }
}
