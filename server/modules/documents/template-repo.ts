import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { documentTemplateDrafts, documentTemplates, users } from '../../../schema/db/tables/index.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';

type Reader = Database | Transaction;

/** A template: of a kind, for one item or (empty) for all. */
export interface TemplateKey {
  kind: DocumentKindId;
  itemId: string;
}

const isOf = ({ kind, itemId }: TemplateKey) => and(eq(documentTemplates.kind, kind), eq(documentTemplates.itemId, itemId));
export const isDraftOf = ({ kind, itemId }: TemplateKey) =>
  and(eq(documentTemplateDrafts.kind, kind), eq(documentTemplateDrafts.itemId, itemId));

/** Every version, newest first, with the publisher's name. */
export async function findVersions(db: Reader, key: TemplateKey) {
  return db
    .select({ row: documentTemplates, publishedBy: sql<string>`coalesce(${users.name}, ${documentTemplates.publishedBy})` })
    .from(documentTemplates)
    .leftJoin(users, eq(users.id, documentTemplates.publishedBy))
    .where(isOf(key))
    .orderBy(desc(documentTemplates.version));
}

/** The version in force of each template at `now`. */
export async function findInForce(db: Reader, now: Date) {
  return db
    .selectDistinctOn([documentTemplates.kind, documentTemplates.itemId])
    .from(documentTemplates)
    .where(lte(documentTemplates.effectiveAt, now))
    .orderBy(documentTemplates.kind, documentTemplates.itemId, desc(documentTemplates.version));
}

export async function findDraft(db: Reader, key: TemplateKey) {
  const [found] = await db
    .select({ draft: documentTemplateDrafts, updatedBy: sql<string>`coalesce(${users.name}, ${documentTemplateDrafts.updatedBy})` })
    .from(documentTemplateDrafts)
    .leftJoin(users, eq(users.id, documentTemplateDrafts.updatedBy))
    .where(isDraftOf(key));
  return found;
}

/** The templates that have a draft. */
export async function findDrafts(db: Reader): Promise<TemplateKey[]> {
  return db.select({ kind: documentTemplateDrafts.kind, itemId: documentTemplateDrafts.itemId }).from(documentTemplateDrafts);
}
