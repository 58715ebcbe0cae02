import path from 'node:path';
import { and, eq, isNull } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import { files } from '../../../schema/db/tables/index.ts';
import { Refusal } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { ContentStore } from '../../../schema/files/content-store.ts';
import { fileInfo } from '../files/file-info.ts';
import { insertFile } from '../files/repo.ts';
import { addPhoto, photoTypes } from '../inspections/photos.ts';
import { checkType, sha256Of } from './sniff.ts';
import { findTarget } from './target.ts';

/** 50 MiB. */
export const maxSize = 50 * 1024 * 1024;

/** What an upload is told about itself when it begins. */
export const UploadMetadata = z.object({
  target: z.string().max(80),
  materialCode: z.string().max(80),
  filename: z
    .string()
    .min(1)
    .max(200)
    .transform((name) => path.basename(name.replaceAll('\\', '/'))),
  /** When a photo was taken, as its file says. */
  takenAt: z.iso.datetime().optional(),
});
export type UploadMetadata = z.infer<typeof UploadMetadata>;

/** Turns bytes that have arrived whole into a material, or a photo of an inspection: checked, scanned, stored under their hash, then known. */
export class Uploads {
  private readonly contents: ContentStore;

  constructor(private readonly services: Services) {
    this.contents = new ContentStore(services.env.DATA_DIR);
  }

  /** Refuses an upload that could not end well before its bytes are sent. */
  async check(userId: string, { target, materialCode }: UploadMetadata): Promise<void> {
    await findTarget(this.services.database.db, userId, target, materialCode, this.services.now());
  }

  /** Sent twice (the last answer was lost), the same bytes under the same name are the same material. */
  async take(userId: string, from: string, size: number, metadata: UploadMetadata): Promise<FileInfo> {
    const { database, scanner, now } = this.services;
    const target = await findTarget(database.db, userId, metadata.target, metadata.materialCode, now());
    const type = await checkType(from, metadata.filename, target.kind === 'photo' ? photoTypes : target.material.accept);
    // One that is configured and away is not passed over: unscanned files are taken only where nobody asks for more.
    const scan = await scanner.scan(from).catch(() => {
      throw new Refusal('scanner-unavailable');
    });
    if (scan === 'infected') throw new Refusal('file-infected', { name: metadata.filename });
    const sha256 = await sha256Of(from);
    if (target.kind === 'photo') {
      await this.contents.take(from, sha256);
      const { inspectionId } = target;
      const name = metadata.filename;
      const photo = await addPhoto(database.db, {
        inspectionId,
        ownerId: userId,
        name,
        type,
        size,
        sha256,
        scan,
        takenAt: metadata.takenAt ? new Date(metadata.takenAt) : null,
        now: now(),
      });
      return { ...photo, materialCode: 'photo', trust: 'A', licenceIdentifier: null, uploadedAt: photo.uploadedAt.toISOString() };
    }
    const { draftId, caseNumber, material } = target;
    const [before] = await database.db
      .select()
      .from(files)
      .where(
        and(
          draftId ? eq(files.draftId, draftId) : eq(files.caseNumber, caseNumber!),
          eq(files.materialCode, material.code),
          eq(files.sha256, sha256),
          eq(files.name, metadata.filename),
          isNull(files.removedAt),
        ),
      );
    if (before) return fileInfo(before);
    await this.contents.take(from, sha256);
    const row = await insertFile(database.db, {
      id: nanoid(),
      ownerId: userId,
      draftId,
      caseNumber,
      materialCode: material.code,
      name: metadata.filename,
      type,
      size,
      sha256,
      scan,
      uploadedAt: now(),
    });
    return fileInfo(row);
  }
}
