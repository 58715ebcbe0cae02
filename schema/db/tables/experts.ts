import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';
import type { Candidate } from '../../rules/expert-draw.ts';
import type { ExpertField } from '../../rules/experts.ts';
import { cases } from './cases.ts';
import { users } from './organisations.ts';
import { tasks } from './tasks.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const person = (name: string) =>
  text(name)
    .notNull()
    .references(() => users.id);

/** 专家库: of which fields the holders of experts' posts are. */
export const expertPool = pgTable(
  'expert_pool',
  {
    userId: person('user_id'),
    field: text('field').$type<ExpertField>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.field, t.userId] })],
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
