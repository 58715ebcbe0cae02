import { expect, test } from 'vitest';
import { routes } from '../../schema/contracts/index.ts';
import { addressOf } from './address.ts';

test('fills the path and encodes what it fills in', () => {
  expect(addressOf(routes.catalogue.get, { params: { itemId: 'a/b' } })).toBe('/api/items/a%2Fb');
});

test('leaves out what is not set', () => {
  expect(addressOf(routes.catalogue.list, { query: { query: '出版', level: undefined, audience: '', limit: 5 } })).toBe(
    '/api/items?query=%E5%87%BA%E7%89%88&limit=5',
  );
});
