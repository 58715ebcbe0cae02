import { isCitizenId } from '../rules/codes/citizen-id.ts';
import { isCreditCode } from '../rules/codes/credit-code.ts';
import { isDate } from './is-date.ts';
import type { Answers, Field, Form } from './form.ts';
import { isEmpty, visibleFields } from './visible.ts';

/** `path` is the field's name, `editors[0].name` inside a table; `params` fill the sentence of `code`. */
export interface FieldError {
  path: string;
  code:
    | 'required'
    | 'too-short'
    | 'too-long'
    | 'pattern'
    | 'not-a-number'
    | 'too-small'
    | 'too-large'
    | 'not-a-date'
    | 'not-an-option'
    | 'not-a-boolean'
    | 'citizen-id'
    | 'credit-code'
    | 'phone'
    | 'email'
    | 'address'
    | 'too-few-rows'
    | 'too-many-rows'
    | 'not-a-text';
  params: Record<string, string | number>;
}

/**
 * Checks answers against a form, the same in the browser and on the server. Hidden and unknown fields are dropped, so
 * `values` holds just what the form asks for. No error means `values` may be stored as an application.
 */
export function validateForm(form: Form, answers: Answers): { values: Answers; errors: FieldError[] } {
  const values: Answers = {};
  const errors: FieldError[] = [];
  for (const section of form.sections) {
    for (const field of visibleFields(section, answers)) {
      const value = tidy(answers[field.name]);
      if (!isEmpty(value)) values[field.name] = value;
      check(field, value, field.name, errors);
    }
  }
  return { values, errors };
}

const tidy = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

function check(field: Field, value: unknown, path: string, errors: FieldError[]): void {
  const fail = (code: FieldError['code'], params: FieldError['params'] = {}) => void errors.push({ path, code, params });
  if (isEmpty(value)) {
    if (field.required) fail('required');
    return;
  }
  switch (field.type) {
    case 'number':
      return checkNumber(field, value, fail);
    case 'date':
      return checkDate(field, value, fail);
    case 'choice':
      return checkChoice(field, value, fail);
    case 'boolean':
      if (typeof value !== 'boolean') fail('not-a-boolean');
      return;
    case 'table':
      return checkTable(field, value, path, errors, fail);
    case 'address':
      return checkAddress(value, fail);
    default:
      return checkText(field, value, fail);
  }
}

type Fail = (code: FieldError['code'], params?: FieldError['params']) => void;
type FieldOf<T extends Field['type']> = Extract<Field, { type: T }>;

function checkText(
  field: Exclude<Field, FieldOf<'number' | 'date' | 'choice' | 'boolean' | 'table' | 'address'>>,
  value: unknown,
  fail: Fail,
): void {
  if (typeof value !== 'string') return fail('not-a-text');
  if ('minLength' in field && field.minLength !== undefined && value.length < field.minLength)
    return fail('too-short', { min: field.minLength });
  if ('maxLength' in field && value.length > field.maxLength) return fail('too-long', { max: field.maxLength });
  if ('pattern' in field && field.pattern && !new RegExp(`^(?:${field.pattern})$`, 'u').test(value)) return fail('pattern');
  if (field.type === 'citizenId' && !isCitizenId(value)) return fail('citizen-id');
  if (field.type === 'creditCode' && !isCreditCode(value)) return fail('credit-code');
  if (field.type === 'phone' && !/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(value)) return fail('phone');
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return fail('email');
}

function checkNumber(field: FieldOf<'number'>, value: unknown, fail: Fail): void {
  if (typeof value !== 'number' || !Number.isFinite(value) || (field.integer && !Number.isInteger(value))) return fail('not-a-number');
  if (field.min !== undefined && value < field.min) return fail('too-small', { min: field.min });
  if (field.max !== undefined && value > field.max) return fail('too-large', { max: field.max });
}

function checkDate(field: FieldOf<'date'>, value: unknown, fail: Fail): void {
  if (typeof value !== 'string' || !isDate(value)) return fail('not-a-date');
  if (field.min && value < field.min) return fail('too-small', { min: field.min });
  if (field.max && value > field.max) return fail('too-large', { max: field.max });
}

function checkChoice(field: FieldOf<'choice'>, value: unknown, fail: Fail): void {
  const chosen = field.multiple ? value : [value];
  const known = field.options.map((option) => option.value);
  if (!Array.isArray(chosen) || chosen.some((one) => !known.includes(one as string))) fail('not-an-option');
}

function checkAddress(value: unknown, fail: Fail): void {
  const { province, city, detail } = (typeof value === 'object' ? value : {}) as Record<string, unknown>;
  const given = [province, city, detail].every((part) => typeof part === 'string' && part.trim() !== '');
  if (!given) fail('address');
}

function checkTable(field: FieldOf<'table'>, value: unknown, path: string, errors: FieldError[], fail: Fail): void {
  if (!Array.isArray(value)) return fail('required');
  if (value.length < field.minRows) fail('too-few-rows', { min: field.minRows });
  if (value.length > field.maxRows) return fail('too-many-rows', { max: field.maxRows });
  value.forEach((row: unknown, index) => {
    const cells = (typeof row === 'object' && row !== null ? row : {}) as Answers;
    for (const column of field.columns) check(column, tidy(cells[column.name]), `${path}[${index}].${column.name}`, errors);
  });
}
