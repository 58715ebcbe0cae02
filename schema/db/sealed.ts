import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Below this compressing is not worth its while. */
const plainBelow = 200;
const ivLength = 12;
const tagLength = 16;

/** A key for one purpose, derived from the product's secret. */
export const keyFor = (secret: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'approval', purpose, 32));

/** Compresses and encrypts (AES-256-GCM). */
export function sealBytes(key: Buffer, bytes: Buffer): Buffer {
  const packed = bytes.length < plainBelow ? Buffer.concat([Buffer.of(0), bytes]) : Buffer.concat([Buffer.of(1), deflateRawSync(bytes)]);
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(packed), cipher.final(), cipher.getAuthTag()]);
}

/** Undoes `sealBytes`. Throws when the key is another one or the bytes have been touched. */
export function openBytes(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivLength));
  decipher.setAuthTag(sealed.subarray(-tagLength));
  const packed = Buffer.concat([decipher.update(sealed.subarray(ivLength, -tagLength)), decipher.final()]);
  return packed[0] === 1 ? inflateRawSync(packed.subarray(1)) : packed.subarray(1);
}

/** Seals JSON values at rest: what a case holds is personal data. */
export interface Seal {
  seal(value: unknown): Buffer;
  open(sealed: Uint8Array): unknown;
}

export function createSeal(secret: string, purpose: string): Seal {
  const key = keyFor(secret, purpose);
  return {
    seal: (value) => sealBytes(key, Buffer.from(JSON.stringify(value), 'utf8')),
    open: (sealed) => JSON.parse(openBytes(key, Buffer.from(sealed)).toString('utf8')) as unknown,
  };
}

/** The states of cases, kept beside their projection (decision 041). */
export const stateSeal = (secret: string): Seal => createSeal(secret, 'case states');
