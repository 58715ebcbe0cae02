import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import { Refusal } from '../../errors.ts';

/** Media types by the ending of a name, for those that items ask for. */
const byEnding: Record<string, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * The media type of a file by its bytes. Refuses with `file-type-disguised` when its name promises another type than it
 * holds, with `file-type-refused` when the material does not take that type.
 */
export async function checkType(path: string, name: string, accept: string[]): Promise<string> {
  const found = (await fileTypeFromFile(path))?.mime;
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const promised = byEnding[ending];
  if (promised && promised !== found) throw new Refusal('file-type-disguised', { name, found: found ?? null, promised });
  if (!found || !accept.includes(found)) throw new Refusal('file-type-refused', { name, found: found ?? null, accept });
  return found;
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
