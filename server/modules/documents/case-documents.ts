import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { CaseDocument, KnownDocument } from '../../../schema/contracts/documents.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, documents, organisations, tasks } from '../../../schema/db/tables/index.ts';
import { documentKindIds } from '../../../schema/documents/kind-ids.ts';
import { kindOf } from '../../../schema/documents/kinds.ts';
import type { ObjectOfAction } from '../../../schema/rules/permissions.ts';

type Row = typeof documents.$inferSelect;

const inOrder = [asc(documents.createdAt), asc(documents.id)];

/** The name of a document; a proof of delivery of one paper says of which. */
function nameOf({ kind, fields }: Row): CaseDocument['name'] {
  const { name } = kindOf(kind);
  const delivered = kind === 'deliveryReceipt' ? (fields.documents as { name: string }[]) : [];
  const of = documentKindIds.map(kindOf).find((one) => delivered.length === 1 && one.name.zh === delivered[0]!.name);
  return of ? { zh: `${name.zh}（${of.name.zh}）`, en: `${name.en}: ${of.name.en}` } : name;
}

/** A document for one reader; why it has not been issued yet is for staff. */
function viewOf(row: Row, organisationName: CaseDocument['organisationName'], isStaff: boolean): CaseDocument {
  const { id, kind, number, state, failureCode } = row;
  const file = row.sha256 === null ? null : { name: row.name!, size: row.size!, pages: row.pages!, sha256: row.sha256 };
  const failure =
    failureCode === null || !isStaff
      ? null
      : { code: failureCode, message: row.failure ?? '', attempts: row.attempts, retryAt: row.retryAt?.toISOString() ?? null };
  // Outside, a document that is still tried is one that is about to come.
  const shown = state === 'failed' && !isStaff ? 'pending' : state;
  return {
    id,
    kind,
    name: nameOf(row),
    number,
    organisationName,
    state: shown,
    issuedOn: String(row.fields.issuedOn),
    file,
    failure,
  };
}

/** A case's documents, oldest first. */
export async function documentsOfCase(db: Database, caseNumber: string, isStaff: boolean): Promise<CaseDocument[]> {
  const rows = await db
    .select({ document: documents, name: organisations.name })
    .from(documents)
    .innerJoin(organisations, eq(organisations.id, documents.organisationId))
    // What is addressed to a third party is between them and the authority.
    .where(and(eq(documents.caseNumber, caseNumber), isStaff ? undefined : isNull(documents.partyId)))
    .orderBy(...inOrder);
  return rows.map(({ document, name }) => viewOf(document, name, isStaff));
}

/** That a case's documents exist, and nothing more. */
export async function knownDocuments(db: Database, caseNumber: string): Promise<KnownDocument[]> {
  const rows = await db
    .select({ kind: documents.kind, issuedOn: sql<string>`${documents.fields} ->> 'issuedOn'` })
    .from(documents)
    .where(and(eq(documents.caseNumber, caseNumber), isNull(documents.partyId)))
    .orderBy(...inOrder);
  return rows.map(({ kind, issuedOn }) => ({ kind, name: kindOf(kind).name, issuedOn }));
}

/** A document with what decides who may see it; `userId` is asked for as one who may have had a task of its case. */
export async function findDocument(
  db: Database,
  documentId: string,
  userId: string,
): Promise<{ row: Row; object: ObjectOfAction; view: (isStaff: boolean) => CaseDocument } | null> {
  const hadTask = sql<boolean>`exists (select 1 from ${tasks} where ${tasks.caseNumber} = ${documents.caseNumber}
    and ${userId} in (${tasks.assigneeId}, ${tasks.holderId}, ${tasks.closedBy}))`;
  const [found] = await db
    .select({ row: documents, ownerId: cases.applicantId, receivedIn: cases.organisationId, hadTask })
    .from(documents)
    .innerJoin(cases, eq(cases.caseNumber, documents.caseNumber))
    .where(eq(documents.id, documentId));
  if (!found) return null;
  const { row, ownerId, receivedIn } = found;
  const bodies = await db.select().from(organisations);
  const path = bodies.find(({ id }) => id === receivedIn)?.path ?? null;
  const issuer = bodies.find(({ id }) => id === row.organisationId)!.name;
  return {
    row,
    object: { ...(row.partyId === null ? { ownerId } : {}), path, involvedIds: found.hadTask ? [userId] : [] },
    view: (isStaff) => viewOf(row, issuer, isStaff),
  };
}
