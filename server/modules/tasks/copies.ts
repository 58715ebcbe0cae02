import { and, eq, isNull } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, copies, tasks } from '../../../schema/db/tables/index.ts';
import { nameOf } from '../../../workflows/messages.ts';
import { actOnTask } from './act.ts';
import type { TaskAct } from './act.ts';
import { lockOpenTask } from './open-task.ts';

/** 抄送: lets colleagues know of a task; nothing moves. */
export const copyTask = (db: Database, act: TaskAct, to: string[], note: string | null): Promise<void> =>
  db.transaction(async (tx) => {
    const { task, row } = await lockOpenTask(tx, act.taskId);
    const about = { caseNumber: row.caseNumber, taskId: task.id, fromId: nameOf(act.actor), note, sentAt: act.now };
    await tx.insert(copies).values([...new Set(to)].map((toId) => ({ id: nanoid(), toId, ...about })));
    await actOnTask(tx, row, task, act, 'task.copied', {}, { to, ...(note === null ? {} : { reason: note }) });
  });

/** Marks the copies of a task that somebody was sent as read, once and for all; gives how many were new to them. */
export const markRead = (db: Database, act: TaskAct): Promise<number> =>
  db.transaction(async (tx) => {
    const unread = and(eq(copies.taskId, act.taskId), eq(copies.toId, act.actor.id), isNull(copies.readAt));
    const [known] = await tx.select({ caseNumber: copies.caseNumber }).from(copies).where(unread).limit(1);
    if (!known) return 0;
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, known.caseNumber)).for('update');
    const [task] = await tx.select().from(tasks).where(eq(tasks.id, act.taskId));
    const read = await tx.update(copies).set({ readAt: act.now }).where(unread).returning({ id: copies.id });
    if (read.length > 0) await actOnTask(tx, row!, task!, act, 'task.copyRead', {});
    return read.length;
  });
