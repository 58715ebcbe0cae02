import { z } from 'zod';

/** Days that differ from the plain week, and how far the State Council has published (days are `YYYY-MM-DD`, Asia/Shanghai). */
export const Calendar = z.object({
  /** Weekdays that are off. */
  daysOff: z.array(z.string()),
  /** Saturdays and Sundays that are worked. */
  weekendsWorked: z.array(z.string()),
  publishedThrough: z.string(),
});
export type Calendar = z.infer<typeof Calendar>;
