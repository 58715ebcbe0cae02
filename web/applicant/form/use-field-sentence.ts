import { useTranslation } from 'react-i18next';
import type { Field, Form } from '../../../schema/forms/form.ts';
import type { FieldError } from '../../../schema/forms/validate.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** The field a path leads to, and the row within its table (from 1). */
export function fieldAt(form: Form, path: string): { field: Field; table: Field | null; row: number | null } | null {
  const parts = /^(\w+)(?:\[(\d+)\]\.(\w+))?$/.exec(path);
  const all = form.sections.flatMap((section) => section.fields);
  const outer = all.find((field) => field.name === parts?.[1]);
  if (!parts || !outer) return null;
  if (parts[2] === undefined || outer.type !== 'table') return { field: outer, table: null, row: null };
  const column = outer.columns.find((one) => one.name === parts[3]);
  return column ? { field: column, table: outer, row: Number(parts[2]) + 1 } : null;
}

const chosen = new Set<Field['type']>(['choice', 'boolean', 'date']);

/** The sentence for a wrong answer, with the field's own name; money limits are said in yuan. */
export function useFieldSentence(form: Form): (error: Pick<FieldError, 'path' | 'code' | 'params'>) => string {
  const { t } = useTranslation(['errors', 'applicant']);
  const { pick } = useLanguage();
  return ({ path, code, params }) => {
    const found = fieldAt(form, path);
    if (!found) return t('errors:field.other', { label: path });
    const { field, table, row } = found;
    const name = pick(field.label);
    const label = table ? t('applicant:field.row', { label: pick(table.label), row }) + ` ${name}` : name;
    const fen = field.type === 'number' && field.unit === 'fen';
    const said = fen ? Object.fromEntries(Object.entries(params).map(([key, value]) => [key, Number(value) / 100])) : params;
    const key = code === 'required' && chosen.has(field.type) ? 'required-choice' : code;
    return t(`errors:field.${key}`, { ...said, label });
  };
}
