import { randomInt } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Transaction } from './connect.ts';
import { appendLedger } from './ledger.ts';
import type { LedgerEntry } from './ledger.ts';
import { caseNumbers, cases } from './tables/index.ts';
import { caseNumber as composeCaseNumber } from '../rules/codes/item-codes.ts';
import { hashQueryCode } from './query-code.ts';

export interface NewCase {
  implementationCode: string;
  /** What the case's row says of it; the rest follows from its beginning. */
  values: Omit<
    typeof cases.$inferInsert,
    'caseNumber' | 'holderOrganisationId' | 'queryCodeHash' | 'state' | 'stage' | 'submittedAt' | 'ledgerSeq' | 'ledgerHash'
  >;
  /** The first entry of its ledger. */
  entry: Pick<LedgerEntry, 'type' | 'actorId' | 'actorName' | 'organisationId' | 'data'>;
  now: Date;
  secret: string;
}

/** Stores a case with its first ledger entry and the outbox job that starts its workflow, in the caller's transaction. */
export async function openCase(tx: Transaction, { implementationCode, values, entry, now, secret }: NewCase) {
  const number = await takeNumber(tx, implementationCode, now);
  const queryCode = String(randomInt(0, 100_000_000)).padStart(8, '0');
  await tx.insert(cases).values({
    ...values,
    caseNumber: number,
    holderOrganisationId: values.organisationId,
    queryCodeHash: hashQueryCode(secret, number, queryCode),
    state: 'SUBMITTED',
    stage: 'apply',
    submittedAt: now,
  });
  const first = { ...entry, element: null, elementName: null };
  const chain = await appendLedger(tx, { caseNumber: number, ledgerSeq: 0, ledgerHash: '' }, [first], {
    step: null,
    at: now.toISOString(),
  });
  await tx.update(cases).set(chain).where(eq(cases.caseNumber, number));
  await tx.execute(
    sql`select graphile_worker.add_job('startCase', ${JSON.stringify({ caseNumber: number })}::json, job_key => ${number}, max_attempts => 1000)`,
  );
  return { number, queryCode };
}

/** The day's next number at this implementing body; the counter's row is locked until the transaction ends. */
async function takeNumber(tx: Transaction, implementationCode: string, now: Date): Promise<string> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now).replaceAll('-', '');
  const [counter] = await tx
    .insert(caseNumbers)
    .values({ implementationCode, day, last: 1 })
    .onConflictDoUpdate({ target: [caseNumbers.implementationCode, caseNumbers.day], set: { last: sql`${caseNumbers.last} + 1` } })
    .returning({ last: caseNumbers.last });
  return composeCaseNumber(implementationCode, day, counter!.last);
}
