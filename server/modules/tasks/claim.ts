import type { Database } from '../../../schema/db/connect.ts';
import { settleEscalation } from '../../../schema/db/escalate.ts';
import { nameOf } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { actOnTask } from './act.ts';
import type { TaskAct } from './act.ts';
import { lockOpenTask, takenRefusal } from './open-task.ts';
import type { TaskRecord } from './open-task.ts';

const hourMs = 60 * 60 * 1000;

/** 签收: takes a task of a group, in one's own name or another's (代理). Claiming it again changes nothing. Refuses with `task-taken`, `task-not-open`. */
export const claimTask = (db: Database, act: TaskAct): Promise<TaskRecord> =>
  db.transaction(async (tx) => {
    const { task, row } = await lockOpenTask(tx, act.taskId);
    const holderId = nameOf(act.actor);
    if (task.holderId === holderId) return task;
    if (task.holderId !== null) throw await takenRefusal(tx, task);
    await settleEscalation(tx, [task.id], act.now);
    return actOnTask(tx, row, task, act, 'task.claimed', { holderId, claimedAt: act.now, assignedById: null });
  });

/** 退签: gives a task back to its group. Refuses with `task-not-claimed`, also for one that is assigned to a person. */
export const releaseTask = (db: Database, act: TaskAct): Promise<TaskRecord> =>
  db.transaction(async (tx) => {
    const { task, row } = await lockOpenTask(tx, act.taskId);
    if (task.holderId !== nameOf(act.actor) || task.assigneeId !== null) throw new Refusal('task-not-claimed');
    return actOnTask(tx, row, task, act, 'task.released', { holderId: null, claimedAt: null, assignedById: null });
  });

/** 催办: reminds the handlers of a task. Refuses with `operation-refused` (`too-soon`) within an hour of the last time. */
export const urgeTask = (db: Database, act: TaskAct, reason: string | null): Promise<TaskRecord> =>
  db.transaction(async (tx) => {
    const { task, row } = await lockOpenTask(tx, act.taskId);
    if (task.urgedAt && act.now.getTime() - task.urgedAt.getTime() < hourMs)
      throw new Refusal('operation-refused', { reason: 'too-soon', at: task.urgedAt.toISOString() });
    return actOnTask(tx, row, task, act, 'task.urged', { urgedAt: act.now }, { reason });
  });

/**
 * 指派: puts a task of a group into somebody's hands, whoever had it before; only the holder changes, so no workflow wakes.
 * Giving it to who has it changes nothing. Refuses with `task-not-open`.
 */
export const assignTask = (db: Database, act: TaskAct, to: string, reason: string | null): Promise<TaskRecord> =>
  db.transaction(async (tx) => {
    const { task, row } = await lockOpenTask(tx, act.taskId);
    if (task.holderId === to) return task;
    await settleEscalation(tx, [task.id], act.now);
    const given = { holderId: to, claimedAt: act.now, assignedById: act.actor.id, draft: null, draftBy: null };
    const from = task.holderId === null ? {} : { from: task.holderId };
    return actOnTask(tx, row, task, act, 'task.assigned', given, { to, ...from, reason });
  });
