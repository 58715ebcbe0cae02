import { z } from 'zod';
import { expertFields } from '../rules/experts.ts';
import { Level, StaffRole, Text } from '../contracts/values.ts';

/** The organisation tree as data: one national body, provinces, cities, counties. All of it is 示例 (sample). */
export const Organisations = z.object({
  version: z.literal(1),
  organisations: z.array(
    z.object({
      id: z.string(),
      parentId: z.string().nullable(),
      level: Level,
      regionCode: z.string().regex(/^\d{6}$/),
      creditCode: z.string().length(18),
      name: Text,
      departments: z.array(z.object({ code: z.string(), name: Text })),
    }),
  ),
});
export type Organisations = z.infer<typeof Organisations>;

/** Staff with their posts, and demo applicants. They have accounts with the embedded identity provider only. */
export const People = z.object({
  version: z.literal(1),
  staff: z.array(
    z.object({
      login: z.string(),
      name: z.string(),
      /** Of which fields an expert is. */
      expertIn: z.array(z.enum(expertFields)).default([]),
      posts: z.array(z.object({ role: StaffRole, organisationId: z.string(), department: z.string() })).min(1),
    }),
  ),
  applicants: z.array(
    z.object({
      login: z.string(),
      name: z.string(),
      subjectKind: z.enum(['person', 'legalPerson']),
      code: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
    }),
  ),
});
export type People = z.infer<typeof People>;
