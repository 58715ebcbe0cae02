import { z } from 'zod';

/**
 * Every code a problem+json answer can carry, with its HTTP status. The sentence people read is `errors.<code>` in web/i18n;
 * `detail` of the answer is its Chinese or English form by Accept-Language.
 */
export const errorStatus = {
  'bad-request': 400,
  'invalid-fields': 422,
  'not-signed-in': 401,
  'sign-in-failed': 400,
  'issuer-unavailable': 503,
  'csrf-failed': 403,
  'not-allowed': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'stale-revision': 412,
  'idempotency-mismatch': 422,
  'idempotency-in-progress': 409,
  'too-many-requests': 429,
  'payload-too-large': 413,
  'internal-error': 500,
  'temporal-unavailable': 503,
  'database-unavailable': 503,
  'worker-unavailable': 503,
  'draft-expired': 410,
  'draft-submitted': 409,
  'definition-changed': 409,
  'form-changed': 409,
  'materials-missing': 422,
  'file-too-large': 413,
  'file-type-refused': 415,
  'file-type-disguised': 415,
  'file-infected': 422,
  'file-incomplete': 422,
  'scanner-unavailable': 503,
  'case-not-found': 404,
  'query-code-wrong': 404,
  'case-ended': 409,
  'case-not-started': 409,
  'case-suspended': 409,
  'not-in-correction': 409,
  'cannot-withdraw': 409,
  'task-not-open': 409,
  'task-taken': 409,
  'task-not-claimed': 409,
  'not-assignee': 403,
  'opinion-required': 422,
  'marks-required': 422,
  'agency-required': 422,
  'experts-required': 422,
  'decision-unknown': 422,
  'operation-refused': 409,
  'definition-refused': 422,
  'definition-draft-stale': 412,
  'document-issued': 409,
  'document-not-issued': 409,
  'template-refused': 422,
  'template-draft-stale': 412,
  'effective-date-past': 422,
  'code-invalid': 422,
} as const;

export const ErrorCode = z.enum(Object.keys(errorStatus) as [keyof typeof errorStatus, ...(keyof typeof errorStatus)[]]);
export type ErrorCode = keyof typeof errorStatus;

/** RFC 9457 with our `code`, and one entry a field for forms. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string().optional(),
  requestId: z.string().optional(),
  /** What the sentence needs: who took the task, when, the right agency … */
  params: z.record(z.string(), z.unknown()).optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
