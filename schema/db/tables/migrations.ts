import { sql } from 'drizzle-orm';
import { customType, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { BatchState, Grouped, MovingState } from '../../contracts/migrations.ts';
import type { Program } from '../../process/program.ts';
import { cases } from './cases.ts';
import { definitions, items } from './catalogue.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const sealed = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/**
 * The engine's state of each open case after its latest step, sealed: for trying a version without waking a workflow (decision 041), and
 * what came of the steps that its workflow could still forget (016). Of a case that is over it stays until its workflow is known to have ended.
 */
export const caseStates = pgTable(
  'case_states',
  {
    caseNumber: text('case_number')
      .primaryKey()
      .references(() => cases.caseNumber),
    step: integer('step').notNull(),
    state: sealed('state').notNull(),
    /** Outcomes, the oldest first; the last one's state is `state`. */
    outcomes: sealed('outcomes'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    index('case_states_ended')
      .on(table.endedAt)
      .where(sql`${table.endedAt} is not null`),
  ],
);

/** What undoing a migration needs: the state and the projection as they were before it. Kept until the next step makes it useless. */
export const migrationUndos = pgTable('migration_undos', {
  caseNumber: text('case_number')
    .primaryKey()
    .references(() => cases.caseNumber),
  /** The migration's own step. */
  step: integer('step').notNull(),
  definitionId: text('definition_id').notNull(),
  state: sealed('state').notNull(),
  positions: jsonb('positions').$type<StoredPosition[]>().notNull(),
  tasks: jsonb('tasks').$type<{ number: number; element: string; name: string }[]>().notNull(),
});

export interface StoredPosition {
  element: string;
  live: number;
  count: number;
  firstAt: string;
  lastAt: string;
}

/** A version tried against the running cases, and then perhaps the cases taken over to it. */
export const migrationBatches = pgTable(
  'migration_batches',
  {
    id: text('id').primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    /** Null: the cases of every other version. */
    fromId: text('from_id').references(() => definitions.id),
    /** Null: a draft that is not published; `program` then holds what it compiles to. */
    toId: text('to_id').references(() => definitions.id),
    program: jsonb('program').$type<Program>(),
    mapping: jsonb('mapping').$type<Record<string, string | null>>().notNull(),
    state: text('state').$type<BatchState>().notNull(),
    reason: text('reason'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Who runs it, as the cases' ledgers name them. */
    actorId: text('actor_id'),
    actorName: text('actor_name'),
    organisationId: text('organisation_id'),
    /** Who undoes it, and why. */
    undo: jsonb('undo').$type<StoredUndo>(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** Trying: how many cases there were at the start, how many have been looked at and could move, and the last one looked at. */
    total: integer('total').notNull(),
    looked: integer('looked').notNull().default(0),
    movable: integer('movable').notNull().default(0),
    position: text('position').notNull().default(''),
    findings: jsonb('findings').$type<Grouped[]>().notNull().default([]),
    changes: jsonb('changes').$type<Grouped[]>().notNull().default([]),
    /** When a worker last took up work on it: one that is under way and has not been touched for long lost its worker. */
    beatAt: instant('beat_at'),
  },
  (t) => [
    index('migration_batches_item').on(t.itemId, t.createdAt),
    index('migration_batches_active')
      .on(t.beatAt)
      .where(sql`state in ('trying', 'running', 'paused', 'undoing')`),
  ],
);

export interface StoredUndo {
  reason: string;
  actor: { id: string; name: string; organisationId: string | null };
}

/** One case of a batch that runs. */
export const migrationCases = pgTable(
  'migration_cases',
  {
    batchId: text('batch_id')
      .notNull()
      .references(() => migrationBatches.id),
    caseNumber: text('case_number')
      .notNull()
      .references(() => cases.caseNumber),
    state: text('state').$type<MovingState>().notNull(),
    /** Why it was refused, failed or kept where it went. */
    findings: jsonb('findings').$type<{ element: string | null; code: string; message: string; others?: string[] }[]>(),
    step: integer('step'),
    attempt: integer('attempt').notNull().default(0),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.caseNumber] }), index('migration_cases_state').on(t.batchId, t.state, t.caseNumber)],
);
