import { bigserial, boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Calendar } from '../../rules/calendar/calendar.ts';
import { users } from './organisations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** Server-side sessions; the cookie holds a random token of which only the hash is kept. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    /** Null before sign-in: the session then only holds the state of the sign-in under way. */
    userId: text('user_id').references(() => users.id),
    csrfToken: text('csrf_token').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    createdAt: instant('created_at').notNull().defaultNow(),
    seenAt: instant('seen_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('sessions_expiry').on(t.expiresAt)],
);

/** The answer to a write that has been done, by its idempotency key; `status` is null while it is under way. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: text('user_id').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status'),
    response: jsonb('response').$type<unknown>(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index('idempotency_keys_age').on(t.createdAt)],
);

/** Days that differ from the plain week; `worked` is a weekend day worked, else a weekday off. */
export const calendarDays = pgTable('calendar_days', {
  day: text('day').primaryKey(),
  worked: boolean('worked').notNull(),
  name: text('name').notNull(),
});

/** One row: how far the State Council has published. */
export const calendarMeta = pgTable('calendar_meta', {
  id: text('id').primaryKey(),
  publishedThrough: text('published_through').notNull(),
  revision: integer('revision').notNull(),
});

/** Calendars that were applied, and how far live cases have been computed anew: the next lot begins after `position`. */
export const calendarRevisions = pgTable('calendar_revisions', {
  revision: integer('revision').primaryKey(),
  document: text('document').notNull(),
  appliedBy: text('applied_by').notNull(),
  appliedByName: text('applied_by_name').notNull(),
  appliedAt: instant('applied_at').notNull(),
  before: jsonb('before').$type<Calendar>().notNull(),
  after: jsonb('after').$type<Calendar>().notNull(),
  position: text('position').notNull().default(''),
  told: integer('told').notNull().default(0),
  moved: integer('moved').notNull().default(0),
  finishedAt: instant('finished_at'),
});

/** Every user's acts, for the audit administrator; kept at least six months (等保 2.0). */
export const audit = pgTable(
  'audit',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull().defaultNow(),
    userId: text('user_id'),
    action: text('action').notNull(),
    object: text('object'),
    outcome: text('outcome').notNull(),
    address: text('address'),
    requestId: text('request_id'),
  },
  (t) => [index('audit_user').on(t.userId, t.at)],
);

/** How far a sweep over many rows has come, by its name: the next one goes on from there. */
export const sweeps = pgTable('sweeps', { name: text('name').primaryKey(), position: text('position').notNull() });
