import { and, eq, gt, sql } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { positions } from '../../schema/db/tables/index.ts';
import type { Folded } from './fold.ts';

/**
 * Where tokens have been and are, for the maps: what was entered is counted. `live` says of each element that the step
 * touched how many are in it now; every element that was entered is among them.
 */
export async function writePositions(
  tx: Transaction,
  caseNumber: string,
  visits: Folded['visits'],
  live: Record<string, number>,
  at: string,
): Promise<void> {
  const time = new Date(at);
  const rows = Object.entries(live).map(([element, count]) => ({
    caseNumber,
    element,
    live: count,
    count: visits.get(element) ?? 0,
    firstAt: time,
    lastAt: time,
  }));
  if (rows.length === 0) return;
  await tx
    .insert(positions)
    .values(rows)
    .onConflictDoUpdate({
      target: [positions.caseNumber, positions.element],
      set: {
        live: sql`excluded.live`,
        count: sql`${positions.count} + excluded.count`,
        // A token that only stays has not come anew.
        lastAt: sql`case when excluded.count > 0 then excluded.last_at else ${positions.lastAt} end`,
      },
    });
}

/** As `writePositions`, where `live` tells of all elements: after a migration, or when the steps that led there are lost. */
export async function resetPositions(
  tx: Transaction,
  caseNumber: string,
  visits: Folded['visits'],
  live: Record<string, number>,
  at: string,
): Promise<void> {
  await tx
    .update(positions)
    .set({ live: 0 })
    .where(and(eq(positions.caseNumber, caseNumber), gt(positions.live, 0)));
  await writePositions(tx, caseNumber, visits, live, at);
}
