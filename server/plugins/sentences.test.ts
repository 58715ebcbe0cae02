import { expect, test } from 'vitest';
import { errorStatus } from '../../schema/contracts/errors.ts';
import { fieldSentenceOf, sentenceOf } from './sentences.ts';

test('every code of the one list has a sentence of its own in both languages', () => {
  for (const language of ['zh', 'en'] as const) {
    const general = sentenceOf('internal-error', language);
    for (const code of Object.keys(errorStatus).filter((one) => one !== 'internal-error'))
      expect(sentenceOf(code, language), `${code} in ${language}`).not.toBe(general);
  }
});

test('a field is named in its sentence, with what it has to keep', () => {
  expect(fieldSentenceOf('too-long', 'en', 'shopName', { max: 20 })).toBe('shopName must have no more than 20 characters');
  expect(fieldSentenceOf('never heard of', 'zh', '店名')).toBe('店名需要修改');
});
