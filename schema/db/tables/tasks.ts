import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { TaskDraft } from '../../contracts/tasks.ts';
import type { Stage } from '../../contracts/values.ts';
import { cases } from './cases.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/**
 * A person's task. The worklist reads this table alone: what a row shows and is searched by is copied here when it opens.
 * `groupKey` is `organisation:role:department` (department may be empty); applicants' tasks have `applicant` as role.
 */
export const tasks = pgTable(
  'tasks',
  {
    /** `<case number>.<engine's task number>` */
    id: text('id').primaryKey(),
    caseNumber: text('case_number')
      .notNull()
      .references(() => cases.caseNumber),
    number: integer('number').notNull(),
    element: text('element').notNull(),
    name: text('name').notNull(),
    stage: text('stage').$type<Stage>(),
    role: text('role').notNull(),
    organisationId: text('organisation_id').notNull(),
    department: text('department').notNull().default(''),
    groupKey: text('group_key').notNull(),
    itemId: text('item_id').notNull(),
    applicantName: text('applicant_name').notNull(),
    /** The engine's assignee: a signer, a transfer's target, the applicant. */
    assigneeId: text('assignee_id'),
    /** Who has claimed it; for an assigned task its assignee. */
    holderId: text('holder_id'),
    claimedAt: instant('claimed_at'),
    /** 指派: who gave it to its holder; null when they took it themselves. */
    assignedById: text('assigned_by_id'),
    openedAt: instant('opened_at').notNull(),
    dueAt: instant('due_at'),
    /** `dueAt`, or a day far ahead: the worklist's order without nulls. */
    sortAt: instant('sort_at').notNull(),
    caseDueAt: instant('case_due_at'),
    warnAt: instant('warn_at'),
    promisedDueAt: instant('promised_due_at'),
    urgedAt: instant('urged_at'),
    open: boolean('open').notNull(),
    closedAt: instant('closed_at'),
    closedBy: text('closed_by'),
    /** In whose name, when that was a stand-in (代理). */
    closedFor: text('closed_for'),
    closeReason: text('close_reason'),
    decision: text('decision'),
    opinion: text('opinion'),
    draft: jsonb('draft').$type<TaskDraft>(),
    draftBy: text('draft_by'),
  },
  (t) => [
    index('tasks_group_due')
      .on(t.groupKey, t.sortAt, t.id)
      .where(sql`open and holder_id is null`),
    index('tasks_holder_due')
      .on(t.holderId, t.sortAt, t.id)
      .where(sql`open`),
    index('tasks_organisation_due')
      .on(t.organisationId, t.sortAt, t.id)
      .where(sql`open`),
    index('tasks_open_due')
      .on(t.sortAt, t.id)
      .where(sql`open`),
    index('tasks_done').on(t.closedBy, t.closedAt, t.id),
    index('tasks_case').on(t.caseNumber, t.openedAt),
  ],
);
