import type { ContentStore } from '../../../schema/files/content-store.ts';
import { Refusal } from '../../errors.ts';

/** What every PNG begins with, and the name of its first chunk (RFC 2083 §3.1, §4.1.1). */
const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A canvas is no larger; a picture that says so is not one of ours. */
const largestSide = 4000;

/** Stores a drawn signature, given as a data URL, and gives its hash. Refuses with `signature-unreadable` what is no PNG of a canvas. */
export async function storeSignature(contents: ContentStore, dataUrl: string): Promise<string> {
  const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
  const isPng = bytes.length > 33 && bytes.subarray(0, 8).equals(head) && bytes.toString('latin1', 12, 16) === 'IHDR';
  if (!isPng) throw new Refusal('signature-unreadable');
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width < 1 || height < 1 || width > largestSide || height > largestSide) throw new Refusal('signature-unreadable');
  return contents.put(bytes);
}
