import { z } from 'zod';

/** Chinese is the original, English complete. */
export const Text = z.object({ zh: z.string(), en: z.string() });
export type Text = z.infer<typeof Text>;

/** RFC 3339 with an offset. */
export const Instant = z.iso.datetime({ offset: true });

/** A statutory or promised limit; the unit is the law's (Licensing Law art. 82: working days, other laws may count calendar days). */
export const Limit = z.object({ n: z.number().int().min(1), unit: z.enum(['workday', 'calendarDay']) });
export type Limit = z.infer<typeof Limit>;

export const Level = z.enum(['national', 'province', 'city', 'county']);
export type Level = z.infer<typeof Level>;

/** 申请 apply, 受理 receive, 审查 review, 决定 decide, 制证 certify, 送达 deliver. */
export const Stage = z.enum(['apply', 'receive', 'review', 'decide', 'certify', 'deliver']);
export type Stage = z.infer<typeof Stage>;

/** A case's state, folded from its ledger; nobody sets it by hand. */
export const CaseState = z.enum([
  'SUBMITTED',
  'PRE_REVIEW',
  'CORRECTION',
  'NOT_ACCEPTED',
  'ACCEPTED',
  'REVIEW',
  'SUSPENDED',
  'EXTENDED',
  'DECISION',
  'GRANTED',
  'DENIED',
  'CERTIFYING',
  'DELIVERED',
  'WITHDRAWN',
  'LAPSED',
  'FORWARDED',
  'FILED',
  'TERMINATED',
]);
export type CaseState = z.infer<typeof CaseState>;

export const StaffRole = z.enum([
  'window',
  'reviewer',
  'decider',
  'supervisor',
  'expert',
  /** Head of the government at the body's level: approves what only they may (Licensing Law art. 42). */
  'governmentHead',
  'designer',
  'systemAdministrator',
  'securityAdministrator',
  'auditAdministrator',
]);
export type StaffRole = z.infer<typeof StaffRole>;

/** green; yellow at ≤ 20 % or ≤ 2 workdays left; orange past the promised limit; red past the statutory one. */
export const Light = z.enum(['green', 'yellow', 'orange', 'red']);
export type Light = z.infer<typeof Light>;

/** 43 characters: implementation code 31, date 8, sequence 4. */
export const CaseNumber = z.string().regex(/^[0-9A-Z]{43}$/);

/** Keyset paging: `cursor` is opaque, null on the last page. */
export const page = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable() });
export const PageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** A mark that asks the applicant to correct one field or material. */
export const Mark = z.object({
  /** `field` + path in the form (`editors[0].name`), or `material` + its code. */
  target: z.enum(['field', 'material']),
  path: z.string().max(200),
  /** What several colleagues wrote about one target stands in it line by line. */
  message: z.string().min(1).max(20_000),
});
export type Mark = z.infer<typeof Mark>;
