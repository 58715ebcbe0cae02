import { z } from 'zod';

/** What every flow node has. `order` is its place in the file, from 0. */
export const nodeBase = {
  id: z.string(),
  name: z.string().optional(),
  /** The scope it lies in: the id of a process or sub-process. */
  scope: z.string(),
  order: z.number(),
  incoming: z.array(z.string()),
  outgoing: z.array(z.string()),
  /** The lane it lies in, by name, innermost. */
  lane: z.string().optional(),
};
