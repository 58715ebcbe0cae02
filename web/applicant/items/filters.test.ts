import { expect, test } from 'vitest';
import { filtersOf } from './filters.ts';

test('takes what is a filter and leaves the rest out', () => {
  const search = new URLSearchParams('query=%E5%87%BA%E7%89%88&level=galaxy&audience=person&organisationId=&x=1');
  expect(filtersOf(search)).toEqual({ query: '出版', audience: 'person', level: undefined });
});
