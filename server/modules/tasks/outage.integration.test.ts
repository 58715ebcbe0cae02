import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import { storeCase } from '../../test-support/stored-case.ts';

let home: ApiHome;
beforeAll(async () => {
  home = await openApi();
});
afterAll(() => home.close());

test('with Temporal away a decision is refused as such, and what was typed waits on the desk', async () => {
  const { taskId } = await storeCase(home.db, 'bookshop', 'yuelu', 1);
  const window = await home.as('yuelu-window');
  await window.post(`/api/tasks/${taskId}/claim`);
  const typed = { decision: 'refuse', opinion: '不属于本机关职权范围', marks: [], agency: '某某局' };
  const answer = await window.post(`/api/tasks/${taskId}/complete`, { ...typed, step: 1 }, 'same-intention');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ code: 'temporal-unavailable' });
  expect(answer.headers['retry-after']).toBeDefined();
  expect((await window.get(`/api/tasks/${taskId}`)).json()).toMatchObject({ open: true, draft: typed });
  // The same intention may be sent again: the refusal was not kept as its answer.
  const again = await window.post(`/api/tasks/${taskId}/complete`, { ...typed, step: 1 }, 'same-intention');
  expect(again.json()).toMatchObject({ code: 'temporal-unavailable' });
});
