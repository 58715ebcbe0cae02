import { sql } from 'drizzle-orm';
import { date, index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { StaffRole } from '../../contracts/values.ts';
import { cases } from './cases.ts';
import { users } from './organisations.ts';
import { tasks } from './tasks.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const caseNumber = () =>
  text('case_number')
    .notNull()
    .references(() => cases.caseNumber);
const taskId = () =>
  text('task_id')
    .notNull()
    .references(() => tasks.id);
const person = (name: string) =>
  text(name)
    .notNull()
    .references(() => users.id);

/** 代理: who is away on which days, and who acts in their name. An end passes by itself; one that is called off ends on that day. */
export const absences = pgTable(
  'absences',
  {
    id: text('id').primaryKey(),
    userId: person('user_id'),
    /** Null: nobody acts for them. */
    standInId: text('stand_in_id').references(() => users.id),
    from: date('from_day', { mode: 'string' }).notNull(),
    through: date('through_day', { mode: 'string' }).notNull(),
    /** Empty: in all their roles. */
    roles: jsonb('roles').$type<StaffRole[]>().notNull(),
    setBy: person('set_by'),
    setAt: instant('set_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by'),
  },
  (t) => [
    index('absences_user')
      .on(t.userId, t.through)
      .where(sql`revoked_at is null`),
    index('absences_stand_in')
      .on(t.standInId, t.through)
      .where(sql`revoked_at is null`),
  ],
);

/** 沟通: a question to a colleague about a task; who asks keeps the task. */
export const consultations = pgTable(
  'consultations',
  {
    id: text('id').primaryKey(),
    caseNumber: caseNumber(),
    taskId: taskId(),
    askedBy: person('asked_by'),
    askedOf: person('asked_of'),
    question: text('question').notNull(),
    askedAt: instant('asked_at').notNull(),
    answer: text('answer'),
    answeredAt: instant('answered_at'),
  },
  (t) => [index('consultations_of').on(t.askedOf, t.askedAt, t.id), index('consultations_case').on(t.caseNumber)],
);

/** 抄送: who was told of a task, and when they read it. */
export const copies = pgTable(
  'copies',
  {
    id: text('id').primaryKey(),
    caseNumber: caseNumber(),
    taskId: taskId(),
    fromId: person('from_id'),
    toId: person('to_id'),
    note: text('note'),
    sentAt: instant('sent_at').notNull(),
    readAt: instant('read_at'),
  },
  (t) => [
    index('copies_to').on(t.toId, t.sentAt, t.id),
    index('copies_unread')
      .on(t.toId)
      .where(sql`read_at is null`),
    index('copies_case').on(t.caseNumber),
  ],
);

/** 回避: a member of staff declares, or the applicant says, that somebody is too close to a case; a head decides. */
export const recusals = pgTable(
  'recusals',
  {
    id: text('id').primaryKey(),
    caseNumber: caseNumber(),
    kind: text('kind').$type<'declared' | 'challenged'>().notNull(),
    state: text('state').$type<'pending' | 'upheld' | 'rejected'>().notNull(),
    /** Whom it is about: a person, or everybody of a department; a name that no single person has waits for the head to say who. */
    personId: text('person_id').references(() => users.id),
    named: text('named'),
    organisationId: text('organisation_id').notNull(),
    department: text('department'),
    reason: text('reason').notNull(),
    /** Null: a third party has asked. */
    askedBy: text('asked_by').references(() => users.id),
    partyId: text('party_id'),
    askedAt: instant('asked_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    decision: text('decision'),
  },
  (t) => [
    index('recusals_case').on(t.caseNumber),
    index('recusals_person').on(t.personId, t.caseNumber),
    index('recusals_upheld')
      .on(t.organisationId)
      .where(sql`state = 'upheld' and person_id is null`),
    index('recusals_pending')
      .on(t.organisationId, t.askedAt, t.id)
      .where(sql`state = 'pending'`),
  ],
);

/** Tasks that nobody of their group can take: whose supervisors are to give them out. */
export const escalations = pgTable(
  'escalations',
  {
    taskId: taskId(),
    caseNumber: caseNumber(),
    organisationId: text('organisation_id').notNull(),
    reason: text('reason').notNull(),
    at: instant('at').notNull(),
    resolvedAt: instant('resolved_at'),
  },
  (t) => [
    primaryKey({ columns: [t.taskId, t.at] }),
    index('escalations_open')
      .on(t.organisationId, t.at)
      .where(sql`resolved_at is null`),
  ],
);
