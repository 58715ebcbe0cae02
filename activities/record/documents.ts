import { and, asc, count, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { createDocument, DocumentIncomplete } from '../../schema/db/documents.ts';
import { documents, files, hearings, incidents, items, licenceVersions, promises } from '../../schema/db/tables/index.ts';
import type { DocumentKindId } from '../../schema/documents/kind-ids.ts';
import { kindOf } from '../../schema/documents/kinds.ts';
import { dayOf, officialDate } from '../../schema/documents/official-date.ts';
import type { CaseRow } from './case-facts.ts';
import { documentOf, fieldsOfEffect } from './document-fields.ts';
import type { DocumentSources } from './document-fields.ts';
import { entryAt, entry as entryOf } from './entries.ts';
import { servedBy, serviceOfDecision } from './served.ts';
import type { Served } from './served.ts';
import type { Folded } from './fold.ts';

/** What is read from the database, as far as the kinds at hand need it. */
type Extra = 'promises' | 'form' | 'materials' | 'decisions' | 'subject' | 'served' | 'hearingRecord';

/** What is delivered together with a licence, or alone. */
const decisionKinds: DocumentKindId[] = [
  'grantDecision',
  'denialDecision',
  'revocationDecision',
  'withdrawalDecision',
  'cancellationDecision',
];

type Produced = Folded['effects'][number] & { kind: DocumentKindId; place: number };

/**
 * Numbers the documents of a step's effects, in the step's own transaction, and notes each number in its effect's ledger entry.
 * One whose fields are not whole becomes an incident that names them: the step stands, and no number is lost.
 */
export async function createDocuments(tx: Transaction, sources: Omit<DocumentSources, Extra>): Promise<void> {
  const { row, folded, step, facts, certified } = sources;
  const produced = folded.effects
    .map((one, place): Produced | null => {
      const kind = documentOf(one.effect);
      return kind && { ...one, kind, place };
    })
    .filter((one) => one !== null)
    // A licence that is ended, or could not be acted on, has no paper of its own.
    .filter(({ kind }) => kind !== 'licence' || (certified !== null && certified.data !== null))
    // Counters are taken in one order everywhere, so that two steps never wait for each other.
    .toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.place - b.place));
  if (produced.length === 0) return;
  const complete: DocumentSources = {
    ...sources,
    ...(await extrasFor(tx, row, new Set(produced.map(({ kind }) => kind)), servedBy(step))),
  };
  for (const { kind, effect, element, holder, entry, place } of produced) {
    const id = `${row.caseNumber}.${step.step}.${place}`;
    const asked = { id, kind, caseNumber: row.caseNumber, itemId: row.itemId, organisationId: holder, element, at: step.at };
    try {
      const { number } = await createDocument(tx, { ...asked, fields: fieldsOfEffect(kind, effect, element, complete) });
      entry.data.document = number;
      if (kind === 'licence' && certified?.data)
        await tx.update(licenceVersions).set({ documentId: id }).where(eq(licenceVersions.identifier, certified.data.identifier));
    } catch (error) {
      if (!(error instanceof DocumentIncomplete)) throw error;
      const told = { code: 'document-incomplete', message: error.message };
      folded.entries.push(element === null ? entryOf('incident.raised', told) : entryAt('incident.raised', element, facts.program, told));
      await tx
        .insert(incidents)
        .values({
          id: `document:${id}`,
          caseNumber: row.caseNumber,
          number: 0,
          element,
          code: 'document-incomplete',
          message: error.message,
          at: new Date(step.at),
        })
        .onConflictDoNothing();
    }
  }
}

/** What only some kinds need is read only for them. */
async function extrasFor(
  tx: Transaction,
  { caseNumber, itemId, subjectLicence }: CaseRow,
  kinds: ReadonlySet<DocumentKindId>,
  act: Served,
): Promise<Pick<DocumentSources, Extra>> {
  const form = kinds.has('correctionNotice')
    ? (await tx.select({ form: items.form }).from(items).where(eq(items.id, itemId)))[0]?.form
    : null;
  const handedIn = kinds.has('receipt')
    ? await tx
        .select({ code: files.materialCode, files: count() })
        .from(files)
        .where(and(eq(files.caseNumber, caseNumber), isNull(files.removedAt)))
        .groupBy(files.materialCode)
        .orderBy(asc(files.materialCode))
    : [];
  const decided = kinds.has('deliveryReceipt')
    ? await tx
        .select({ kind: documents.kind, number: documents.number })
        .from(documents)
        .where(and(eq(documents.caseNumber, caseNumber), inArray(documents.kind, decisionKinds)))
        .orderBy(asc(documents.createdAt))
    : [];
  const [subject] =
    subjectLicence === null
      ? []
      : await tx
          .select({ data: licenceVersions.data })
          .from(licenceVersions)
          .where(eq(licenceVersions.number, subjectLicence))
          .orderBy(desc(licenceVersions.version))
          .limit(1);
  const promised = kinds.has('acceptanceNotice')
    ? await tx
        .select({ materialCode: promises.materialCode, kind: promises.kind, dueOn: promises.dueOn })
        .from(promises)
        .where(and(eq(promises.caseNumber, caseNumber), eq(promises.state, 'open')))
        .orderBy(asc(promises.dueOn), asc(promises.materialCode))
    : [];
  return {
    hearingRecord: kinds.has('grantDecision') || kinds.has('denialDecision') ? await recordOfHearing(tx, caseNumber) : null,
    promises: promised,
    subject: subject?.data ?? null,
    form: form ?? null,
    materials: new Map(handedIn.map(({ code, files: handed }) => [code, handed])),
    served: kinds.has('deliveryReceipt') ? await serviceOfDecision(tx, caseNumber, act) : null,
    decisions: decided.map(({ kind, number }) => ({ name: kindOf(kind).name.zh, number })),
  };
}

/** The signed record that a decision rests on (art. 48): its number and day, as they are cited. */
async function recordOfHearing(tx: Transaction, caseNumber: string): Promise<string | null> {
  const [found] = await tx
    .select({ number: documents.number, heldAt: hearings.heldAt })
    .from(hearings)
    .innerJoin(documents, eq(documents.id, hearings.recordDocumentId))
    .where(and(eq(hearings.caseNumber, caseNumber), eq(hearings.state, 'closed')))
    .orderBy(desc(hearings.closedAt))
    .limit(1);
  return found ? `${found.number}（${officialDate(dayOf(found.heldAt!))}）` : null;
}
