import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstBreak } from '../schema/db/ledger.ts';
import { TestCase } from './test-support/test-case.ts';
import { openHome } from './test-support/home.ts';
import type { Home } from './test-support/home.ts';

let home: Home;
beforeAll(async () => {
  home = await openHome('skipping');
});
afterAll(() => home?.close());

const elements = async (one: TestCase) => (await one.open()).map((task) => task.element);

test('a retail licence goes from receipt to delivery, each step recorded with its state', async () => {
  const one = await TestCase.started(home, 'publication-retail', 1);
  expect(await elements(one)).toEqual(['Receive']);
  expect(await one.complete('Receive', 'accept')).toMatchObject({ step: 2, state: 'REVIEW' });
  expect(await one.complete('Review', 'pass', { opinion: '材料齐全' })).toMatchObject({ step: 3, state: 'DECISION' });
  const granted = await one.complete('Decide', 'grant', { opinion: '同意' });
  expect(granted).toMatchObject({ step: 4, state: 'CERTIFYING' });
  expect(granted.licenceNumber).toMatch(/-000001$/);
  expect(await one.complete('Deliver', 'delivered')).toMatchObject({ step: 5, state: 'DELIVERED' });
  const row = await one.row();
  expect(row.endedAt).not.toBeNull();
  expect(await one.open()).toEqual([]);
  const entries = await one.entries();
  expect(firstBreak(entries)).toBeNull();
  expect(entries.map((entry) => entry.type)).toEqual(
    expect.arrayContaining(['case.submitted', 'effect.accept', 'effect.certify', 'case.ended']),
  );
});
