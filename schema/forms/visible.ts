import type { Answers, Condition, Field, Form } from './form.ts';

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether a condition holds for what has been typed. */
export function holds(condition: Condition, answers: Answers): boolean {
  const value = answers[condition.field];
  if ('notEmpty' in condition) return !isEmpty(value);
  if ('equals' in condition) return value === condition.equals || (Array.isArray(value) && value.includes(condition.equals));
  return condition.in.includes(value as string);
}

/** The fields of a section that are shown for these answers. */
export const visibleFields = (section: Form['sections'][number], answers: Answers): Field[] =>
  section.fields.filter((field) => !field.visibleWhen || holds(field.visibleWhen, answers));

export { isEmpty };
