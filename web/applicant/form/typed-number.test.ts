import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberOfTyped, typedOfNumber } from './typed-number.ts';

test('money is typed in yuan and held in whole fen, without floating point', () => {
  expect(numberOfTyped('300,000.1', 'fen')).toBe(30_000_010);
  expect(numberOfTyped('0.29', 'fen')).toBe(29);
  expect(typedOfNumber(30_000_010, 'fen')).toBe('300000.10');
  expect(typedOfNumber(5, 'fen')).toBe('0.05');
});

test('what is no number is kept as typed', () => {
  expect(numberOfTyped('三十万', 'fen')).toBe('三十万');
  expect(numberOfTyped('12.')).toBe('12.');
  expect(numberOfTyped('1.005', 'fen')).toBe('1.005');
  expect(typedOfNumber('三十万')).toBe('三十万');
  expect(numberOfTyped('  ')).toBeUndefined();
});

test('every amount survives the round trip', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (fen) => {
      expect(numberOfTyped(typedOfNumber(fen, 'fen'), 'fen')).toBe(fen);
    }),
  );
});
