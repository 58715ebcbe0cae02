import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeReturn } from './service.ts';

test('whatever is asked for, one comes back to a page of ours', () => {
  const tricky = fc.oneof(
    fc.webUrl(),
    fc.string(),
    fc.string().map((text) => `/${text}`),
    fc.string().map((text) => `//${text}`),
    fc.string().map((text) => `/\\${text}`),
  );
  fc.assert(
    fc.property(tricky, (asked) => new URL(safeReturn(asked), 'https://ours.example').origin === 'https://ours.example'),
    { numRuns: 300 },
  );
  expect(safeReturn('/staff/tasks?scope=mine')).toBe('/staff/tasks?scope=mine');
  expect(safeReturn(undefined)).toBe('/');
});
