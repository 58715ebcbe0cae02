import { asc, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { expertDraws, expertReplacements } from '../../../schema/db/tables/index.ts';
import { panelOf } from '../../../schema/rules/expert-draw.ts';

export type DrawRow = typeof expertDraws.$inferSelect;
export type ReplacementRow = typeof expertReplacements.$inferSelect;

/** A draw with who was replaced since. */
export interface Draw {
  row: DrawRow;
  replacements: ReplacementRow[];
  /** Who is on the panel now, by id. */
  panel: string[];
}

/** The draws of a case, the first one first. */
export async function drawsOf(db: Database | Transaction, caseNumber: string): Promise<Draw[]> {
  const rows = await db.select().from(expertDraws).where(eq(expertDraws.caseNumber, caseNumber)).orderBy(asc(expertDraws.drawnAt));
  const ids = rows.map(({ id }) => id);
  const replaced =
    ids.length === 0
      ? []
      : await db.select().from(expertReplacements).where(inArray(expertReplacements.drawId, ids)).orderBy(asc(expertReplacements.number));
  return rows.map((row) => {
    const replacements = replaced.filter(({ drawId }) => drawId === row.id);
    return { row, replacements, panel: panelOf(row.order, row.count, replacements) };
  });
}

/** The panel that was drawn for a task; null when none was. */
export async function panelFor(db: Database, caseNumber: string, taskId: string): Promise<string[] | null> {
  return (await drawsOf(db, caseNumber)).find(({ row }) => row.taskId === taskId)?.panel ?? null;
}
