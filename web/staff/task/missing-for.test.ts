import { expect, test } from 'vitest';
import { missingFor } from './missing-for.ts';

const empty = { decision: null, opinion: ' ', marks: [], agency: null };

const none = { marked: 0, unsaved: 0, hasPanel: false, isSigned: false };

test('names what a decision still needs', () => {
  const all = ['opinion', 'marks', 'agency', 'experts', 'signature'] as const;
  expect(missingFor({ requires: [...all] }, empty, none)).toEqual(all);
  expect(missingFor({ requires: ['opinion'] }, { ...empty, opinion: '同意' }, none)).toEqual([]);
  expect(missingFor({ requires: ['experts'] }, empty, { ...none, hasPanel: true })).toEqual([]);
  expect(missingFor({ requires: ['signature'] }, empty, { ...none, isSigned: true })).toEqual([]);
});

test('a notice needs a mark of anybody, and none that is still being written', () => {
  expect(missingFor({ requires: ['marks'] }, empty, { ...none, marked: 1 })).toEqual([]);
  expect(missingFor({ requires: ['marks'] }, empty, { ...none, marked: 1, unsaved: 1 })).toEqual(['unsavedMarks']);
  expect(missingFor({ requires: ['opinion'] }, { ...empty, opinion: '同意' }, { ...none, unsaved: 1 })).toEqual([]);
});
