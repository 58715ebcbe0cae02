import { eq, lt } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import type { Seal } from '../../schema/db/sealed.ts';
import { caseStates } from '../../schema/db/tables/index.ts';
import type { State } from '../../workflows/engine/types.ts';

/** Keeps a case's state after a step, sealed, for trying a version without waking it; a case that is over needs none any more. */
export async function keepState(
  tx: Transaction,
  caseNumber: string,
  step: number,
  state: State,
  hasEnded: boolean,
  seal: Seal,
): Promise<void> {
  if (hasEnded) {
    await tx.delete(caseStates).where(eq(caseStates.caseNumber, caseNumber));
    return;
  }
  const set = { step, state: seal.seal(state) };
  await tx
    .insert(caseStates)
    .values({ caseNumber, ...set })
    .onConflictDoUpdate({ target: caseStates.caseNumber, set, setWhere: lt(caseStates.step, step) });
}
