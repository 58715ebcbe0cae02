/** Numbers and addresses that are a person's wherever they stand: identity numbers, telephone numbers, e-mail addresses. */
const personalText = [/^\d{17}[\dXx]$/, /^\d{15}$/, /^(\+?86)?1\d{10}$/, /^[^@\s]+@[^@\s]+$/];

/** Variables that hold what the applicant stated. */
const statedBy = new Set(['form', 'applicant']);

/**
 * Whether a variable of a process is kept and shown as personal data (PIPL art. 4): what the applicant stated, under its own name
 * or a form field's (`fields`), anything structured, and what looks like a person's number.
 */
export function isPersonal(name: string, value: unknown, fields: Iterable<string>): boolean {
  if (statedBy.has(name) || [...fields].includes(name)) return true;
  if (Array.isArray(value)) return value.some((one) => isPersonal(name, one, []));
  if (typeof value === 'object' && value !== null) return true;
  return typeof value === 'string' && personalText.some((pattern) => pattern.test(value.trim()));
}
