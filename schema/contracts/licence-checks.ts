import { z } from 'zod';
import { route } from './route.ts';
import { Instant, Text } from './values.ts';

/**
 * What a verification comes to. `changed`: a later version has taken its place; `notGenuine`: nobody here signed it, or the register does
 * not know it; `notFound`: no licence of that identifier and holder.
 */
export const CheckOutcome = z.enum(['valid', 'expired', 'changed', 'revoked', 'withdrawn', 'cancelled', 'notGenuine', 'notFound']);
export type CheckOutcome = z.infer<typeof CheckOutcome>;

/** A licence as anybody may see it: a person's name is masked (PIPL). */
export const CheckedLicence = z.object({
  identifier: z.string(),
  number: z.string(),
  licenceName: Text,
  holderName: z.string(),
  authority: Text,
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  version: z.number().int(),
  /** The version in force now, where that is another. */
  latestVersion: z.number().int(),
  /** Since when it is no longer in force. */
  endedAt: Instant.nullable(),
});
export type CheckedLicence = z.infer<typeof CheckedLicence>;

export const LicenceCheck = z.object({ outcome: CheckOutcome, licence: CheckedLicence.nullable(), checkedAt: Instant });
export type LicenceCheck = z.infer<typeof LicenceCheck>;

export const licenceCheckRoutes = {
  check: route({
    method: 'POST',
    path: '/api/licence-checks',
    summary: 'Verify a licence by its QR code, or by its identifier and its holder’s name; each verification is noted, nothing of who asks',
    action: 'public',
    body: z.union([
      z.object({ code: z.string().min(1).max(2000) }),
      z.object({ identifier: z.string().min(1).max(120), holderName: z.string().min(1).max(200) }),
    ]),
    response: LicenceCheck,
  }),
  /** GET /.well-known/licence-keys.json: the public keys (JWKS), for who verifies without us. */
};
