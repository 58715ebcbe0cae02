import { eq } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import { cases } from '../../../schema/db/tables/index.ts';
import type { Act, ActResult, Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { CaseGateway } from '../../temporal/case-gateway.ts';

/** The message that every item's process takes a withdrawal by. */
const message = 'withdraw';

export interface Withdrawal {
  caseNumber: string;
  actor: Actor;
  reason: string;
  idempotencyKey: string;
}

/** States in which the decision is made: it can no longer be withdrawn, whatever the process still waits for. */
const decided = new Set(['GRANTED', 'DENIED', 'CERTIFYING']);

/** Withdraws an application before its decision. Refuses with `case-not-found`, `case-ended`, `cannot-withdraw`, and what the gateway refuses with. */
export async function withdrawCase(db: Database, gateway: CaseGateway, withdrawal: Withdrawal): Promise<ActResult> {
  const { caseNumber, actor } = withdrawal;
  const [row] = await db
    .select({ applicantId: cases.applicantId, state: cases.state, endedAt: cases.endedAt })
    .from(cases)
    .where(eq(cases.caseNumber, caseNumber));
  if (!row || row.applicantId !== actor.id) throw new Refusal('case-not-found');
  // One that has ended as withdrawn may be this request sent again: the case knows the answer it gave.
  if (row.endedAt && row.state !== 'WITHDRAWN') throw new Refusal('case-ended');
  if (decided.has(row.state)) throw new Refusal('cannot-withdraw');
  const act: Act = { kind: 'message', name: message, actor, variables: {}, reason: withdrawal.reason || null };
  return gateway.act(caseNumber, act, withdrawal.idempotencyKey);
}
