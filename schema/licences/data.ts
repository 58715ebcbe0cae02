import { z } from 'zod';
import { Text } from '../contracts/values.ts';
import type { Answers, Field, Form } from '../forms/form.ts';
import { isEmpty, visibleFields } from '../forms/visible.ts';

/** What one version of a licence says, as data: kept for good, signed as a PDF. Days are YYYY-MM-DD. `schema` is the version of this shape. */
export const LicenceData = z.object({
  schema: z.literal(1),
  licenceName: Text,
  number: z.string(),
  identifier: z.string(),
  version: z.number().int(),
  holder: z.object({ name: z.string(), kind: z.enum(['person', 'legalPerson']), code: z.string().nullable() }),
  authority: z.object({ name: Text, code: z.string() }),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  /** What is licensed, field by field, from the application that was granted. */
  details: z.array(z.object({ label: Text, value: z.string() })),
});
export type LicenceData = z.infer<typeof LicenceData>;

/** Who applied and how to reach them is the file's; a licence says what is licensed. */
const leftOut = new Set(['applicant', 'contact']);
/** No licence carries these, wherever a form asks for them (PIPL art. 6: no more than is needed). */
const personal = new Set<Field['type']>(['citizenId', 'phone', 'email', 'table', 'multiline']);
const most = 10;

/** The details of a licence, out of the answers of the application it was granted upon. */
export const licenceDetails = (form: Form, answers: Answers): LicenceData['details'] =>
  form.sections
    .filter(({ id }) => !leftOut.has(id))
    .flatMap((section) => visibleFields(section, answers))
    .filter(({ type }) => !personal.has(type))
    .map((field) => ({ label: field.label, value: valueOf(field, answers[field.name]) }))
    .filter(({ value }) => value !== '')
    .slice(0, most);

function valueOf(field: Field, value: unknown): string {
  if (isEmpty(value)) return '';
  switch (field.type) {
    case 'choice': {
      const chosen = Array.isArray(value) ? value : [value];
      return chosen.map((one) => field.options.find((option) => option.value === one)?.label.zh ?? String(one)).join('、');
    }
    case 'boolean':
      return value === true ? '是' : '否';
    case 'address': {
      const { province, city, district, detail } = value as Record<string, unknown>;
      return [province, city, district, detail].filter((part) => typeof part === 'string').join('');
    }
    default:
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
}
