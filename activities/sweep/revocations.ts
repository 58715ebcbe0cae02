import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Text } from '../../schema/contracts/values.ts';
import type { Transaction } from '../../schema/db/connect.ts';
import { definitionInForce } from '../../schema/db/definition-in-force.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { openCase } from '../../schema/db/open-case.ts';
import { cases, items, licences, offices } from '../../schema/db/tables/index.ts';
import { entry } from '../record/entries.ts';

type CaseRow = typeof cases.$inferSelect;

/**
 * What was granted on a promise that has not been kept is to be revoked (Licensing Law art. 69): a case of the ex-officio item begins, whose first task is the
 * reviewer's; nothing is revoked by itself. The caller holds the granted case's row. Gives the new case's number; null where there is no licence in
 * force, or another case about it is under way already: then the desk says so, and staff begin it.
 */
export async function beginRevocation(
  tx: Transaction,
  granted: CaseRow,
  subject: Text,
  dueOn: string,
  secret: string,
  now: Date,
): Promise<string | null> {
  if (granted.licenceNumber === null) return null;
  const [licence] = await tx.select().from(licences).where(eq(licences.number, granted.licenceNumber)).for('update');
  if (licence?.state !== 'inForce') return null;
  const about = and(eq(cases.subjectLicence, licence.number), isNull(cases.endedAt), isNull(cases.licenceNumber));
  if ((await tx.$count(cases, about)) > 0) return null;
  const { organisationId, holderId, holderName, holderKind, number: licenceNumber } = licence;
  const [at] = await tx
    .select({ itemId: items.id, office: offices, formVersion: items.formVersion })
    .from(items)
    .innerJoin(offices, and(eq(offices.itemId, items.id), eq(offices.organisationId, organisationId)))
    .where(and(sql`${items.guide} -> 'licence' ->> 'effect' = 'revoke'`, sql`${items.guide} ->> 'state' = 'inUse'`))
    .orderBy(items.id)
    .limit(1);
  if (!at) return null;
  const { itemId } = at;
  const reason = `承诺的“${subject.zh}”应于${dueOn}前提交，逾期未提交（告知承诺）`;
  const definition = await definitionInForce(tx, itemId, now);
  const { number } = await openCase(tx, {
    implementationCode: at.office.implementationCode,
    values: {
      itemId,
      definitionId: definition.id,
      organisationId,
      applicantId: holderId,
      applicantName: holderName,
      applicant: { kind: holderKind, name: holderName },
      answers: { applicantName: holderName, licenceNumber, reason },
      formVersion: at.formVersion,
      subjectLicence: licenceNumber,
    },
    entry: {
      type: 'case.begun',
      actorId: null,
      actorName: null,
      organisationId,
      data: { itemId, organisationId, definitionVersion: definition.version, reason, licenceNumber, promiseOf: granted.caseNumber },
    },
    now,
    secret,
  });
  const { ledgerSeq, ledgerHash } = licence;
  const begun = { ...entry('licence.caseBegun', { case: number, licence: 'revoke' }), organisationId };
  const chain = await appendLedger(tx, { caseNumber: licenceNumber, ledgerSeq, ledgerHash }, [begun], {
    step: null,
    at: now.toISOString(),
  });
  await tx.update(licences).set(chain).where(eq(licences.number, licenceNumber));
  return number;
}
