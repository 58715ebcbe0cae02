import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import { ownLimit } from '../../../schema/rules/procedures.ts';
import { deadline } from '../../../workflows/clock/deadline.ts';
import type { FoundCase } from '../cases/repo.ts';

/** Until when inspectors are to be assigned: five working days after acceptance (Licensing Law art. 55); null before it. */
export function assignBy({ row, guide }: FoundCase, calendar: Calendar, now: Date): Date | null {
  if (!row.acceptedAt) return null;
  const limit = ownLimit('inspection', guide);
  const answer = deadline({ calendar, limit, start: row.acceptedAt.toISOString(), now: now.toISOString() });
  return 'refused' in answer || answer.due === null ? null : new Date(answer.due);
}
