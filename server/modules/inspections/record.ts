import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import type { inspectionRoutes } from '../../../schema/contracts/inspections.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { cases, inspectionOfficers, inspectionPhotos, inspections } from '../../../schema/db/tables/index.ts';
import { lacksOf } from '../../../schema/rules/inspections.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { noteOnCase } from '../tasks/act.ts';
import { recordHash } from './record-hash.ts';
import { getInspection, lockOpen } from './repo.ts';
import type { Inspection } from './repo.ts';

type Body = z.infer<NonNullable<typeof inspectionRoutes.record.body>>;

interface By {
  actor: Actor;
  now: Date;
}

/** A changed record is another record: what was signed of it is void, and the ledger says so. */
export async function noteChange(
  tx: Transaction,
  { row, officers }: Inspection,
  caseRow: typeof cases.$inferSelect,
  { actor, now }: By,
  type: string,
  data: Record<string, unknown>,
): Promise<void> {
  const voided = officers.filter(({ signedAt }) => signedAt !== null).map(({ id }) => id);
  await tx
    .update(inspections)
    .set({ revision: row.revision + 1 })
    .where(eq(inspections.id, row.id));
  await tx.update(inspectionOfficers).set({ signedAt: null, signedHash: null }).where(eq(inspectionOfficers.inspectionId, row.id));
  const told = { inspection: row.id, ...data, ...(voided.length > 0 ? { users: voided, why: 'voids' } : {}) };
  await noteOnCase(tx, caseRow, { actor, now }, type, told);
}

/** Writes the record down as a whole. Refuses with `inspection-over`, and `inspection-changed` where another has written since. */
export const writeRecord = (db: Database, id: string, body: Body, by: By): Promise<void> =>
  db.transaction(async (tx) => {
    const { inspection, caseRow } = await lockOpen(tx, id);
    const { row } = inspection;
    if (row.revision !== body.revision) throw new Refusal('inspection-changed');
    // What is to be looked at was ordered; the inspectors say what they found.
    const findings = row.findings.map(
      ({ point }) => body.findings.find((one) => one.point === point) ?? { point, finding: '', meets: null },
    );
    await tx.update(inspections).set({ findings, conclusion: body.conclusion, result: body.result }).where(eq(inspections.id, id));
    for (const { id: photoId, takenAt, takenWhere, caption } of body.photos) {
      await tx
        .update(inspectionPhotos)
        .set({ takenAt: takenAt === null ? null : new Date(takenAt), takenWhere: takenWhere || null, caption })
        .where(and(eq(inspectionPhotos.id, photoId), eq(inspectionPhotos.inspectionId, id), isNull(inspectionPhotos.removedAt)));
    }
    await noteChange(tx, inspection, caseRow, by, 'inspection.recorded', { revision: row.revision + 1 });
  });

/** Takes a photo out of an open record; the bytes are kept as long as another file has them. */
export const removePhoto = (db: Database, id: string, photoId: string, by: By): Promise<void> =>
  db.transaction(async (tx) => {
    const { inspection, caseRow } = await lockOpen(tx, id);
    const photo = inspection.photos.find((one) => one.id === photoId);
    if (!photo) throw new Refusal('not-found');
    await tx.update(inspectionPhotos).set({ removedAt: by.now }).where(eq(inspectionPhotos.id, photoId));
    await noteChange(tx, inspection, caseRow, by, 'inspection.photoRemoved', { name: photo.name, sha256: photo.sha256 });
  });

/**
 * An inspector signs the record as they saw it, in their own sign-in; with the last signature it is closed for good.
 * Refuses with `inspection-over`, `inspection-changed`, `inspection-incomplete`.
 */
export const signRecord = (db: Database, id: string, revision: number, by: By): Promise<void> =>
  db.transaction(async (tx) => {
    const { inspection, caseRow } = await lockOpen(tx, id);
    const { row, photos } = inspection;
    if (row.revision !== revision) throw new Refusal('inspection-changed');
    const lacks = lacksOf({ ...row, photos: photos.length });
    if (lacks.length > 0) throw new Refusal('inspection-incomplete', { lacks });
    const hash = recordHash(inspection);
    const { actor, now } = by;
    const own = and(eq(inspectionOfficers.inspectionId, id), eq(inspectionOfficers.userId, actor.id));
    await tx.update(inspectionOfficers).set({ signedAt: now, signedHash: hash }).where(own);
    const data = { inspection: id, revision, signature: { name: actor.name, hash } };
    await noteOnCase(tx, caseRow, { actor, now }, 'inspection.signed', data);
    const { officers } = await getInspection(tx, id);
    if (officers.some(({ signedHash }) => signedHash !== hash)) return;
    await tx.update(inspections).set({ state: 'closed', endedAt: now, recordHash: hash }).where(eq(inspections.id, id));
    const closed = {
      inspection: id,
      kind: row.kind,
      result: row.result,
      hash,
      photos: photos.map(({ sha256 }) => sha256),
      mode: row.result,
    };
    await noteOnCase(tx, caseRow, { actor, now }, 'inspection.closed', closed);
  });

/** Calls an inspection off, so that the case can be decided without it. Refuses with `inspection-over`. */
export const cancelInspection = (db: Database, id: string, reason: string, { actor, now }: By): Promise<void> =>
  db.transaction(async (tx) => {
    const { caseRow } = await lockOpen(tx, id);
    await tx.update(inspections).set({ state: 'cancelled', endedAt: now, cancelReason: reason }).where(eq(inspections.id, id));
    await noteOnCase(tx, caseRow, { actor, now }, 'inspection.cancelled', { inspection: id, reason });
  });
