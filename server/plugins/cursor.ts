import type { z } from 'zod';
import { Refusal } from '../errors.ts';

/** A place in a list as an opaque text: the last row's sort key. */
export const cursorOf = (key: unknown[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads a cursor of the given shape; null at the list's beginning. Refuses with `bad-request` what we never gave out. */
export function readCursor<T extends z.ZodType>(shape: T, cursor: string | undefined): z.output<T> | null {
  if (cursor === undefined) return null;
  const wrong = new Refusal('bad-request', {}, [{ path: 'cursor', code: 'invalid', params: { message: 'not a cursor of this list' } }]);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw wrong;
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw wrong;
  return parsed.data;
}

/** Cuts rows that were read one past the limit into a page. */
export function pageOf<Row, View>(
  rows: Row[],
  limit: number,
  view: (row: Row) => View,
  keyOf: (row: Row) => unknown[],
): { rows: View[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown.map(view), next: rows.length > limit && last ? cursorOf(keyOf(last)) : null };
}
