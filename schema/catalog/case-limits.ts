import type { CaseLimits } from '../rules/case-limits.ts';
import type { ItemGuide } from './item.ts';

/** What of an item's guide the clocks of its cases depend on. */
export const limitsOf = ({ statutoryLimit, promisedLimit, limitStarts, joint, clocks }: ItemGuide): CaseLimits => ({
  statutoryLimit,
  promisedLimit,
  limitStarts,
  ...(joint ? { joint } : {}),
  ...(clocks ? { clocks } : {}),
});
