import { z } from 'zod';

/** What is written down of a licence. That it has expired follows from the day. */
export const StoredLicenceState = z.enum(['inForce', 'revoked', 'withdrawn', 'cancelled']);
export type StoredLicenceState = z.infer<typeof StoredLicenceState>;

/** As people are told: 有效, 已过期, 已撤销 (Licensing Law art. 69), 已撤回 (8), 已注销 (70). */
export const LicenceState = z.enum(['valid', 'expired', 'revoked', 'withdrawn', 'cancelled']);
export type LicenceState = z.infer<typeof LicenceState>;

/** A licence holds to the end of its last day, so it expires at a moment. */
export function licenceState(row: { state: StoredLicenceState; validTo: Date | null }, now: Date): LicenceState {
  if (row.state !== 'inForce') return row.state;
  return row.validTo !== null && row.validTo <= now ? 'expired' : 'valid';
}

const day = 24 * 60 * 60_000;

/** Whole days until a licence ends, the day itself included; null when it has no end, 0 when it is over. */
export const daysLeft = (validTo: Date | null, now: Date): number | null =>
  validTo === null ? null : Math.max(0, Math.ceil((validTo.getTime() - now.getTime()) / day));
