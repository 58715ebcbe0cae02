import { sql } from 'drizzle-orm';
import { date, index, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { MaterialPromise } from '../../catalog/item.ts';
import type { Text } from '../../contracts/values.ts';
import type { PromiseKind, PromiseState } from '../../rules/promises.ts';
import { users } from './organisations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** 容缺后补 and 告知承诺: what an applicant signed instead of handing a material in, in the words that they signed. */
export const promises = pgTable(
  'promises',
  {
    id: text('id').primaryKey(),
    draftId: text('draft_id').notNull(),
    /** From the submission on. */
    caseNumber: text('case_number'),
    materialCode: text('material_code').notNull(),
    kind: text('kind').$type<PromiseKind>().notNull(),
    statement: jsonb('statement').$type<Text>().notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    dueAt: instant('due_at').notNull(),
    onOverdue: text('on_overdue').$type<MaterialPromise['onOverdue']>().notNull(),
    signedBy: text('signed_by')
      .notNull()
      .references(() => users.id),
    signedName: text('signed_name').notNull(),
    signedAt: instant('signed_at').notNull(),
    state: text('state').$type<PromiseState>().notNull().default('open'),
    handedInAt: instant('handed_in_at'),
    /** Who looked at it last, when, and why it does not do, if it does not. */
    checkedBy: text('checked_by').references(() => users.id),
    checkedAt: instant('checked_at'),
    remark: text('remark'),
    remindedAt: instant('reminded_at'),
    overdueAt: instant('overdue_at'),
  },
  (t) => [
    uniqueIndex('promises_draft').on(t.draftId, t.materialCode),
    index('promises_case').on(t.caseNumber),
    index('promises_due')
      .on(t.dueAt)
      .where(sql`state = 'open' and case_number is not null and overdue_at is null`),
  ],
);
