import { eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { cases, definitions, tasks, users } from '../../../schema/db/tables/index.ts';
import type { NodeOf } from '../../../schema/process/program.ts';
import { Refusal } from '../../errors.ts';

export type TaskRecord = typeof tasks.$inferSelect;

/** A task with what its definition says of it. Refuses with `not-found`. */
export async function getTask(db: Database, taskId: string): Promise<{ task: TaskRecord; node: NodeOf<'userTask'> }> {
  const [found] = await db
    .select({ task: tasks, node: sql<NodeOf<'userTask'>>`${definitions.program} -> 'nodes' -> ${tasks.element}` })
    .from(tasks)
    .innerJoin(cases, eq(cases.caseNumber, tasks.caseNumber))
    .innerJoin(definitions, eq(definitions.id, cases.definitionId))
    .where(eq(tasks.id, taskId));
  if (!found) throw new Refusal('not-found');
  return found;
}

/** Holds the rows of an open task and its case until the transaction ends. Refuses with `not-found`, `task-not-open`. */
export async function lockOpenTask(tx: Transaction, taskId: string) {
  const [known] = await tx.select({ caseNumber: tasks.caseNumber }).from(tasks).where(eq(tasks.id, taskId));
  if (!known) throw new Refusal('not-found');
  // The case first, as a step's own transaction does: two who need both rows never wait for each other.
  const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, known.caseNumber)).for('update');
  const [task] = await tx.select().from(tasks).where(eq(tasks.id, taskId)).for('update');
  if (!task!.open) throw await closedRefusal(tx, task!);
  return { task: task!, row: row! };
}

/** Says who closed a task and how, so that a late colleague reads that and not an error. */
export async function closedRefusal(db: Database | Transaction, task: TaskRecord): Promise<Refusal> {
  const name = task.closedBy ? await nameOf(db, task.closedBy) : null;
  return new Refusal('task-not-open', { by: name, at: task.closedAt?.toISOString() ?? null, decision: task.decision });
}

/** Says who has taken a task. */
export const takenRefusal = async (db: Database | Transaction, task: TaskRecord): Promise<Refusal> =>
  new Refusal('task-taken', {
    by: task.holderId ? await nameOf(db, task.holderId) : null,
    at: task.claimedAt?.toISOString() ?? null,
  });

async function nameOf(db: Database | Transaction, userId: string): Promise<string | null> {
  const [user] = await db.select({ name: users.name }).from(users).where(eq(users.id, userId));
  return user?.name ?? null;
}
