import { index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { cases } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/**
 * What open cases wait for from one another: signals by name, messages by name and correlation key (`key`; '' for signals).
 * Written in the step's own transaction, so that what a case throws reaches all that wait at that moment.
 */
export const subscriptions = pgTable(
  'subscriptions',
  {
    caseNumber: text('case_number')
      .notNull()
      .references(() => cases.caseNumber),
    kind: text('kind').$type<'message' | 'signal'>().notNull(),
    name: text('name').notNull(),
    key: text('key').notNull(),
    since: instant('since').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseNumber, t.kind, t.name, t.key] }),
    index('subscriptions_waiting').on(t.kind, t.name, t.key, t.since, t.caseNumber),
  ],
);

/**
 * What one case has thrown to another: to whom it goes is written down before it is sent, so that a sending repeated after a
 * crash goes to the same case and is known there by its id.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    /** `<case>.<step>.<place among the step's commands>`. */
    thrown: text('thrown').notNull(),
    receiver: text('receiver').notNull(),
    status: text('status').$type<'open' | 'done' | 'refused'>().notNull(),
    /** The order in which receivers are told, or those of a message tried. */
    place: integer('place').notNull(),
  },
  (t) => [primaryKey({ columns: [t.thrown, t.receiver] }), index('deliveries_open').on(t.thrown, t.place)],
);
