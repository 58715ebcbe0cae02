import type { Database } from '../../../schema/db/connect.ts';
import { standingOf } from '../../../schema/db/hearings.ts';
import { dayOf } from '../../../schema/documents/official-date.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import { decisionHold } from '../../../schema/rules/hearing.ts';
import type { DecisionHold } from '../../../schema/rules/hearing.ts';
import { Refusal } from '../../errors.ts';
import type { FoundCase } from '../cases/repo.ts';
import { daysOf } from './hold-case.ts';

/** What of its hearing and third parties a case's decision waits for. */
export async function holdOf(
  db: Database,
  { row, guide }: Pick<FoundCase, 'row' | 'guide'>,
  calendar: Calendar,
  now: Date,
): Promise<DecisionHold | null> {
  const { hearing, parties } = await standingOf(db, row.caseNumber, daysOf(guide, calendar).requestDue);
  return decisionHold(hearing, parties, now);
}

/** As a refusal: its sentence says what is awaited and until when. */
export const holdRefusal = ({ code, until }: DecisionHold): Refusal =>
  new Refusal(code, until ? { until: until.toISOString(), untilDay: dayOf(until) } : {});
