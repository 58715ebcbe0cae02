import { eq, sql } from 'drizzle-orm';
import { announce } from '../../schema/db/announce.ts';
import type { Database, Transaction } from '../../schema/db/connect.ts';
import { queueDocument } from '../../schema/db/documents.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { planService } from '../../schema/db/service.ts';
import { cases, documents, documentTemplates, incidents } from '../../schema/db/tables/index.ts';
import { longTermName } from '../../schema/documents/document-number.ts';
import { fillTemplate } from '../../schema/documents/fill-template.ts';
import { kindOf } from '../../schema/documents/kinds.ts';
import type { Template } from '../../schema/documents/template.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { LicenceSigner } from '../ports/licence-signer.ts';
import type { Signer } from '../ports/signer.ts';
import { entry } from '../record/entries.ts';
import { licenceCode } from './licence-code.ts';
import { attemptsUntilIncident, failureOf, pauseAfter } from './failure.ts';
import type { DocumentFailure } from './failure.ts';
import { signPdf } from './pdf/sign-pdf.ts';
import type { DrawingPool } from './render/pool.ts';
import type { Printable } from './render/printable.ts';

/** What issuing a document needs. */
export interface Press {
  db: Database;
  pool: DrawingPool;
  signer: Signer;
  licenceSigner: LicenceSigner;
  store: FileStore;
  /** The address people use: QR codes lead there. */
  publicUrl: string;
  now: () => Date;
}

type DocumentRow = typeof documents.$inferSelect;

/** What is drawn of a template with fields in it. */
export function printableOf(
  template: Template,
  fields: Record<string, unknown>,
  publicUrl: string,
  at: Date,
  code: string | null = null,
): Printable {
  const filled = fillTemplate(template, fields);
  const { number, agency, caseNumber, itemName } = fields as Record<string, string>;
  return {
    title: filled.title,
    agency: agency!,
    keywords: [number!, caseNumber!],
    description: `${filled.title} ${number} ${itemName}`,
    blocks: filled.blocks,
    footer: filled.footer.text,
    qr: filled.footer.qr ? `${publicUrl}/track?c=${caseNumber}` : null,
    sealed: true,
    // A template's preview leads to the page where one types.
    code: code ?? (template.kind === 'licence' ? `${publicUrl}/verify` : null),
    at: at.toISOString(),
  };
}

/**
 * Renders, signs and stores a document, then says so in the case's ledger. Done twice, it is issued once; an issued one is never made anew.
 * What goes wrong is noted with the document and tried again later, under the same number: this throws only when the database is away.
 */
export async function issueDocument(press: Press, documentId: string): Promise<'issued' | 'failed' | 'nothing'> {
  const [found] = await press.db
    .select({ document: documents, template: documentTemplates.content })
    .from(documents)
    .innerJoin(documentTemplates, eq(documentTemplates.id, documents.templateId))
    .where(eq(documents.id, documentId));
  if (!found || found.document.state === 'issued') return 'nothing';
  try {
    const made = await make(press, found.document, found.template);
    return (await press.db.transaction((tx) => settle(tx, found.document, made, press.now()))) ? 'issued' : 'nothing';
  } catch (error) {
    await press.db.transaction((tx) => noteFailure(tx, documentId, failureOf(error), press.now()));
    return 'failed';
  }
}

interface Made {
  sha256: string;
  size: number;
  pages: number;
}

async function make(press: Press, document: DocumentRow, template: Template): Promise<Made> {
  const { pool, signer, store, publicUrl, now } = press;
  const code = document.kind === 'licence' ? await licenceCode(press, document.fields) : null;
  const printable = printableOf(template, document.fields, publicUrl, document.createdAt, code);
  const reason = `出具${kindOf(document.kind).name.zh} ${document.number}`;
  const { pdf, pages } = await pool.document(printable, { name: printable.agency, reason, at: now() });
  const signed = await signPdf(pdf, signer, document.organisationId);
  return { sha256: await store.put(signed), size: signed.length, pages };
}

/** False when another worker has been faster: then its paper stands and this one is nobody's. */
async function settle(tx: Transaction, document: DocumentRow, { sha256, size, pages }: Made, now: Date): Promise<boolean> {
  const { id, caseNumber, kind, number, organisationId } = document;
  // The case's row first, as a step's record does, so that nobody waits in a circle.
  const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber)).for('update');
  const [current] = await tx.select({ state: documents.state }).from(documents).where(eq(documents.id, id)).for('update');
  if (current?.state === 'issued') return false;
  const name = longTermName(kind, number, caseNumber);
  // What is addressed to a third party is between them and the authority.
  const recipient = document.partyId === null ? {} : { recipientKind: 'thirdParty' };
  const issued = { ...entry('document.issued', { kind, number, name, sha256, size, ...recipient }), organisationId };
  const done = { state: 'issued', issuedAt: now, retryAt: null, failureCode: null, failure: null, name, sha256, size, pages } as const;
  if (row) {
    // From here on it is to be served: planned in the same transaction, so that no paper lies about unsent.
    const planned = await planService(tx, row, { ...document, ...done }, now);
    const chain = await appendLedger(tx, row, [issued, ...planned], { step: null, at: now.toISOString() });
    await tx.update(cases).set(chain).where(eq(cases.caseNumber, caseNumber));
    await announce(tx, caseNumber, row.step);
  }
  await tx
    .update(incidents)
    .set({ resolvedAt: now })
    .where(eq(incidents.id, incidentOf(id)));
  await tx.update(documents).set(done).where(eq(documents.id, id));
  return true;
}

/** The incident of a document that could not be issued for a while. */
export const incidentOf = (documentId: string): string => `document:${documentId}`;

async function noteFailure(tx: Transaction, documentId: string, failure: DocumentFailure, now: Date): Promise<void> {
  const [row] = await tx.select().from(documents).where(eq(documents.id, documentId)).for('update');
  if (!row || row.state === 'issued') return;
  const attempts = row.attempts + 1;
  const isIncident = attempts >= attemptsUntilIncident;
  const retryAt = new Date(now.getTime() + pauseAfter(attempts));
  await tx
    .update(documents)
    .set({ attempts, retryAt, failureCode: failure.code, failure: failure.message, state: isIncident ? 'failed' : row.state })
    .where(eq(documents.id, documentId));
  if (isIncident) {
    const { caseNumber, element } = row;
    await tx
      .insert(incidents)
      .values({
        id: incidentOf(documentId),
        caseNumber,
        // The engine knows nothing of it.
        number: 0,
        element,
        code: failure.code,
        message: `${row.number}: ${failure.message}`,
        at: now,
      })
      .onConflictDoUpdate({ target: incidents.id, set: { code: sql`excluded.code`, message: sql`excluded.message`, resolvedAt: null } });
  }
  await queueDocument(tx, documentId, retryAt);
}
