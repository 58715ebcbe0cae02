import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A random token of 256 bits, safe in cookies and headers. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a session's token: reading the database does not give anybody's session away. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Compares secrets without telling by the time taken how much of them fits. */
export function isSameToken(a: string, b: string): boolean {
  const one = createHash('sha256').update(a).digest();
  return timingSafeEqual(one, createHash('sha256').update(b).digest());
}
