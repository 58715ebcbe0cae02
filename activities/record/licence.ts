import { sql } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { counters, licences } from '../../schema/db/tables/index.ts';
import type { CaseFacts, CaseRow } from './case-facts.ts';

/**
 * Takes the next licence number of the deciding agency and kind in this year, inside the step's transaction: no gap when
 * it rolls back, no double since the counter's row is locked. `<holder>-<basic code>-<year>-<6 digits>`.
 */
export async function issueLicence(tx: Transaction, row: CaseRow, facts: CaseFacts, at: string): Promise<string> {
  const year = at.slice(0, 4);
  const key = `licence:${row.holderOrganisationId}:${facts.guide.basicCode}:${year}`;
  const [counter] = await tx
    .insert(counters)
    .values({ key, last: 1 })
    .onConflictDoUpdate({ target: counters.key, set: { last: sql`${counters.last} + 1` } })
    .returning({ last: counters.last });
  const number = `${facts.guide.basicCode}-${row.holderOrganisationId}-${year}-${String(counter!.last).padStart(6, '0')}`;
  const issuedAt = new Date(at);
  await tx.insert(licences).values({
    number,
    caseNumber: row.caseNumber,
    itemId: row.itemId,
    organisationId: row.holderOrganisationId,
    holderName: row.applicantName,
    issuedAt,
    validTo: validTo(facts, issuedAt),
  });
  return number;
}

/** Until when a licence issued at a moment is valid; null when its item sets no term. */
export function validTo({ guide }: CaseFacts, issuedAt: Date): Date | null {
  const years = guide.result.validYears;
  if (years === null) return null;
  const end = new Date(issuedAt);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return end;
}
