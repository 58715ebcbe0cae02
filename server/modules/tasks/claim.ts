import { eq } from 'drizzle-orm';
import { announce } from '../../../schema/db/announce.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { appendLedger } from '../../../schema/db/ledger.ts';
import { cases, tasks } from '../../../schema/db/tables/index.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { lockOpenTask, takenRefusal } from './open-task.ts';
import type { TaskRecord } from './open-task.ts';

const hourMs = 60 * 60 * 1000;

/** What one of these acts needs; `now` is the server's time. */
export interface TaskAct {
  taskId: string;
  actor: Actor;
  now: Date;
}

/** 签收: takes a task of a group. Claiming one's own again changes nothing. Refuses with `task-taken`, `task-not-open`. */
export const claimTask = (db: Database, act: TaskAct): Promise<TaskRecord> =>
  db.transaction(async (tx) => {
    const { task, row } = await lockOpenTask(tx, act.taskId);
    if (task.holderId === act.actor.id) return task;
    if (task.holderId !== null) throw await takenRefusal(tx, task);
    return change(tx, row, task, act, 'task.claimed', { holderId: act.actor.id, claimedAt: act.now });
  });

/** 退签: gives a task back to its group. Refuses with `task-not-claimed`, also for one that is assigned to a person. */
export const releaseTask = (db: Database, act: TaskAct): Promise<TaskRecord> =>
  db.transaction(async (tx) => {
    const { task, row } = await lockOpenTask(tx, act.taskId);
    if (task.holderId !== act.actor.id || task.assigneeId !== null) throw new Refusal('task-not-claimed');
    return change(tx, row, task, act, 'task.released', { holderId: null, claimedAt: null });
  });

/** 催办: reminds the handlers of a task. Refuses with `operation-refused` (`too-soon`) within an hour of the last time. */
export const urgeTask = (db: Database, act: TaskAct, reason: string | null): Promise<TaskRecord> =>
  db.transaction(async (tx) => {
    const { task, row } = await lockOpenTask(tx, act.taskId);
    if (task.urgedAt && act.now.getTime() - task.urgedAt.getTime() < hourMs)
      throw new Refusal('operation-refused', { reason: 'too-soon', at: task.urgedAt.toISOString() });
    return change(tx, row, task, act, 'task.urged', { urgedAt: act.now }, { reason });
  });

/** 抄送: lets colleagues know of a task; nothing moves. */
export const copyTask = (db: Database, act: TaskAct, to: string[]): Promise<TaskRecord> =>
  db.transaction(async (tx) => {
    const { task, row } = await lockOpenTask(tx, act.taskId);
    return change(tx, row, task, act, 'task.copied', {}, { to });
  });

/** Acts that move no token don't wake the workflow: the row and a ledger entry of their own, in one transaction. */
async function change(
  tx: Transaction,
  row: typeof cases.$inferSelect,
  task: TaskRecord,
  { actor, now }: TaskAct,
  type: string,
  columns: Partial<TaskRecord>,
  data: Record<string, unknown> = {},
): Promise<TaskRecord> {
  if (Object.keys(columns).length > 0) await tx.update(tasks).set(columns).where(eq(tasks.id, task.id));
  const entry = {
    type,
    actorId: actor.id,
    actorName: actor.name,
    organisationId: actor.organisationId,
    element: task.element,
    elementName: task.name,
    data: { task: task.number, ...data },
  };
  const chain = await appendLedger(tx, row, [entry], { step: null, at: now.toISOString() });
  await tx.update(cases).set(chain).where(eq(cases.caseNumber, row.caseNumber));
  await announce(tx, row.caseNumber, row.step);
  return { ...task, ...columns };
}
