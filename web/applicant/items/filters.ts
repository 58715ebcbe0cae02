import { z } from 'zod';
import { Level } from '../../../schema/contracts/values.ts';

const Filters = z.object({
  query: z.string().max(100).optional().catch(undefined),
  organisationId: z.string().max(40).optional().catch(undefined),
  audience: z.enum(['person', 'legalPerson', 'other']).optional().catch(undefined),
  level: Level.optional().catch(undefined),
});
export type Filters = z.infer<typeof Filters>;

/** Filters from the page's address; what isn't one of ours is left out. */
export const filtersOf = (search: URLSearchParams): Filters =>
  Filters.parse(Object.fromEntries([...search].filter(([, value]) => value !== '')));
