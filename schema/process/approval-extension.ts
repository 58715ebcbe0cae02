import { z } from 'zod';
import { DocumentKindName } from '../documents/kind-ids.ts';
import { expressionSchema } from './expression.ts';

/** One signer of a vote as written: a user, or FEEL that gives a user or a list of users. */
export const signerSchema = z.object({
  user: z.string().optional(),
  expression: expressionSchema.optional(),
  weight: z.number(),
});

/** `approval:vote`: how a user task is decided by several signers. */
export const voteRuleSchema = z.object({
  rule: z.enum(['all', 'any', 'sequence', 'count', 'percent', 'weight']),
  count: z.number().optional(),
  percent: z.number().optional(),
  threshold: z.number().optional(),
  veto: z.boolean(),
  /** The variable that becomes `approved` or `rejected`. */
  outcome: z.string(),
  signers: z.array(signerSchema),
});
export type VoteRule = z.infer<typeof voteRuleSchema>;

/** Stages of a case: 收件, 受理, 审查, 决定, 制证, 送达. */
export const stageSchema = z.enum(['apply', 'receive', 'review', 'decide', 'certify', 'deliver']);
export type Stage = z.infer<typeof stageSchema>;

/** `approval:assignment`: who handles a task, by role at a level on the case's path. */
export const assignmentSchema = z.object({
  role: z.enum(['window', 'reviewer', 'decider', 'supervisor', 'expert', 'applicant']),
  level: z.enum(['county', 'city', 'province', 'national', 'case']).optional(),
  department: z.string().optional(),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** `approval:decisions`: the buttons of a task; completing it writes `variable`. */
export const decisionsSchema = z.object({
  variable: z.string(),
  options: z.array(
    z.object({
      value: z.string(),
      label: z.string(),
      labelEn: z.string().optional(),
      requires: z.enum(['none', 'opinion', 'marks', 'agency', 'experts']),
      tone: z.enum(['primary', 'default', 'danger']),
    }),
  ),
});
export type Decisions = z.infer<typeof decisionsSchema>;

/** `approval:limit`: the task's own time limit, in working days or calendar days. */
export const limitSchema = z.object({ n: z.number(), unit: z.enum(['workday', 'calendarDay']) });
export type Limit = z.infer<typeof limitSchema>;

/** `approval:sameApprover` (同一人再次办理): what happens when the one who would decide approved at the step directly before. */
export const sameApproverSchema = z.enum(['ask', 'skip']);

export const effectKindSchema = z.enum([
  'receipt',
  'requestCorrection',
  'accept',
  'refuse',
  'forward',
  'startClock',
  'stopClock',
  'resumeClock',
  'extendClock',
  'endClock',
  'grant',
  'deny',
  'certify',
  'deliver',
  'lapse',
  'file',
  'withdraw',
  'notify',
]);
export type EffectKind = z.infer<typeof effectKindSchema>;

/** `approval:effect`: a change of the case recorded in the step's own transaction. */
export const effectSchema = z.object({
  kind: effectKindSchema,
  clock: z.string().optional(),
  basis: z.string().optional(),
  level: z.string().optional(),
  law: z.string().optional(),
  deemed: z.boolean().optional(),
  /** The document that `notify` produces; what other effects produce is theirs (schema/documents/kinds.ts). */
  document: DocumentKindName.optional(),
  /** Working days that a special procedure needs, told to the applicant (Licensing Law art. 45). */
  days: z.number().int().min(1).optional(),
});
export type Effect = z.infer<typeof effectSchema>;
