import { z } from 'zod';
import type { taskRoutes } from '../../../schema/contracts/tasks.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { userTaskOf } from '../../../schema/process/program.ts';
import { cursorOf, readCursor } from '../../plugins/cursor.ts';
import { findTaskRows, nextDone } from './repo.ts';
import { showRows } from './worklists.ts';
import type { TaskReader } from './worklists.ts';

const Cursor = z.tuple([z.iso.datetime(), z.string().max(100)]);

/** 已办: what somebody has completed, newest first; from here it is taken back while that can still be asked. */
export async function readDone(
  db: Database,
  page: { cursor?: string | undefined; limit: number },
  reader: TaskReader,
): Promise<z.infer<typeof taskRoutes.done.response>> {
  const found = await nextDone(db, reader.user.id, { after: readCursor(Cursor, page.cursor), limit: page.limit });
  const shown = found.slice(0, page.limit);
  const ids = shown.map(({ id }) => id);
  const [rows, records] = await Promise.all([showRows(db, ids, reader), findTaskRows(db, ids)]);
  const last = shown.at(-1);
  return {
    rows: await Promise.all(
      rows.map(async (row) => {
        const { task, definitionId, ended } = records.find((one) => one.task.id === row.id)!;
        const { program } = await reader.reference.definition(definitionId);
        const option = userTaskOf(program, task.element)?.decisions?.options.find(({ value }) => value === task.decision);
        const mayRecall = !ended && task.closeReason === 'completed' && row.reason === null;
        const decision = option ? { zh: option.label, en: option.labelEn ?? option.label } : null;
        return { ...row, closedAt: (task.closedAt ?? task.openedAt).toISOString(), decision, mayRecall };
      }),
    ),
    next: found.length > page.limit && last ? cursorOf([last.closedAt.toISOString(), last.id]) : null,
  };
}
