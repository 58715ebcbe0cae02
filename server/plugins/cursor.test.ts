import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { cursorOf, pageOf, readCursor } from './cursor.ts';

const Shape = z.tuple([z.string(), z.string()]);

test('a cursor comes back as it went out; what nobody gave out is refused', () => {
  fc.assert(
    fc.property(fc.tuple(fc.string(), fc.string()), (key) => {
      expect(readCursor(Shape, cursorOf(key))).toEqual(key);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        return Shape.safeParse(readCursor(Shape, text)).success;
      } catch (error) {
        return error instanceof Refusal && error.code === 'bad-request';
      }
    }),
  );
});

test('a page has a next one just when a row past the limit was found', () => {
  const rows = [1, 2, 3];
  const page = (limit: number) =>
    pageOf(
      rows,
      limit,
      (row) => row * 10,
      (row) => [String(row), 'x'],
    );
  expect(page(3)).toEqual({ rows: [10, 20, 30], next: null });
  expect(page(2)).toEqual({ rows: [10, 20], next: cursorOf(['2', 'x']) });
});
