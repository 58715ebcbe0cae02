import { z } from 'zod';

/**
 * How far a material can be relied on (国令 716 art. 7–10; domain facts §3): A the issuer's own data, used directly; B checked at a window,
 * reused; C uploaded by the applicant, the original is checked; D made by the applicant, with a promise. A and B carry a watermark.
 */
export const TrustLevel = z.enum(['A', 'B', 'C', 'D']);
export type TrustLevel = z.infer<typeof TrustLevel>;

export const hasWatermark = (trust: TrustLevel): boolean => trust === 'A' || trust === 'B';
