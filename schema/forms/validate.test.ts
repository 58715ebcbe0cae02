import { expect, test } from 'vitest';
import { Form } from './form.ts';
import { validateForm } from './validate.ts';

const label = { zh: '字段', en: 'field' };
const form = Form.parse({
  version: 1,
  sections: [
    {
      id: 'one',
      title: label,
      fields: [
        {
          name: 'kind',
          type: 'choice',
          label,
          required: true,
          options: [
            { value: 'a', label },
            { value: 'b', label },
          ],
        },
        { name: 'code', type: 'creditCode', label, required: true, visibleWhen: { field: 'kind', equals: 'a' } },
        { name: 'capital', type: 'number', label, min: 100, unit: 'fen' },
        { name: 'founded', type: 'date', label, max: '2026-12-31' },
        { name: 'site', type: 'address', label },
        { name: 'phone', type: 'phone', label },
        {
          name: 'people',
          type: 'table',
          label,
          minRows: 1,
          required: true,
          columns: [
            { name: 'name', type: 'text', label, required: true },
            { name: 'id', type: 'citizenId', label },
          ],
        },
      ],
    },
  ],
});
const codesOf = (answers: Record<string, unknown>) => validateForm(form, answers).errors.map((error) => `${error.path} ${error.code}`);

test('takes what fits and drops what is hidden or unknown', () => {
  const answers = {
    kind: 'b',
    code: 'wrong',
    extra: 1,
    capital: 100,
    founded: '2026-02-28',
    people: [{ name: ' 张三 ', id: '11010519491231002X' }],
    phone: '13812345678',
  };
  const { values, errors } = validateForm(form, answers);
  expect(errors).toEqual([]);
  expect(Object.keys(values).toSorted()).toEqual(['capital', 'founded', 'kind', 'people', 'phone']);
});

test('names every field that does not fit', () => {
  const answers = {
    kind: 'a',
    code: '11100000000013338X',
    capital: 1.5,
    founded: '2026-02-30',
    site: { province: '湖南' },
    phone: '123',
    people: [{ id: '1' }],
  };
  expect(codesOf(answers)).toEqual([
    'code credit-code',
    'capital not-a-number',
    'founded not-a-date',
    'site address',
    'phone phone',
    'people[0].name required',
    'people[0].id citizen-id',
  ]);
  expect(codesOf({})).toEqual(['kind required', 'people required']);
});
