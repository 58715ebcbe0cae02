import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';
import type { Candidate } from '../../rules/expert-draw.ts';
import type { ExpertField, ExpertTie } from '../../rules/experts.ts';
import { cases } from './cases.ts';
import { organisations, users } from './organisations.ts';
import { tasks } from './tasks.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const person = (name: string) =>
  text(name)
    .notNull()
    .references(() => users.id);

/** 专家库: everybody who can be drawn, and who could be once. Draws read nothing else. */
export const experts = pgTable(
  'experts',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => users.id),
    /** The body whose panels, and those of bodies below it, they are drawn for. */
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    workplace: text('workplace').notNull().default(''),
    ties: jsonb('ties').$type<ExpertTie[]>().notNull().default([]),
    /** Of the last change; who changes them says which one they have seen. */
    revision: integer('revision').notNull().default(1),
    addedAt: instant('added_at').notNull(),
    /** Drawn no more since; on earlier panels they stay. */
    retiredAt: instant('retired_at'),
  },
  (t) => [
    index('experts_newest').on(t.addedAt, t.userId),
    index('experts_drawn')
      .on(t.organisationId)
      .where(sql`retired_at is null`),
  ],
);

/** What of an expert can be changed, as it was after a change. */
export interface ExpertFacts {
  organisationId: string;
  fields: ExpertField[];
  workplace: string;
  ties: ExpertTie[];
  retired: boolean;
}

/** Every change of the pool: who, when, why, and what it was then. Nothing is taken out of it. */
export const expertChanges = pgTable(
  'expert_changes',
  {
    userId: person('user_id'),
    revision: integer('revision').notNull(),
    kind: text('kind').$type<'added' | 'changed' | 'retired' | 'restored'>().notNull(),
    reason: text('reason').notNull(),
    before: jsonb('before').$type<ExpertFacts>(),
    after: jsonb('after').$type<ExpertFacts>().notNull(),
    byId: person('by_id'),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.revision] })],
);

/** Of which fields the experts of the pool are. */
export const expertPool = pgTable(
  'expert_pool',
  {
    userId: person('user_id'),
    field: text('field').$type<ExpertField>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.field, t.userId] }), index('expert_pool_user').on(t.userId)],
);

/** A panel drawn at random for a task; it is drawn once, and can be drawn again by anybody from what is kept here. */
export const expertDraws = pgTable(
  'expert_draws',
  {
    id: text('id').primaryKey(),
    caseNumber: text('case_number')
      .notNull()
      .references(() => cases.caseNumber),
    taskId: text('task_id')
      .notNull()
      .references(() => tasks.id),
    count: integer('count').notNull(),
    seed: text('seed').notNull(),
    /** Everybody of the field; with why some were left out. */
    candidates: jsonb('candidates').$type<Candidate[]>().notNull(),
    candidatesHash: text('candidates_hash').notNull(),
    /** The eligible in the order drawn: the first `count` are the panel. */
    order: jsonb('draw_order').$type<string[]>().notNull(),
    drawnBy: person('drawn_by'),
    drawnAt: instant('drawn_at').notNull(),
  },
  (t) => [unique('expert_draws_task').on(t.taskId), index('expert_draws_case').on(t.caseNumber, t.drawnAt)],
);

export type ReplacementWhy = 'declined' | 'challenged' | 'unavailable';

/** Who of a panel was replaced by the next of the same draw, and why. */
export const expertReplacements = pgTable(
  'expert_replacements',
  {
    drawId: text('draw_id')
      .notNull()
      .references(() => expertDraws.id),
    /** From 1, in the order they were made. */
    number: integer('number').notNull(),
    outId: person('out_id'),
    inId: person('in_id'),
    why: text('why').$type<ReplacementWhy>().notNull(),
    reason: text('reason').notNull(),
    byId: person('by_id'),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.drawId, t.number] }), unique('expert_replacements_out').on(t.drawId, t.outId)],
);
