import { eq } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import type { Seal } from '../../schema/db/sealed.ts';
import { caseStates } from '../../schema/db/tables/index.ts';
import type { ActResult, Outcome } from '../../workflows/messages.ts';

/** What an act has led to by the record alone, for a case whose workflow has ended before it could answer; null when it did not do it. */
export async function recordedAnswer(db: Database, seal: Seal, caseNumber: string, idempotencyKey: string): Promise<ActResult | null> {
  const [row] = await db.select({ outcomes: caseStates.outcomes }).from(caseStates).where(eq(caseStates.caseNumber, caseNumber));
  if (!row?.outcomes) return null;
  const kept = seal.open(row.outcomes) as Pick<Outcome, 'key' | 'recorded'>[];
  const found = kept.find(({ key }) => key === idempotencyKey)?.recorded;
  return found ? { step: found.step, state: found.state, licenceNumber: found.licenceNumber } : null;
}
