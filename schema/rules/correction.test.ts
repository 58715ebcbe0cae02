import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mark } from '../contracts/values.ts';
import { furtherMarks, mergeMarks, noticeSent, subjectOf } from './correction.ts';

const mark: fc.Arbitrary<Mark> = fc.record({
  target: fc.constantFrom('field', 'material'),
  path: fc.constantFrom('a', 'b', 'c'),
  message: fc.constantFrom('x', 'y', 'z'),
});

test('every sentence of every reviewer is on the notice, each target once', () => {
  fc.assert(
    fc.property(fc.array(mark), (marks) => {
      const merged = mergeMarks(marks);
      expect(new Set(merged.map(subjectOf)).size).toBe(merged.length);
      for (const one of marks) {
        const item = merged.find((each) => subjectOf(each) === subjectOf(one));
        expect(item?.message.split('\n')).toContain(one.message);
      }
      for (const { message } of merged) expect(new Set(message.split('\n')).size).toBe(message.split('\n').length);
    }),
  );
});

test('what stood on the notice before may stand on the next; anything else is new', () => {
  const [name, premises, lease]: [Mark, Mark, Mark] = [
    { target: 'field', path: 'name', message: 'x' },
    { target: 'field', path: 'premises', message: 'x' },
    { target: 'material', path: 'premises', message: 'x' },
  ];
  expect(furtherMarks([name, premises], null)).toEqual([]);
  const first = noticeSent(null, { marks: [name, premises], note: null }, null);
  expect(first).toEqual({ marks: [name, premises], note: null, round: 1 });
  expect(furtherMarks([{ ...name, message: 'other words' }, lease], first)).toEqual([lease]);
  const told = { marks: [lease], reason: 'r', by: '某', at: '2026-11-27T00:00:00Z' };
  const second = noticeSent(first, { marks: [name, lease], note: null }, told);
  expect(second).toMatchObject({ round: 2, further: [{ round: 2, ...told }] });
  // What was once irregular stays known, whatever comes after.
  expect(noticeSent(second, { marks: [name], note: null }, null)).toMatchObject({ round: 3, further: [{ round: 2 }] });
  expect(furtherMarks([premises], second)).toEqual([premises]);
});
