import { expect, test } from 'vitest';
import { missingFor } from './missing-for.ts';

const empty = { decision: null, opinion: ' ', marks: [], agency: null, experts: ['a', 'b', 'c', 'd'] };

test('names what a decision still needs', () => {
  expect(missingFor({ requires: ['opinion', 'marks', 'agency', 'experts'] }, empty)).toEqual(['opinion', 'marks', 'agency', 'experts']);
  expect(missingFor({ requires: ['opinion'] }, { ...empty, opinion: '同意' })).toEqual([]);
  expect(missingFor({ requires: ['experts'] }, { ...empty, experts: ['a', 'b', 'c', 'd', 'e'] })).toEqual([]);
});
