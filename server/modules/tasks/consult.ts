import { and, eq, inArray, isNull } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { Database } from '../../../schema/db/connect.ts';
import { consultations } from '../../../schema/db/tables/index.ts';
import { nameOf } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { actOnTask } from './act.ts';
import type { TaskAct } from './act.ts';
import { lockOpenTask } from './open-task.ts';

/**
 * 沟通: asks colleagues for their opinion; the task stays with who asks. Refuses with `operation-refused`: `noQuestion`,
 * or `askedAlready` where one of them has not yet answered an earlier question about this task.
 */
export const consult = (db: Database, act: TaskAct, of: string[], question: string): Promise<void> =>
  db.transaction(async (tx) => {
    if (question.trim() === '') throw new Refusal('operation-refused', { reason: 'noQuestion' });
    const { task, row } = await lockOpenTask(tx, act.taskId);
    const asked = [...new Set(of)];
    const open = await tx
      .select({ id: consultations.askedOf })
      .from(consultations)
      .where(and(eq(consultations.taskId, task.id), inArray(consultations.askedOf, asked), isNull(consultations.answeredAt)));
    if (open.length > 0) throw new Refusal('operation-refused', { reason: 'askedAlready', users: open.map(({ id }) => id) });
    const about = { caseNumber: row.caseNumber, taskId: task.id, askedBy: nameOf(act.actor), question, askedAt: act.now };
    await tx.insert(consultations).values(asked.map((askedOf) => ({ id: nanoid(), askedOf, ...about })));
    await actOnTask(tx, row, task, act, 'task.consulted', {}, { to: asked, reason: question });
  });

/** Answers a question. Refuses with `not-found`, `already-answered`, and `task-not-open` once nobody needs the answer any more. */
export const answer = (db: Database, id: string, act: Omit<TaskAct, 'taskId'>, text: string): Promise<void> =>
  db.transaction(async (tx) => {
    const [asked] = await tx.select().from(consultations).where(eq(consultations.id, id));
    if (!asked || asked.askedOf !== act.actor.id) throw new Refusal('not-found');
    if (asked.answeredAt) throw new Refusal('already-answered');
    const { task, row } = await lockOpenTask(tx, asked.taskId);
    const [written] = await tx
      .update(consultations)
      .set({ answer: text, answeredAt: act.now })
      .where(and(eq(consultations.id, id), isNull(consultations.answeredAt)))
      .returning({ id: consultations.id });
    if (!written) throw new Refusal('already-answered');
    await actOnTask(tx, row, task, act, 'task.answered', {}, { to: asked.askedBy, opinion: text });
  });
