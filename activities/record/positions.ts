import { and, eq, gt, sql } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { positions } from '../../schema/db/tables/index.ts';
import type { Folded } from './fold.ts';

/** Where tokens have been and are, for the maps: what was entered is counted, and who is where is set as the engine says. */
export async function writePositions(
  tx: Transaction,
  caseNumber: string,
  visits: Folded['visits'],
  live: Record<string, number>,
  at: string,
): Promise<void> {
  const time = new Date(at);
  const left = and(eq(positions.caseNumber, caseNumber), gt(positions.live, 0));
  await tx.update(positions).set({ live: 0 }).where(left);
  const elements = [...new Set([...visits.keys(), ...Object.keys(live)])];
  if (elements.length === 0) return;
  await tx
    .insert(positions)
    .values(
      elements.map((element) => ({
        caseNumber,
        element,
        live: live[element] ?? 0,
        count: visits.get(element) ?? 0,
        firstAt: time,
        lastAt: time,
      })),
    )
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
