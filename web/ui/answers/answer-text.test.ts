import { expect, test } from 'vitest';
import { Field } from '../../../schema/forms/form.ts';
import { answerText } from './answer-text.ts';

const words = {
  pick: (text: { zh: string }) => text.zh,
  yes: '是',
  no: '否',
  number: String,
  list: (parts: readonly string[]) => parts.join('、'),
};
const label = { zh: '项', en: 'item' };
const field = (rest: object) => Field.parse({ name: 'x', label, ...rest });

test('each type as people read it', () => {
  const options = [
    { value: 'a', label: { zh: '甲', en: 'A' } },
    { value: 'b', label: { zh: '乙', en: 'B' } },
  ];
  expect(answerText(field({ type: 'choice', multiple: true, options }), ['a', 'b'], words)).toBe('甲、乙');
  expect(answerText(field({ type: 'number', unit: 'fen' }), 30_000_050, words)).toBe('¥ 300000.5');
  expect(answerText(field({ type: 'boolean' }), false, words)).toBe('否');
  expect(answerText(field({ type: 'address' }), { province: '云南省', city: '昆明市', detail: '1号' }, words)).toBe('云南省昆明市1号');
});

test('nothing filled in is null; what does not fit is shown as typed', () => {
  expect(answerText(field({ type: 'text' }), '', words)).toBeNull();
  expect(answerText(field({ type: 'address' }), { detail: '' }, words)).toBeNull();
  expect(answerText(field({ type: 'number' }), '三十', words)).toBe('三十');
});
