import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { createDocument, DocumentIncomplete } from '../../schema/db/documents.ts';
import { documents, files, incidents, items } from '../../schema/db/tables/index.ts';
import type { DocumentKindId } from '../../schema/documents/kind-ids.ts';
import { kindOf } from '../../schema/documents/kinds.ts';
import { documentOf, fieldsOfEffect } from './document-fields.ts';
import type { DocumentSources } from './document-fields.ts';
import { entryAt, entry as entryOf } from './entries.ts';
import type { Folded } from './fold.ts';

type Produced = Folded['effects'][number] & { kind: DocumentKindId; place: number };

/**
 * Numbers the documents of a step's effects, in the step's own transaction, and notes each number in its effect's ledger entry.
 * One whose fields are not whole becomes an incident that names them: the step stands, and no number is lost.
 */
export async function createDocuments(tx: Transaction, sources: Omit<DocumentSources, 'form' | 'materials' | 'decisions'>): Promise<void> {
  const { row, folded, step, facts } = sources;
  const produced = folded.effects
    .map((one, place): Produced | null => {
      const kind = documentOf(one.effect);
      return kind && { ...one, kind, place };
    })
    .filter((one) => one !== null)
    // Counters are taken in one order everywhere, so that two steps never wait for each other.
    .toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.place - b.place));
  if (produced.length === 0) return;
  const complete: DocumentSources = {
    ...sources,
    ...(await extrasFor(tx, row.caseNumber, row.itemId, new Set(produced.map(({ kind }) => kind)))),
  };
  for (const { kind, effect, element, holder, entry, place } of produced) {
    const id = `${row.caseNumber}.${step.step}.${place}`;
    const asked = { id, kind, caseNumber: row.caseNumber, itemId: row.itemId, organisationId: holder, element, at: step.at };
    try {
      const { number } = await createDocument(tx, { ...asked, fields: fieldsOfEffect(kind, effect, element, complete) });
      entry.data.document = number;
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
  caseNumber: string,
  itemId: string,
  kinds: ReadonlySet<DocumentKindId>,
): Promise<Pick<DocumentSources, 'form' | 'materials' | 'decisions'>> {
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
        .where(and(eq(documents.caseNumber, caseNumber), inArray(documents.kind, ['grantDecision', 'denialDecision'])))
        .orderBy(asc(documents.createdAt))
    : [];
  return {
    form: form ?? null,
    materials: new Map(handedIn.map(({ code, files: handed }) => [code, handed])),
    decisions: decided.map(({ kind, number }) => ({ name: kindOf(kind).name.zh, number })),
  };
}
