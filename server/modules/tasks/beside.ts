import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import type { TaskView } from '../../../schema/contracts/tasks.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { consultations, copies, escalations, ledger, users } from '../../../schema/db/tables/index.ts';
import type { Desk } from './offers.ts';

const from = alias(users, 'sender');
const to = alias(users, 'receiver');

/** What was asked, answered and sent round about a task. */
export async function conversationOf(
  db: Database,
  taskId: string,
  readerId: string,
): Promise<Pick<z.infer<typeof TaskView>, 'consultations' | 'copies'>> {
  const [asked, sent] = await Promise.all([
    db
      .select({ one: consultations, by: from.name, of: to.name })
      .from(consultations)
      .innerJoin(from, eq(from.id, consultations.askedBy))
      .innerJoin(to, eq(to.id, consultations.askedOf))
      .where(eq(consultations.taskId, taskId))
      .orderBy(asc(consultations.askedAt), asc(consultations.id)),
    db
      .select({ one: copies, from: from.name, to: to.name })
      .from(copies)
      .innerJoin(from, eq(from.id, copies.fromId))
      .innerJoin(to, eq(to.id, copies.toId))
      .where(eq(copies.taskId, taskId))
      .orderBy(asc(copies.sentAt), asc(copies.id)),
  ]);
  return {
    consultations: asked.map(({ one, by, of }) => ({
      id: one.id,
      by,
      of,
      mine: one.askedOf === readerId,
      question: one.question,
      askedAt: one.askedAt.toISOString(),
      answer: one.answer,
      answeredAt: one.answeredAt?.toISOString() ?? null,
    })),
    copies: sent.map(({ one, ...names }) => ({
      ...names,
      mine: one.toId === readerId,
      sentAt: one.sentAt.toISOString(),
      readAt: one.readAt?.toISOString() ?? null,
    })),
  };
}

/** Whether nobody of its group can take a task, so that its supervisors give it out. */
export async function isEscalated(db: Database, taskId: string): Promise<boolean> {
  const [found] = await db
    .select({ at: escalations.at })
    .from(escalations)
    .where(and(eq(escalations.taskId, taskId), isNull(escalations.resolvedAt)));
  return found !== undefined;
}

/**
 * 同一人再次办理: whether the definition wants somebody asked who approved at the step directly before, and this is them.
 * The engine said who that was when the task opened. A task of a group is never passed over by itself, so there `skip` asks too.
 */
export async function askedAgain(db: Database, { task, node, name }: Desk): Promise<boolean> {
  if (node.sameApprover === undefined || !task.open) return false;
  const [opened] = await db
    .select({ before: sql<string[] | null>`${ledger.data} -> 'approvedBefore'` })
    .from(ledger)
    .where(
      and(eq(ledger.caseNumber, task.caseNumber), eq(ledger.type, 'task.opened'), sql`${ledger.data} ->> 'task' = ${String(task.number)}`),
    )
    .orderBy(desc(ledger.seq))
    .limit(1);
  return opened?.before?.includes(name) ?? false;
}
