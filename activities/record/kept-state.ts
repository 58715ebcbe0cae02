import { eq, lt } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import type { Seal } from '../../schema/db/sealed.ts';
import { caseStates } from '../../schema/db/tables/index.ts';
import type { State } from '../../workflows/engine/types.ts';
import type { Outcome } from '../../workflows/messages.ts';

/** An outcome as it is kept: the latest one's state is the case's. */
type Kept = Omit<Outcome, 'state'> & { state?: State };

/** Keeps a case's state as its workflow has told it, sealed, for trying a version without waking it; unless a later one is kept. */
export async function keepState(tx: Transaction, caseNumber: string, step: number, state: State, seal: Seal): Promise<void> {
  const set = { step, state: seal.seal(state), outcomes: null };
  await tx
    .insert(caseStates)
    .values({ caseNumber, ...set })
    .onConflictDoUpdate({ target: caseStates.caseNumber, set, setWhere: lt(caseStates.step, step) });
}

/**
 * Keeps what came of a step with the case's state after it, and goes on keeping what came of earlier ones from step `since` on.
 * `endedAt`: the case is over.
 */
export async function keepOutcome(
  tx: Transaction,
  caseNumber: string,
  { state, ...outcome }: Outcome,
  since: number,
  endedAt: Date | null,
  seal: Seal,
): Promise<void> {
  const before = since < outcome.step ? await outcomesFrom(tx, caseNumber, since, seal) : [];
  const kept: Kept[] = [...before, outcome];
  const set = { step: outcome.step, state: seal.seal(state), outcomes: seal.seal(kept), endedAt };
  await tx
    .insert(caseStates)
    .values({ caseNumber, ...set })
    .onConflictDoUpdate({ target: caseStates.caseNumber, set });
}

/** What is kept of a case's steps from `first` on, the oldest first. */
export async function outcomesFrom(tx: Pick<Transaction, 'select'>, caseNumber: string, first: number, seal: Seal): Promise<Outcome[]> {
  const [row] = await tx.select().from(caseStates).where(eq(caseStates.caseNumber, caseNumber));
  if (!row?.outcomes) return [];
  const kept = seal.open(row.outcomes) as Kept[];
  const whole = kept.map((one): Outcome => ({ ...one, state: one.state ?? (seal.open(row.state) as State) }));
  return whole.filter(({ step }) => step >= first);
}
