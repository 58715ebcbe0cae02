import { expect, test } from 'vitest';
import { errorStatus } from '../../schema/contracts/errors.ts';

const files = import.meta.glob<Record<string, unknown>>('./*/errors.json', { import: 'default', eager: true });

test.each(Object.keys(errorStatus))('%s has a sentence in both languages', (code) => {
  for (const words of Object.values(files)) expect(words[code]).toEqual(expect.stringMatching(/\S/));
});
