import { eq } from 'drizzle-orm';
import { announce } from '../../schema/db/announce.ts';
import type { Transaction } from '../../schema/db/connect.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { cases } from '../../schema/db/tables/index.ts';
import type { CaseRow } from './case-facts.ts';
import { entry } from './entries.ts';
import type { Folded } from './fold.ts';

/** How a re-review ends for the decision that it reviews: it stands, it is revoked, or the objection was given up. */
const outcomes: Partial<Record<string, string>> = { deny: 'objection.upheld', grant: 'objection.revoked', withdraw: 'objection.withdrawn' };

/** Says in the ledger of the denied case how its re-review was decided, in the step that decides it; open pages of it are told. */
export async function noteOutcome(tx: Transaction, row: CaseRow, folded: Folded, at: string): Promise<void> {
  if (row.subjectCase === null || row.conclusion !== null || folded.conclusion === null) return;
  const type = outcomes[folded.conclusion.kind];
  if (type === undefined) return;
  const [reviewed] = await tx.select().from(cases).where(eq(cases.caseNumber, row.subjectCase)).for('update');
  if (!reviewed) throw new Error(`case ${row.caseNumber} reviews ${row.subjectCase}, which is not there`);
  const chain = await appendLedger(tx, reviewed, [entry(type, { case: row.caseNumber })], { step: null, at });
  await tx.update(cases).set(chain).where(eq(cases.caseNumber, reviewed.caseNumber));
  await announce(tx, reviewed.caseNumber, reviewed.step);
}
