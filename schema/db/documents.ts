import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import { counterKey, documentNumber } from '../documents/document-number.ts';
import type { DocumentKindId } from '../documents/kind-ids.ts';
import { kindOf, shapeOf } from '../documents/kinds.ts';
import { dayOf } from '../documents/official-date.ts';
import { everyItem } from '../documents/template.ts';
import { remedies } from '../rules/remedies.ts';
import type { Transaction } from './connect.ts';
import { counters, documentAgencies, documents, documentTemplates, organisations } from './tables/index.ts';

export interface NewDocument {
  /** `<case number>.<step>.<place within the step>`: asked for twice, it is made once. */
  id: string;
  kind: DocumentKindId;
  caseNumber: string;
  /** The third party that it is addressed to; absent: the applicant. */
  partyId?: string;
  itemId: string;
  organisationId: string;
  element: string | null;
  /** ISO 8601 in Asia/Shanghai: the day of issue, and the year of the number. */
  at: string;
  /** The kind's own fields, and of the common ones addressee, item and day of receipt; the rest is added here. */
  fields: Record<string, unknown>;
}

/** The fields of a document do not make it whole: which, and why. No number has been taken. */
export class DocumentIncomplete extends Error {
  constructor(
    readonly kind: DocumentKindId,
    readonly fields: string[],
  ) {
    super(`${kindOf(kind).name.zh} lacks ${fields.join(', ')}`);
  }
}

/** What an agency without settings of its own says instead. */
const unset = { reconsiderationBody: '有管辖权的行政复议机关', court: '有管辖权的人民法院' };

/**
 * Numbers a document and freezes its fields, inside the caller's transaction; a job renders and signs it once that commits. No number is
 * skipped when the transaction rolls back, none is given twice since the counter's row stays locked until it ends.
 * Who makes several at once makes them in the order of their kinds, so that two transactions never wait for each other.
 * Throws DocumentIncomplete, before anything is written.
 */
export async function createDocument(tx: Transaction, asked: NewDocument): Promise<{ id: string; number: string }> {
  const { id, kind, caseNumber, organisationId, at } = asked;
  const [before] = await tx.select({ number: documents.number }).from(documents).where(eq(documents.id, id));
  if (before) return { id, number: before.number };
  const [agency] = await tx
    .select({ name: organisations.name, setting: documentAgencies })
    .from(organisations)
    .leftJoin(documentAgencies, eq(documentAgencies.organisationId, organisations.id))
    .where(eq(organisations.id, organisationId));
  if (!agency) throw new Error(`no organisation ${organisationId}`);
  const day = dayOf(at);
  const year = day.slice(0, 4);
  const { reconsiderationBody, court } = agency.setting ?? unset;
  const given = { ...remedies, reconsiderationBody, court, ...asked.fields, agency: agency.name.zh, caseNumber, issuedOn: day };
  // Parsed before a number is taken: what is refused leaves no gap.
  fieldsOf(kind, { ...given, number: '–' });

  const [counter] = await tx
    .insert(counters)
    .values({ key: counterKey(organisationId, kind, year), last: 1 })
    .onConflictDoUpdate({ target: counters.key, set: { last: sql`${counters.last} + 1` } })
    .returning({ last: counters.last });
  const sequence = counter!.last;
  const number = documentNumber(agency.setting?.mark ?? agency.name.zh, kind, year, sequence);
  await tx.insert(documents).values({
    id,
    caseNumber,
    partyId: asked.partyId ?? null,
    kind,
    organisationId,
    year,
    sequence,
    number,
    element: asked.element,
    templateId: await templateInForce(tx, kind, asked.itemId, new Date(at)),
    language: 'zh',
    fields: fieldsOf(kind, { ...given, number }),
    state: 'pending',
    createdAt: new Date(at),
    retryAt: new Date(at),
  });
  await queueDocument(tx, id);
  return { id, number };
}

/** Asks the worker to render a document; asked for again, it is still one job, and it is due now. */
export async function queueDocument(tx: Pick<Transaction, 'execute'>, id: string, runAt: Date | null = null): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job('renderDocument', ${JSON.stringify({ documentId: id })}::json,
    job_key => ${`document:${id}`}, max_attempts => 25, run_at => ${runAt?.toISOString() ?? null}::timestamptz)`);
}

function fieldsOf(kind: DocumentKindId, given: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(shapeOf(kind));
  const own = Object.fromEntries(Object.entries(given).filter(([name, value]) => names.includes(name) && value !== undefined));
  const parsed = kindOf(kind).fields.safeParse(own);
  if (parsed.success) return parsed.data;
  throw new DocumentIncomplete(kind, [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))]);
}

/** The template that a document of this moment is made with: the item's own where it has one, else that of all items. */
async function templateInForce(tx: Transaction, kind: DocumentKindId, itemId: string, at: Date): Promise<string> {
  const [found] = await tx
    .select({ id: documentTemplates.id })
    .from(documentTemplates)
    .where(
      and(eq(documentTemplates.kind, kind), inArray(documentTemplates.itemId, [itemId, everyItem]), lte(documentTemplates.effectiveAt, at)),
    )
    // An item's id sorts after the empty one.
    .orderBy(desc(documentTemplates.itemId), desc(documentTemplates.version))
    .limit(1);
  if (!found) throw new Error(`no template of ${kind} is in force`);
  return found.id;
}
