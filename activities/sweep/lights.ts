import { and, asc, eq, isNull, lte } from 'drizzle-orm';
import { announce } from '../../schema/db/announce.ts';
import type { Database } from '../../schema/db/connect.ts';
import { escalateOverdue } from '../../schema/db/escalate.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { cases } from '../../schema/db/tables/index.ts';
import { lightOf, nextTurn } from '../../schema/rules/light.ts';

/** Cases whose rows are held at once; each lot is a transaction of its own. */
const lot = 200;

/**
 * Writes down each light that has turned by `now` and tells open pages; a red one is brought before the supervisors. No workflow is woken for it. Gives how many
 * turned. Two workers may sweep at once: neither waits for the other's cases.
 */
export async function turnLights(db: Database, now: Date): Promise<number> {
  let turned = 0;
  for (let last = lot; last === lot; turned += last) last = await turnLot(db, now);
  return turned;
}

const turnLot = (db: Database, now: Date): Promise<number> =>
  db.transaction(async (tx) => {
    const due = await tx
      .select()
      .from(cases)
      .where(and(isNull(cases.endedAt), lte(cases.lightAt, now)))
      .orderBy(asc(cases.lightAt))
      .limit(lot)
      .for('update', { skipLocked: true });
    for (const row of due) {
      // A limit's last moment is the end of a second: the light turns just after it.
      const light = lightOf(row, new Date(now.getTime() + 1));
      const raised = light === 'red' ? await escalateOverdue(tx, row.caseNumber, now) : [];
      const entry = { type: 'case.light', actorId: null, actorName: null, organisationId: null, element: null, elementName: null };
      const chain = await appendLedger(tx, row, [{ ...entry, data: { light } }, ...raised], { step: null, at: now.toISOString() });
      await tx
        .update(cases)
        .set({ ...chain, lightAt: nextTurn(row, now) })
        .where(eq(cases.caseNumber, row.caseNumber));
      await announce(tx, row.caseNumber, row.step);
    }
    return due.length;
  });
