import type { Form, Field } from '../../schema/forms/form.ts';
import type { Answers } from '../../schema/forms/form.ts';
import { visibleFields } from '../../schema/forms/visible.ts';

function valueOf(field: Field): unknown {
  switch (field.type) {
    case 'number':
      return Math.max(field.min ?? 1, Math.min(field.max ?? 1_000_000, 1_000_000));
    case 'date':
      return field.min ?? '2026-01-05';
    case 'choice':
      return field.multiple ? [field.options[0]!.value] : field.options[0]!.value;
    case 'boolean':
      return true;
    case 'address':
      return { province: '湖南省', city: '长沙市', district: '岳麓区', detail: '示例路1号' };
    case 'citizenId':
      return '11010519491231002X';
    case 'creditCode':
      return '91430104MA4L0DEM0C';
    case 'phone':
      return '13800001234';
    case 'email':
      return 'name@example.cn';
    case 'table':
      return Array.from({ length: Math.max(1, field.minRows) }, () =>
        Object.fromEntries(field.columns.map((one) => [one.name, valueOf(one)])),
      );
    default:
      return '示例内容'.repeat(3).slice(0, Math.max(4, ('minLength' in field && field.minLength) || 4));
  }
}

/** Answers that a form takes: every field that is shown, filled in. */
export function sampleAnswers(form: Form): Answers {
  const answers: Answers = {};
  for (const section of form.sections) {
    for (const field of section.fields) if (!field.visibleWhen) answers[field.name] = valueOf(field);
  }
  for (const section of form.sections) {
    for (const field of visibleFields(section, answers)) answers[field.name] ??= valueOf(field);
  }
  return answers;
}

/** The smallest file that its bytes show to be a PDF. */
export const samplePdf = (content = '1'): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n%${content}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
