import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitions } from '../../../schema/db/tables/index.ts';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import type { Visitor } from '../../test-support/visitor.ts';
import { definitionInForce } from '../../../schema/db/definition-in-force.ts';

let home: ApiHome;
let designer: Visitor;
beforeAll(async () => {
  home = await openApi();
  designer = await home.as('designer');
});
afterAll(() => home.close());

const at = (itemId: string) => `/api/definitions/${itemId}`;

test('lists every item with its version, and keeps others out', async () => {
  const list = (await designer.get('/api/definitions')).json<{ itemId: string; version: number; hasDraft: boolean }[]>();
  expect(list).toHaveLength(25);
  expect(list.every((one) => one.version === 1 && !one.hasDraft)).toBe(true);
  const clerk = await home.as('yuelu-window');
  expect((await clerk.get('/api/definitions')).statusCode).toBe(403);
  expect((await clerk.put(`${at('av-import')}/draft`, { bpmn: '<a/>', revision: 0 })).statusCode).toBe(403);
});

test('a draft becomes a version; the one before stays as it was', async () => {
  const item = at('publication-retail');
  const draft = (await designer.get(`${item}/draft`)).json<{ bpmn: string; revision: number; base: number }>();
  expect(draft).toMatchObject({ revision: 0, base: 1 });
  const bpmn = draft.bpmn.replace('name="审查"', 'name="书面审查"');
  const saved = await designer.put(`${item}/draft`, { bpmn, revision: 0 });
  expect(saved.json()).toMatchObject({ revision: 1, base: 1 });

  const other = await home.as('designer2');
  const stale = await other.put(`${item}/draft`, { bpmn: draft.bpmn, revision: 0 });
  expect(stale.statusCode).toBe(412);
  expect(stale.json()).toMatchObject({ code: 'definition-draft-stale', params: { revision: 1 } });

  const published = await designer.post(`${item}/publish`, { revision: 1, note: '改名', effectiveAt: null });
  expect(published.json()).toMatchObject({ version: 2, inForce: true, running: 0 });
  const versions = (await designer.get(`${item}/versions`)).json<{ version: number; inForce: boolean; hash: string }[]>();
  expect(versions.map((one) => [one.version, one.inForce])).toEqual([
    [2, true],
    [1, false],
  ]);
  expect(versions[0]!.hash).not.toBe(versions[1]!.hash);
  const first = (await designer.get(`${item}/versions/1`)).json<{ bpmn: string }>();
  expect(first.bpmn).toContain('name="审查"');
});

test('a version with a later date waits for it', async () => {
  const item = at('av-reproduction-unit');
  const { bpmn } = (await designer.get(`${item}/draft`)).json<{ bpmn: string }>();
  await designer.put(`${item}/draft`, { bpmn: bpmn.replace('name="审查"', 'name="复审"'), revision: 0 });
  const past = await designer.post(`${item}/publish`, { revision: 1, note: '早', effectiveAt: '2020-01-01T00:00:00Z' });
  expect(past.json()).toMatchObject({ code: 'effective-date-past' });
  const later = await designer.post(`${item}/publish`, { revision: 1, note: '晚', effectiveAt: '2099-01-01T00:00:00Z' });
  expect(later.json()).toMatchObject({ version: 2, inForce: false });
  expect(await definitionInForce(home.db, 'av-reproduction-unit', new Date())).toMatchObject({ version: 1 });
  expect(await definitionInForce(home.db, 'av-reproduction-unit', new Date('2099-02-01'))).toMatchObject({ version: 2 });
});

test('what cannot run is refused with every finding, and published nowhere', async () => {
  const item = at('cinema-operation');
  const { bpmn } = (await designer.get(`${item}/draft`)).json<{ bpmn: string }>();
  const broken = bpmn
    .replace('receiveDecision = &quot;accept&quot;', 'receiveDecision = = 1')
    .replace('receiveDecision = &quot;correct&quot;', '((');
  const checked = (await designer.post(`${item}/check`, { bpmn: broken })).json<{ findings: { element: string }[] }>();
  expect(checked.findings.length).toBeGreaterThanOrEqual(2);
  await designer.put(`${item}/draft`, { bpmn: broken, revision: 0 });
  const refused = await designer.post(`${item}/publish`, { revision: 1, note: '坏', effectiveAt: null });
  expect(refused.statusCode).toBe(422);
  expect(refused.json<{ code: string; errors: unknown[] }>()).toMatchObject({ code: 'definition-refused' });
  expect(refused.json<{ errors: unknown[] }>().errors).toHaveLength(checked.findings.length);
  expect(await home.db.select().from(definitions).where(eq(definitions.itemId, 'cinema-operation'))).toHaveLength(1);
});

test('stages that take longer than the item promises are refused where the promise is known', async () => {
  const item = at('publication-retail');
  const { bpmn } = (await designer.get(`${item}/draft`)).json<{ bpmn: string }>();
  const slow = bpmn.replaceAll(/<approval:limit n="\d+"/g, '<approval:limit n="40"');
  expect((await designer.post(`${item}/check`, { bpmn: slow })).json()).toMatchObject({ findings: [{ code: 'invalid-limit' }] });
  await designer.put(`${item}/draft`, { bpmn: slow, revision: 0 });
  const refused = await designer.post(`${item}/publish`, { revision: 1, note: '慢', effectiveAt: null });
  expect(refused.json()).toMatchObject({ code: 'definition-refused', errors: [{ code: 'invalid-limit' }] });
});
