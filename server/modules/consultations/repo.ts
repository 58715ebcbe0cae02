import { and, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { ConsultationRow, CopyRow } from '../../../schema/contracts/colleagues.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { consultations, copies, items, tasks, users } from '../../../schema/db/tables/index.ts';

/** The last row of the page before: when it came, and its id. */
export type Cursor = [string, string];
type Text = { zh: string; en: string };

const about = {
  taskName: tasks.name,
  itemName: sql<Text>`${items.guide} -> 'name'`,
  applicantName: tasks.applicantName,
  taskOpen: tasks.open,
};

interface Listed {
  after: Cursor | null;
  limit: number;
}

/** Questions to somebody, newest first, one past the limit: those that wait for an answer, or the others. */
export function questionsTo(db: Database, userId: string, open: boolean, { after, limit }: Listed) {
  const waits = and(isNull(consultations.answeredAt), tasks.open);
  return findQuestions(
    db,
    and(
      eq(consultations.askedOf, userId),
      open ? waits : or(isNotNull(consultations.answeredAt), sql`not ${tasks.open}`),
      after ? sql`(${consultations.askedAt}, ${consultations.id}) < (${after[0]}::timestamptz, ${after[1]})` : undefined,
    ),
    limit + 1,
  );
}

/** One question; undefined when there is none of that id. */
export const findQuestion = async (db: Database, id: string) => (await findQuestions(db, eq(consultations.id, id), 1))[0];

const findQuestions = (db: Database, where: SQL | undefined, limit: number) =>
  db
    .select({ one: consultations, askedBy: users.name, ...about })
    .from(consultations)
    .innerJoin(tasks, eq(tasks.id, consultations.taskId))
    .innerJoin(items, eq(items.id, tasks.itemId))
    .innerJoin(users, eq(users.id, consultations.askedBy))
    .where(where)
    .orderBy(desc(consultations.askedAt), desc(consultations.id))
    .limit(limit);

export const questionRow = ({
  one,
  askedBy,
  ...task
}: Awaited<ReturnType<typeof findQuestions>>[number]): z.infer<typeof ConsultationRow> => ({
  ...task,
  id: one.id,
  taskId: one.taskId,
  caseNumber: one.caseNumber,
  askedBy,
  askedAt: one.askedAt.toISOString(),
  question: one.question,
  answer: one.answer,
  answeredAt: one.answeredAt?.toISOString() ?? null,
});

/** Copies that somebody was sent, newest first, one past the limit. */
export const copiesTo = (db: Database, userId: string, { after, limit }: Listed) =>
  db
    .select({ one: copies, from: users.name, ...about })
    .from(copies)
    .innerJoin(tasks, eq(tasks.id, copies.taskId))
    .innerJoin(items, eq(items.id, tasks.itemId))
    .innerJoin(users, eq(users.id, copies.fromId))
    .where(
      and(eq(copies.toId, userId), after ? sql`(${copies.sentAt}, ${copies.id}) < (${after[0]}::timestamptz, ${after[1]})` : undefined),
    )
    .orderBy(desc(copies.sentAt), desc(copies.id))
    .limit(limit + 1);

export const copyRow = ({ one, from, ...task }: Awaited<ReturnType<typeof copiesTo>>[number]): z.infer<typeof CopyRow> => ({
  ...task,
  id: one.id,
  taskId: one.taskId,
  caseNumber: one.caseNumber,
  from,
  note: one.note,
  sentAt: one.sentAt.toISOString(),
  readAt: one.readAt?.toISOString() ?? null,
});
