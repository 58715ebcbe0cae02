import { expect, test } from 'vitest';
import { problemsOf } from './pool-dialog.ts';
import type { ExpertForm } from './pool-dialog.ts';

const form: ExpertForm = {
  login: 'film-scholar',
  name: '沈从周',
  organisationId: 'hunan',
  fields: ['film'],
  workplace: '',
  ties: [{ kind: 'employer', name: '示例大学', code: '11430104900071271b ' }],
  reason: '入库',
};

test('a whole form has no problem, with a code in small letters too', () => {
  expect([...problemsOf(form, true)]).toEqual([]);
});

test('what is missing or wrong is told by its field; account and name are a new expert’s only', () => {
  const empty = { ...form, login: 'a b', name: ' ', organisationId: '', fields: [], reason: '' };
  expect([...problemsOf(empty, true)].toSorted()).toEqual(['fields', 'login', 'name', 'organisationId', 'reason']);
  expect([...problemsOf(empty, false)].toSorted()).toEqual(['fields', 'organisationId', 'reason']);
  const ties: ExpertForm['ties'] = [
    ...form.ties,
    { kind: 'kin', name: '', code: '11430104900071271B' },
    { kind: 'kin', name: 'x', code: 'x' },
  ];
  expect([...problemsOf({ ...form, ties }, true)]).toEqual(['tie1', 'tie2']);
});
