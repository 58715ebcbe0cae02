import { sql } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { positions } from '../../schema/db/tables/index.ts';
import type { Folded } from './fold.ts';

/** Where tokens have been and are, for the maps: one upsert a step. */
export async function writePositions(tx: Transaction, caseNumber: string, visits: Folded['visits'], at: string): Promise<void> {
  if (visits.size === 0) return;
  const time = new Date(at);
  await tx
    .insert(positions)
    .values([...visits].map(([element, { entered, live }]) => ({ caseNumber, element, live, count: entered, firstAt: time, lastAt: time })))
    .onConflictDoUpdate({
      target: [positions.caseNumber, positions.element],
      set: {
        live: sql`greatest(0, ${positions.live} + excluded.live)`,
        count: sql`${positions.count} + excluded.count`,
        lastAt: sql`excluded.last_at`,
      },
    });
}
