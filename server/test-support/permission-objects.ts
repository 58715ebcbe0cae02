import type { Database } from '../../schema/db/connect.ts';
import { createDocument } from '../../schema/db/documents.ts';
import {
  absences,
  consultations,
  correctionMarks,
  documentPreviews,
  files,
  hearings,
  inspectionOfficers,
  inspectionPhotos,
  inspections,
  licences,
  licenceVersions,
  migrationBatches,
  promises,
  recusals,
  services,
} from '../../schema/db/tables/index.ts';
import { sampleFields } from '../../schema/documents/fill-template.ts';
import { loadTemplates } from '../../schema/documents/load-templates.ts';
import type { LicenceData } from '../../schema/licences/data.ts';
import { licenceIdentifier } from '../../schema/rules/codes/licence-identifier.ts';

export const item = 'publication-retail';
export const licence = '000139014000-yuelu-2026-000001';

/** One of everything that an endpoint can be asked for about a stored case of `item`, each under an id of its own. */
export async function storeObjects(
  db: Database,
  { caseNumber, taskId, documentId }: { caseNumber: string; taskId: string; documentId: string },
): Promise<void> {
  const document = {
    kind: 'receipt',
    caseNumber,
    itemId: item,
    organisationId: 'yuelu',
    element: null,
    at: new Date().toISOString(),
  } as const;
  await db.transaction((tx) => createDocument(tx, { ...document, id: documentId, fields: sampleFields('receipt') }));
  const planned = { id: 'a-service', documentId, caseNumber, recipientKind: 'applicant', recipientName: 'x' } as const;
  await db.insert(services).values({ ...planned, channel: 'post', electronic: false, state: 'planned', createdAt: new Date() });
  const preview = { id: 'designers', ownerId: 'designer', template: loadTemplates()[0]!, fields: {}, createdAt: new Date(), pdf: '' };
  await db.insert(documentPreviews).values(preview);
  const file = { ownerId: 'bookshop', materialCode: 'x', name: 'x.pdf', type: 'application/pdf', size: 1, sha256: '0'.repeat(64) };
  await db.insert(files).values({ ...file, id: 'case-file', caseNumber: caseNumber, scan: 'notScanned' });
  const at = new Date();
  const asked = { caseNumber, taskId, askedBy: 'yuelu-window', askedOf: 'yuelu-reviewer', question: 'x', askedAt: at };
  await db.insert(consultations).values({ id: 'a-question', ...asked });
  await db.insert(correctionMarks).values({ id: 'a-mark', caseNumber, target: 'field', path: 'y', message: 'y', byId: 'yuelu-window', at });
  const text = { zh: 'x', en: 'x' };
  const promise = { kind: 'commit' as const, statement: text, dueOn: '2099-01-01', dueAt: at, onOverdue: 'block' as const };
  const signed = { signedBy: 'bookshop', signedName: 'x', signedAt: at };
  await db.insert(promises).values({ id: 'a-promise', draftId: 'x', caseNumber, materialCode: 'premises', ...promise, ...signed });
  const hearing = { basis: 'request' as const, state: 'requested' as const, proposal: 'x', reasons: 'x', officerId: 'yuelu-supervisor' };
  await db.insert(hearings).values({ id: 'a-hearing', caseNumber, ...hearing, toldBy: 'yuelu-reviewer', toldAt: at });
  const visit = { kind: 'siteVisit' as const, place: 'x', note: '', orderedBy: 'yuelu-reviewer', orderedAt: at, findings: [] };
  await db.insert(inspections).values({ id: 'a-visit', caseNumber, ...visit });
  await db.insert(inspectionOfficers).values({ inspectionId: 'a-visit', userId: 'yuelu-reviewer' });
  const photo = { inspectionId: 'a-visit', ownerId: 'yuelu-reviewer', name: 'x.jpg', type: 'image/jpeg', size: 1, sha256: '0'.repeat(64) };
  await db.insert(inspectionPhotos).values({ id: 'a-photo', ...photo, scan: 'notScanned', uploadedAt: at });
  const away = { userId: 'yuelu-reviewer', standInId: null, from: '2098-01-01', through: '2098-01-02', roles: [] };
  await db.insert(absences).values({ id: 'an-absence', ...away, setBy: 'yuelu-reviewer', setAt: at });
  const batch = { itemId: item, mapping: {}, state: 'tried' as const, createdBy: 'designer', createdAt: at, total: 0 };
  await db.insert(migrationBatches).values({ id: 'a-batch', ...batch });
  const challenge = {
    caseNumber,
    kind: 'challenged' as const,
    state: 'pending' as const,
    named: 'x',
    organisationId: 'yuelu',
    reason: 'x',
  };
  await storeLicence(db, caseNumber, at);
  await db.insert(recusals).values({ id: 'a-recusal', ...challenge, askedBy: 'bookshop', askedAt: at });
}

/** The licence of the case, as its certifying would leave it. */
async function storeLicence(db: Database, caseNumber: string, at: Date): Promise<void> {
  const parts = { type: '11100000900007919B014', issuer: '11430104900071271B', serial: '2026000001', version: 1 };
  const identifier = licenceIdentifier(parts);
  const holder = { holderId: 'bookshop', holderName: '某某书店', holderKind: 'legalPerson' } as const;
  await db.insert(licences).values({
    number: licence,
    caseNumber,
    itemId: item,
    organisationId: 'yuelu',
    ...holder,
    typeCode: parts.type,
    serial: parts.serial,
    issuedAt: at,
    validTo: null,
    state: 'inForce',
    version: 1,
  });
  const data = {
    schema: 1,
    licenceName: { zh: 'x', en: 'x' },
    number: licence,
    identifier,
    version: 1,
    holder: { name: '某某书店', kind: 'legalPerson', code: null },
    authority: { name: { zh: 'x', en: 'x' }, code: parts.issuer },
    validFrom: '2026-11-27',
    validTo: null,
    details: [],
  } satisfies LicenceData;
  await db.insert(licenceVersions).values({ identifier, number: licence, version: 1, caseNumber, cause: 'issue', data, issuedAt: at });
}
