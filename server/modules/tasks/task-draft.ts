import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { TaskDraft } from '../../../schema/contracts/tasks.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { tasks } from '../../../schema/db/tables/index.ts';
import { lockOpenTask, takenRefusal } from './open-task.ts';

/** 暂存: keeps what a handler has typed so far; `name` is in whose name they act. Not in the ledger: nothing has been said yet. Refuses with `task-taken`, `task-not-open`. */
export async function saveTaskDraft(db: Database, taskId: string, name: string, draft: z.infer<typeof TaskDraft>): Promise<void> {
  await db.transaction(async (tx) => {
    const { task } = await lockOpenTask(tx, taskId);
    if (task.holderId !== null && task.holderId !== name) throw await takenRefusal(tx, task);
    await tx.update(tasks).set({ draft, draftBy: name }).where(eq(tasks.id, taskId));
  });
}
