import { createDocument } from '../../../schema/db/documents.ts';
import type { PartyRecord } from '../../../schema/db/hearings.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import { dayOf } from '../../../schema/documents/official-date.ts';
import type { HeldCase } from './hold-case.ts';
import { partyCode } from './party-code.ts';

/** Whom a paper goes to; null: the applicant. */
export type Addressee = Pick<PartyRecord, 'id' | 'name'> | null;

/**
 * Numbers a paper of the hearing or of a third party's notice; the worker issues it and plans its service. A third party's bears the code of
 * their page and says whose application it is about. Gives the document's id.
 */
export async function issuePaper(
  { tx, row, acting }: HeldCase,
  secret: string,
  { kind, key, to, fields }: { kind: DocumentKindId; key: string; to: Addressee; fields: Record<string, unknown> },
): Promise<string> {
  const { guide } = acting.found;
  const ofParty = to === null ? {} : { accessCode: partyCode(secret, to.id), applicantName: row.applicantName };
  const { id } = await createDocument(tx, {
    id: `${row.caseNumber}.h.${key}.${to?.id ?? 'a'}`,
    kind,
    caseNumber: row.caseNumber,
    ...(to === null ? {} : { partyId: to.id }),
    itemId: row.itemId,
    organisationId: row.holderOrganisationId,
    element: null,
    at: acting.now.toISOString(),
    fields: {
      addressee: to?.name ?? row.applicantName,
      itemName: guide.name.zh,
      subject: guide.name.zh,
      receivedOn: dayOf(row.submittedAt),
      contact: guide.consultation.zh,
      ...ofParty,
      ...fields,
    },
  });
  return id;
}
