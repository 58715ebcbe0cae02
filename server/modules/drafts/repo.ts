import { and, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import { definitions, drafts, files, items, offices, organisations, serviceChoices } from '../../../schema/db/tables/index.ts';
import type { Answers } from '../../../schema/forms/form.ts';

/** The version that a submission now would run on, beside each draft. */
const versionInForce = (now: Date) => sql<number>`(
  select max(${definitions.version}) from ${definitions}
  where ${definitions.itemId} = ${drafts.itemId} and ${definitions.effectiveAt} <= ${now.toISOString()}::timestamptz)`;

const columns = (now: Date) => ({
  draft: drafts,
  guide: items.guide,
  currentForm: items.formVersion,
  currentDefinition: versionInForce(now).mapWith(Number),
  organisationName: organisations.name,
});

const joined = (db: Database, now: Date) =>
  db
    .select(columns(now))
    .from(drafts)
    .innerJoin(items, eq(items.id, drafts.itemId))
    .innerJoin(organisations, eq(organisations.id, drafts.organisationId));

export type DraftRow = Awaited<ReturnType<typeof findDraft>> & object;

export async function findDraft(db: Database, draftId: string, now: Date) {
  const [found] = await joined(db, now).where(eq(drafts.id, draftId));
  return found ?? null;
}

/** Drafts that may still be worked on, the last one touched first. */
export async function findDraftsOf(db: Database, userId: string, now: Date) {
  return joined(db, now)
    .where(and(eq(drafts.userId, userId), isNull(drafts.submittedAs), gt(drafts.expiresAt, now)))
    .orderBy(desc(drafts.updatedAt))
    .limit(100);
}

export async function findFilesOf(db: Database, draftIds: string[]) {
  if (draftIds.length === 0) return [];
  return db
    .select()
    .from(files)
    .where(and(inArray(files.draftId, draftIds), isNull(files.removedAt)))
    .orderBy(files.uploadedAt, files.id);
}

/** An item in use with the office that is applied to; null when one may not apply there. */
export async function findOffice(db: Database, itemId: string, organisationId: string) {
  const [found] = await db
    .select({ formVersion: items.formVersion, guide: items.guide })
    .from(offices)
    .innerJoin(items, eq(items.id, offices.itemId))
    .where(and(eq(offices.itemId, itemId), eq(offices.organisationId, organisationId), sql`${items.guide} ->> 'state' = 'inUse'`));
  return found ?? null;
}

export async function insertDraft(db: Database, values: typeof drafts.$inferInsert): Promise<void> {
  await db.insert(drafts).values(values);
}

export interface DraftSave {
  revision: number;
  answers: Answers;
  now: Date;
  expiresAt: Date;
  /** The versions to hold the draft to from now on, when the applicant has seen what changed. */
  versions: { formVersion: number; definitionVersion: number } | null;
}

/** Saves over the revision that the writer had seen; false when another save, the submission or the expiry came first. */
export async function saveDraft(db: Database, draftId: string, save: DraftSave): Promise<boolean> {
  const { revision, answers, now, expiresAt, versions } = save;
  const saved = await db
    .update(drafts)
    .set({ answers, revision: revision + 1, updatedAt: now, expiresAt, ...versions })
    .where(and(eq(drafts.id, draftId), eq(drafts.revision, revision), isNull(drafts.submittedAs), gt(drafts.expiresAt, now)))
    .returning({ id: drafts.id });
  return saved.length === 1;
}

/** Deletes a draft that is not submitted, with its files; false when it has been. Bytes that nothing names any more go later. */
export async function removeDraft(db: Database, draftId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const gone = await tx
      .delete(drafts)
      .where(and(eq(drafts.id, draftId), isNull(drafts.submittedAs)))
      .returning({ id: drafts.id });
    if (gone.length > 0) await tx.delete(files).where(eq(files.draftId, draftId));
    if (gone.length > 0) await tx.delete(serviceChoices).where(eq(serviceChoices.draftId, draftId));
    return gone.length > 0;
  });
}

/** Deletes drafts whose time ran out before `before`, with their files. */
export async function removeExpiredDrafts(db: Database, before: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(drafts)
      .where(and(lt(drafts.expiresAt, before), isNull(drafts.submittedAs)))
      .returning({ id: drafts.id });
    const ids = gone.map((row) => row.id);
    if (ids.length > 0) await tx.delete(files).where(inArray(files.draftId, ids));
    if (ids.length > 0) await tx.delete(serviceChoices).where(inArray(serviceChoices.draftId, ids));
  });
}
