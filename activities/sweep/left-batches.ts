import { and, eq, exists, inArray, lt, or, sql } from 'drizzle-orm';
import { queueBatch } from '../../schema/db/batches.ts';
import type { Database } from '../../schema/db/connect.ts';
import { migrationBatches, migrationCases } from '../../schema/db/tables/index.ts';

/** How long a migration under way may go untouched before its worker is taken for ended, ms: a killed worker's job stays locked for hours. */
const grace = 60_000;

/** Has migrations gone on with that were left behind. Gives how many. */
export async function reviveBatches(db: Database, now: Date): Promise<number> {
  const { id, state, beatAt, createdAt } = migrationBatches;
  const moving = db
    .select({ one: sql`1` })
    .from(migrationCases)
    .where(and(eq(migrationCases.batchId, id), eq(migrationCases.state, 'moving')));
  const left = await db
    .select({ id })
    .from(migrationBatches)
    .where(
      and(
        or(inArray(state, ['trying', 'running', 'undoing']), and(eq(state, 'paused'), exists(moving))),
        lt(sql`coalesce(${beatAt}, ${createdAt})`, new Date(now.getTime() - grace).toISOString()),
      ),
    );
  for (const batch of left) await queueBatch(db, batch.id);
  return left.length;
}
