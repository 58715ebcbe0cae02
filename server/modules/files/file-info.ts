import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import type { files } from '../../../schema/db/tables/index.ts';

export type FileRow = typeof files.$inferSelect;

/** A material as the pages show it. */
export const fileInfo = (row: FileRow): FileInfo => ({
  id: row.id,
  materialCode: row.materialCode,
  name: row.name,
  type: row.type,
  size: row.size,
  sha256: row.sha256,
  scan: row.scan,
  trust: row.trust,
  licenceIdentifier: row.licenceIdentifier,
  uploadedAt: row.uploadedAt.toISOString(),
});
