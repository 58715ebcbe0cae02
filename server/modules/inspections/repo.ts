import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { cases, inspectionOfficers, inspectionPhotos, inspections, items, users } from '../../../schema/db/tables/index.ts';
import { Refusal } from '../../errors.ts';

type Reader = Database | Transaction;
export type InspectionRow = typeof inspections.$inferSelect;
export type PhotoRow = typeof inspectionPhotos.$inferSelect;

/** An inspection with everything its record is made of. */
export interface Inspection {
  row: InspectionRow;
  itemName: { zh: string; en: string };
  applicantName: string;
  officers: { id: string; name: string; signedAt: Date | null; signedHash: string | null }[];
  photos: PhotoRow[];
}

/** Inspections by id, each with its officers and photos, in three queries however many; in the order of the ids. */
async function readInspections(db: Reader, ids: string[]): Promise<Inspection[]> {
  if (ids.length === 0) return [];
  const [rows, officers, photos] = await Promise.all([
    db
      .select({ row: inspections, itemName: sql<{ zh: string; en: string }>`${items.guide} -> 'name'`, applicantName: cases.applicantName })
      .from(inspections)
      .innerJoin(cases, eq(cases.caseNumber, inspections.caseNumber))
      .innerJoin(items, eq(items.id, cases.itemId))
      .where(inArray(inspections.id, ids)),
    db
      .select({ of: inspectionOfficers, name: users.name })
      .from(inspectionOfficers)
      .innerJoin(users, eq(users.id, inspectionOfficers.userId))
      .where(inArray(inspectionOfficers.inspectionId, ids))
      .orderBy(asc(inspectionOfficers.userId)),
    db
      .select()
      .from(inspectionPhotos)
      .where(and(inArray(inspectionPhotos.inspectionId, ids), isNull(inspectionPhotos.removedAt)))
      .orderBy(asc(inspectionPhotos.uploadedAt), asc(inspectionPhotos.id)),
  ]);
  const found = rows.map(({ row, itemName, applicantName }) => ({
    row,
    itemName,
    applicantName,
    officers: officers
      .filter(({ of }) => of.inspectionId === row.id)
      .map(({ of, name }) => ({ id: of.userId, name, signedAt: of.signedAt, signedHash: of.signedHash })),
    photos: photos.filter((one) => one.inspectionId === row.id),
  }));
  return ids.flatMap((id) => found.filter((one) => one.row.id === id));
}

export async function getInspection(db: Reader, id: string): Promise<Inspection> {
  const [found] = await readInspections(db, [id]);
  if (!found) throw new Refusal('not-found');
  return found;
}

/** All of a case, the first one first. */
export async function inspectionsOf(db: Reader, caseNumber: string): Promise<Inspection[]> {
  const rows = await db
    .select({ id: inspections.id })
    .from(inspections)
    .where(eq(inspections.caseNumber, caseNumber))
    .orderBy(asc(inspections.orderedAt), asc(inspections.id));
  return readInspections(
    db,
    rows.map(({ id }) => id),
  );
}

/** Those that somebody makes, in the order they were ordered, one past the limit. */
export async function inspectionsFor(
  db: Database,
  userId: string,
  { open, after, limit }: { open: boolean; after: [string, string] | null; limit: number },
): Promise<Inspection[]> {
  const rows = await db
    .select({ id: inspections.id })
    .from(inspectionOfficers)
    .innerJoin(inspections, eq(inspections.id, inspectionOfficers.inspectionId))
    .where(
      and(
        eq(inspectionOfficers.userId, userId),
        open ? eq(inspections.state, 'open') : sql`${inspections.state} <> 'open'`,
        after ? sql`(${inspections.orderedAt}, ${inspections.id}) > (${after[0]}::timestamptz, ${after[1]})` : undefined,
      ),
    )
    .orderBy(asc(inspections.orderedAt), asc(inspections.id))
    .limit(limit + 1);
  return readInspections(
    db,
    rows.map(({ id }) => id),
  );
}

/** Whether an inspection of the case is not over: it is not decided before. */
export async function hasOpenInspection(db: Reader, caseNumber: string): Promise<boolean> {
  const open = and(eq(inspections.caseNumber, caseNumber), eq(inspections.state, 'open'));
  return (await db.select({ id: inspections.id }).from(inspections).where(open).limit(1)).length > 0;
}

/** The photo with its inspection's case; refuses with `not-found`. */
export async function getPhoto(db: Database, photoId: string): Promise<{ photo: PhotoRow; caseNumber: string }> {
  const [found] = await db
    .select({ photo: inspectionPhotos, caseNumber: inspections.caseNumber })
    .from(inspectionPhotos)
    .innerJoin(inspections, eq(inspections.id, inspectionPhotos.inspectionId))
    .where(and(eq(inspectionPhotos.id, photoId), isNull(inspectionPhotos.removedAt)));
  if (!found) throw new Refusal('not-found');
  return found;
}

/** Holds the rows of an inspection's case and of the inspection itself. Refuses with `not-found`, `inspection-over`. */
export async function lockOpen(tx: Transaction, id: string) {
  const [known] = await tx.select({ caseNumber: inspections.caseNumber }).from(inspections).where(eq(inspections.id, id));
  if (!known) throw new Refusal('not-found');
  const [caseRow] = await tx.select().from(cases).where(eq(cases.caseNumber, known.caseNumber)).for('update');
  await tx.select({ id: inspections.id }).from(inspections).where(eq(inspections.id, id)).for('update');
  const inspection = await getInspection(tx, id);
  if (inspection.row.state !== 'open') throw new Refusal('inspection-over');
  return { inspection, caseRow: caseRow! };
}
