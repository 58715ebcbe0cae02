import { expect, test } from 'vitest';
import { textOf, valueOf } from './variable-text.ts';

test.each([
  ['number', ' 250 ', 250],
  ['number', 'many', undefined],
  ['boolean', 'true', true],
  ['boolean', '1', undefined],
  ['text', '250', '250'],
  ['text', '', null],
  ['list', '["a","b"]', ['a', 'b']],
  ['list', '{}', undefined],
  ['object', '{"a":1}', { a: 1 }],
  ['object', '[1]', undefined],
  ['missing', '250', 250],
  ['missing', 'grant', 'grant'],
  ['empty', ' ', null],
] as const)('a %s typed as %j is %j', (kind, typed, value) => {
  expect(valueOf(kind, typed)).toEqual(value);
});

test('what is shown is read back as it was', () => {
  for (const [kind, value] of [
    ['number', 0],
    ['boolean', false],
    ['text', 'x'],
    ['list', [1, 'a']],
    ['object', { a: null }],
  ] as const)
    expect(valueOf(kind, textOf({ kind, value: value as never }))).toEqual(value);
  expect(textOf({ kind: 'missing' })).toBe('');
});
