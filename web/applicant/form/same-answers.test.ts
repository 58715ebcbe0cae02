import { expect, test } from 'vitest';
import { differingFields, sameValue } from './same-answers.ts';

test('the order of keys and undefined ones do not matter', () => {
  expect(sameValue({ a: 1, b: [{ x: 1, y: 2 }] }, { b: [{ y: 2, x: 1 }], a: 1, c: undefined })).toBe(true);
});

test('order of rows, types and missing values do', () => {
  expect(sameValue([1, 2], [2, 1])).toBe(false);
  expect(sameValue({ 0: 1 }, [1])).toBe(false);
  expect(sameValue('1', 1)).toBe(false);
  expect(differingFields({ a: 1, b: 2 }, { a: 1, c: 3 })).toEqual(['b', 'c']);
});
