import { expect, test } from 'vitest';
import type { Grouped } from '../../schema/contracts/migrations.ts';
import { addReasons } from './group.ts';

test('cases are counted by version, element, code and what else a reason names, with the first few as examples', () => {
  const groups: Grouped[] = [];
  for (let i = 0; i < 7; i++) addReasons(groups, 1, `a${i}`, [{ element: 'Review', code: 'not-mapped' }]);
  addReasons(groups, 2, 'b', [{ element: 'Review', code: 'not-mapped' }]);
  addReasons(groups, 1, 'c', [
    { element: 'Review', code: 'tokens-missing', others: ['Check'] },
    { element: 'Review', code: 'tokens-missing', others: ['Check', 'Sign'] },
    { element: null, code: 'suspended' },
  ]);
  expect(groups.map(({ version, element, code, others, cases }) => [version, element, code, others.join(), cases])).toEqual([
    [1, 'Review', 'not-mapped', '', 7],
    [2, 'Review', 'not-mapped', '', 1],
    [1, 'Review', 'tokens-missing', 'Check', 1],
    [1, 'Review', 'tokens-missing', 'Check,Sign', 1],
    [1, null, 'suspended', '', 1],
  ]);
  expect(groups[0]!.examples).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
});

test('the list of reasons stays readable however many there are', () => {
  const groups: Grouped[] = [];
  for (let i = 0; i < 1_000; i++) addReasons(groups, 1, 'a', [{ element: `E${i}`, code: 'not-mapped' }]);
  expect(groups).toHaveLength(300);
});
