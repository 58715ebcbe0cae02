import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, documents, files, inspectionPhotos, organisations, services, tasks } from '../../../schema/db/tables/index.ts';
import type { FileRow } from './file-info.ts';

/** A file with what decides who may see or take it back; `userId` is asked for as one who may have had a task of its case. */
export async function findFile(db: Database, fileId: string, userId: string) {
  const hadTask = sql<boolean>`exists (select 1 from ${tasks} where ${tasks.caseNumber} = ${files.caseNumber}
    and ${userId} in (${tasks.assigneeId}, ${tasks.holderId}, ${tasks.closedBy}))`;
  const [found] = await db
    .select({ file: files, caseState: cases.state, path: organisations.path, hadTask })
    .from(files)
    .leftJoin(cases, eq(cases.caseNumber, files.caseNumber))
    .leftJoin(organisations, eq(organisations.id, cases.organisationId))
    .where(eq(files.id, fileId));
  if (!found) return null;
  const { file, caseState, path } = found;
  return { file, caseState, object: { ownerId: file.ownerId, path, involvedIds: found.hadTask ? [userId] : [] } };
}

export async function insertFile(db: Database, values: typeof files.$inferInsert): Promise<FileRow> {
  const [row] = await db.insert(files).values(values).returning();
  return row!;
}

export async function deleteFile(db: Database, fileId: string): Promise<void> {
  await db.delete(files).where(eq(files.id, fileId));
}

/** Takes a case's file out of sight; the record keeps it. */
export async function hideFile(db: Database, fileId: string, at: Date): Promise<void> {
  await db
    .update(files)
    .set({ removedAt: at })
    .where(and(eq(files.id, fileId), isNull(files.removedAt)));
}

/** Of these hashes, those that no file, no document, no signature and no photo has. */
export async function unusedHashes(db: Database, hashes: string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const ofFiles = await db.selectDistinct({ sha256: files.sha256 }).from(files).where(inArray(files.sha256, hashes));
  const ofDocuments = await db.selectDistinct({ sha256: documents.sha256 }).from(documents).where(inArray(documents.sha256, hashes));
  const ofServices = await db.selectDistinct({ sha256: services.signature }).from(services).where(inArray(services.signature, hashes));
  const ofPhotos = await db
    .selectDistinct({ sha256: inspectionPhotos.sha256 })
    .from(inspectionPhotos)
    .where(inArray(inspectionPhotos.sha256, hashes));
  const used = new Set([...ofFiles, ...ofDocuments, ...ofServices, ...ofPhotos].map((row) => row.sha256));
  return hashes.filter((hash) => !used.has(hash));
}
