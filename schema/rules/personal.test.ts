import { expect, test } from 'vitest';
import { isPersonal } from './personal.ts';

test.each([
  ['form', {}, true],
  ['applicant', null, true],
  ['area', 60, true],
  ['note', { any: 'thing' }, true],
  ['who', '11010519491231002X', true],
  ['who', ['ok', '13812345678'], true],
  ['who', 'a@b.cn', true],
  ['decision', 'grant', false],
  ['experts', ['expert1', 'expert2'], false],
  ['rounds', 3, false],
  ['done', true, false],
  ['nothing', null, false],
])('%s = %j: %s', (name, value, expected) => {
  expect(isPersonal(name, value, ['area'])).toBe(expected);
});
