import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import { createDocument } from '../../../schema/db/documents.ts';
import { cases, documents, licences, licenceVersions } from '../../../schema/db/tables/index.ts';
import { licenceState } from '../../../schema/licences/state.ts';
import { Refusal } from '../../errors.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { noteInLicence } from './free.ts';

/**
 * 补打: numbers another paper of the version in force, that says which reprint it is; who did it and why stays in the licence's ledger.
 * Refuses with `licence-not-valid`, and with `licence-document-pending` before the first one is issued.
 */
export const reprintLicence = (db: Database, number: string, user: SignedIn, reason: string, now: Date): Promise<void> =>
  db.transaction(async (tx) => {
    const [before] = await tx.select({ caseNumber: licences.caseNumber }).from(licences).where(eq(licences.number, number));
    // The case's row first, as every step takes them.
    await tx
      .select({ one: cases.caseNumber })
      .from(cases)
      .where(eq(cases.caseNumber, before?.caseNumber ?? ''))
      .for('update');
    const [licence] = await tx.select().from(licences).where(eq(licences.number, number)).for('update');
    if (!licence) throw new Refusal('not-found');
    const state = licenceState(licence, now);
    if (state !== 'valid') throw new Refusal('licence-not-valid', { state });
    const [found] = await tx
      .select({ version: licenceVersions, document: documents })
      .from(licenceVersions)
      .innerJoin(documents, eq(documents.id, licenceVersions.documentId))
      .where(and(eq(licenceVersions.number, number), eq(licenceVersions.version, licence.version)));
    if (!found || found.document.state !== 'issued') throw new Refusal('licence-document-pending');
    const { version, document } = found;
    const reprint = version.reprints + 1;
    const made = await createDocument(tx, {
      id: `${document.id}.reprint.${reprint}`,
      kind: 'licence',
      caseNumber: document.caseNumber,
      itemId: licence.itemId,
      organisationId: document.organisationId,
      element: document.element,
      at: now.toISOString(),
      fields: { ...document.fields, reprint },
    });
    await tx.update(licenceVersions).set({ reprints: reprint }).where(eq(licenceVersions.identifier, version.identifier));
    const by = { actorId: user.id, actorName: user.name, organisationId: licence.organisationId };
    await noteInLicence(tx, licence, { type: 'licence.reprinted', data: { reprint, reason, number: made.number }, ...by }, now);
  });
