import { eq } from 'drizzle-orm';
import type { LicenceEffect } from '../../../schema/catalog/item.ts';
import type { Transaction } from '../../../schema/db/connect.ts';
import { appendLedger } from '../../../schema/db/ledger.ts';
import type { LedgerEntry } from '../../../schema/db/ledger.ts';
import { licences } from '../../../schema/db/tables/index.ts';
import { licenceState } from '../../../schema/licences/state.ts';
import { Refusal } from '../../errors.ts';
import { openCaseOf } from './repo.ts';
import type { LicenceRow } from './repo.ts';

/** Endings may still come to a licence that has run out; nothing else may. */
export const mayStillBe = (effect: LicenceEffect, state: string): boolean =>
  state === 'valid' || (state === 'expired' && (effect === 'cancel' || effect === 'revoke'));

/**
 * Locks a licence that a new case shall be about. Refuses with `licence-not-valid`, and with `licence-in-case` while another case about it is
 * under way: two would decide upon the same version.
 */
export async function requireFree(tx: Transaction, number: string, effect: LicenceEffect, now: Date): Promise<LicenceRow> {
  const [row] = await tx.select().from(licences).where(eq(licences.number, number)).for('update');
  if (!row) throw new Refusal('not-found');
  const state = licenceState(row, now);
  if (!mayStillBe(effect, state)) throw new Refusal('licence-not-valid', { state });
  const caseNumber = await openCaseOf(tx, number);
  if (caseNumber) throw new Refusal('licence-in-case', { caseNumber });
  return row;
}

/** Adds to the ledger of a licence whose row the caller has locked. */
export async function noteInLicence(
  tx: Transaction,
  row: LicenceRow,
  entry: Pick<LedgerEntry, 'type' | 'data'> & Partial<LedgerEntry>,
  now: Date,
): Promise<void> {
  const { number, ledgerSeq, ledgerHash } = row;
  const whole: LedgerEntry = { actorId: null, actorName: null, organisationId: null, element: null, elementName: null, ...entry };
  const chain = await appendLedger(tx, { caseNumber: number, ledgerSeq, ledgerHash }, [whole], { step: null, at: now.toISOString() });
  await tx.update(licences).set(chain).where(eq(licences.number, number));
}
