import { expect, test } from 'vitest';
import { missingFor } from './missing-for.ts';

const empty = { decision: null, opinion: ' ', marks: [], agency: null, experts: ['a', 'b', 'c', 'd'] };

const none = { marked: 0, unsaved: 0 };

test('names what a decision still needs', () => {
  expect(missingFor({ requires: ['opinion', 'marks', 'agency', 'experts'] }, empty, none)).toEqual([
    'opinion',
    'marks',
    'agency',
    'experts',
  ]);
  expect(missingFor({ requires: ['opinion'] }, { ...empty, opinion: '同意' }, none)).toEqual([]);
  expect(missingFor({ requires: ['experts'] }, { ...empty, experts: ['a', 'b', 'c', 'd', 'e'] }, none)).toEqual([]);
});

test('a notice needs a mark of anybody, and none that is still being written', () => {
  expect(missingFor({ requires: ['marks'] }, empty, { marked: 1, unsaved: 0 })).toEqual([]);
  expect(missingFor({ requires: ['marks'] }, empty, { marked: 1, unsaved: 1 })).toEqual(['unsavedMarks']);
  expect(missingFor({ requires: ['opinion'] }, { ...empty, opinion: '同意' }, { marked: 0, unsaved: 1 })).toEqual([]);
});
