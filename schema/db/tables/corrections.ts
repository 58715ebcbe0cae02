import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Mark } from '../../contracts/values.ts';
import { cases } from './cases.ts';
import { users } from './organisations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** What colleagues want corrected in a case: shared until the one notice goes out, then kept with its round. */
export const correctionMarks = pgTable(
  'correction_marks',
  {
    id: text('id').primaryKey(),
    caseNumber: text('case_number')
      .notNull()
      .references(() => cases.caseNumber),
    target: text('target').$type<Mark['target']>().notNull(),
    path: text('path').notNull(),
    message: text('message').notNull(),
    byId: text('by_id')
      .notNull()
      .references(() => users.id),
    organisationId: text('organisation_id'),
    at: instant('at').notNull(),
    /** The notice that it went out with; null until then. */
    round: integer('round'),
  },
  (t) => [
    uniqueIndex('correction_marks_open')
      .on(t.caseNumber, t.target, t.path, t.byId)
      .where(sql`round is null`),
    index('correction_marks_case').on(t.caseNumber, t.at),
  ],
);
