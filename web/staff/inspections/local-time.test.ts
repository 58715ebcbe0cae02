import { expect, test } from 'vitest';
import { fromField, toField } from './local-time.ts';

test('a field for date and time says Beijing’s, wherever the browser is', () => {
  expect(toField('2026-11-27T17:30:00.000Z')).toBe('2026-11-28T01:30');
  expect(fromField('2026-11-28T01:30')).toBe('2026-11-28T01:30:00+08:00');
  expect(toField(fromField('2026-02-01T00:05'))).toBe('2026-02-01T00:05');
  expect([toField(null), fromField('')]).toEqual(['', null]);
});
