import { and, eq } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { Database } from '../../../schema/db/connect.ts';
import { inspectionOfficers, inspectionPhotos, inspections, users } from '../../../schema/db/tables/index.ts';
import { Refusal } from '../../errors.ts';
import { noteChange } from './record.ts';
import { lockOpen } from './repo.ts';
import type { PhotoRow } from './repo.ts';

/** Photos of one record: more is a mistake or mischief. */
const photosPerRecord = 60;
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'];

/** An open inspection that somebody makes: photos can be added. Refuses with `not-found`, `inspection-over`. */
export async function checkPhotoTarget(db: Database, userId: string, inspectionId: string): Promise<void> {
  const [found] = await db
    .select({ state: inspections.state })
    .from(inspectionOfficers)
    .innerJoin(inspections, eq(inspections.id, inspectionOfficers.inspectionId))
    .where(and(eq(inspectionOfficers.userId, userId), eq(inspectionOfficers.inspectionId, inspectionId)));
  if (!found) throw new Refusal('not-found');
  if (found.state !== 'open') throw new Refusal('inspection-over');
}

export interface TakenPhoto {
  inspectionId: string;
  ownerId: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  scan: 'clean' | 'notScanned';
  /** As its file says; the inspector can correct it. */
  takenAt: Date | null;
  now: Date;
}

/** Puts a photo whose bytes are stored into the record; sent twice, the same bytes are the same photo. Refuses with `inspection-over`, `conflict`. */
export const addPhoto = (db: Database, { now, ...photo }: TakenPhoto): Promise<PhotoRow> =>
  db.transaction(async (tx) => {
    const { inspection, caseRow } = await lockOpen(tx, photo.inspectionId);
    const before = inspection.photos.find(({ sha256 }) => sha256 === photo.sha256);
    if (before) return before;
    if (inspection.photos.length >= photosPerRecord) throw new Refusal('conflict', { limit: photosPerRecord });
    const [row] = await tx
      .insert(inspectionPhotos)
      .values({ id: nanoid(), ...photo, uploadedAt: now })
      .returning();
    const [owner] = await tx.select({ name: users.name }).from(users).where(eq(users.id, photo.ownerId));
    const actor = { id: photo.ownerId, name: owner!.name, organisationId: null };
    await noteChange(tx, inspection, caseRow, { actor, now }, 'inspection.photoAdded', { name: photo.name, sha256: photo.sha256 });
    return row!;
  });
