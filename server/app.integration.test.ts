import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../schema/contracts/index.ts';
import { audit } from '../schema/db/tables/index.ts';
import { openApi } from './test-support/api-home.ts';
import type { ApiHome } from './test-support/api-home.ts';
import { until } from './test-support/case-home.ts';
import { storeCase } from './test-support/stored-case.ts';

let home: ApiHome;
beforeAll(async () => {
  home = await openApi({ WRITES_PER_MINUTE: '3' });
});
afterAll(() => home.close());

test('pages may run our own scripts only, and are framed by nobody else', async () => {
  const { headers } = await home.anyone.get('/api/organisations');
  expect(headers['content-security-policy']).toContain("script-src 'self';");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-request-id']).toMatch(/^[\w-]{12}$/);
});

test('large answers are compressed, and known ones not sent', async () => {
  const packed = await home.anyone.get('/api/items/publication-retail', { 'accept-encoding': 'br' });
  expect(packed.headers['content-encoding']).toBe('br');
  const again = await home.anyone.get('/api/items/publication-retail', {
    'accept-encoding': 'br',
    'if-none-match': String(packed.headers.etag),
  });
  expect(again.statusCode).toBe(304);
});

test('the API describes every endpoint of its contract in OpenAPI 3.1, and has a page to read it', async () => {
  const document = (await home.anyone.get('/api/openapi.json')).json<{ openapi: string; paths: Record<string, Record<string, unknown>> }>();
  expect(document.openapi).toMatch(/^3\.1/);
  for (const { method, path } of Object.values(routes).flatMap((group) => Object.values(group))) {
    const address = path.replaceAll(/:(\w+)/g, '{$1}');
    expect(document.paths[address]?.[method.toLowerCase()], `${method} ${path}`).toBeDefined();
  }
  expect((await home.anyone.get('/api/docs/')).statusCode).toBe(200);
});

test('it says which of its parts are there: without Temporal it stays ready, and says so', async () => {
  expect((await home.anyone.get('/healthz')).statusCode).toBe(200);
  const ready = await home.anyone.get('/readyz');
  expect(ready.json()).toEqual({ ready: true, draining: false, database: true, temporal: false });
  const metrics = await home.anyone.get('/metrics');
  expect(metrics.body).toContain('http_request_duration_seconds_bucket{le="0.005",method="GET",route="/healthz",status="200"}');
  const outside = await home.app.inject({ url: '/metrics', remoteAddress: '203.0.113.7' });
  expect(outside.statusCode).toBe(404);
});

test('a body that is not JSON, too large, or of another shape is told apart', async () => {
  const shop = await home.as('company');
  const send = (payload: string, type = 'application/json') =>
    home.app.inject({
      method: 'POST',
      url: '/api/drafts',
      headers: { ...shop.headers, 'content-type': type, 'idempotency-key': crypto.randomUUID() },
      payload,
    });
  expect((await send('{')).json()).toMatchObject({ code: 'bad-request' });
  expect((await send('{"itemId":5}')).json()).toMatchObject({
    code: 'bad-request',
    errors: [{ path: 'itemId' }, { path: 'organisationId' }],
  });
  expect((await send(JSON.stringify({ itemId: 'x'.repeat(2_000_000) }))).json()).toMatchObject({ code: 'payload-too-large' });
});

test('more writes than one person makes are slowed down, and reads go on', async () => {
  const shop = await home.as('bookshop');
  const codes: number[] = [];
  for (let i = 0; i < 5; i++)
    codes.push((await shop.post('/api/drafts', { itemId: 'publication-retail', organisationId: 'yuelu' })).statusCode);
  expect(codes).toEqual([200, 200, 200, 429, 429]);
  const refused = await shop.post('/api/drafts', { itemId: 'publication-retail', organisationId: 'yuelu' });
  expect(refused.json()).toMatchObject({ code: 'too-many-requests', params: { seconds: expect.any(Number) } });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await shop.get('/api/drafts')).statusCode).toBe(200);
});

test('every write is in the audit with its outcome', async () => {
  const window = await home.as('yuelu-window');
  const { taskId } = await storeCase(home.db, 'bookshop', 'yuelu', 3);
  await window.post(`/api/tasks/${taskId}/claim`);
  await window.post(`/api/tasks/none/claim`);
  const rows = await until(
    () => home.db.select().from(audit).where(eq(audit.userId, 'yuelu-window')).orderBy(audit.id),
    (found) => found.length === 2,
  );
  expect(rows.map(({ action, outcome }) => ({ action, outcome }))).toEqual([
    { action: 'task.claim', outcome: 'done' },
    { action: 'task.claim', outcome: 'not-found' },
  ]);
});

test('with the identity provider away a person reads why, and how to go on', async () => {
  const answer = await home.anyone.get('/auth/login?returnTo=/staff');
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['content-type']).toContain('text/html');
  expect(answer.body).toContain('统一身份认证暂时无法连接');
});

test('with the database away every answer says so, and the process lives', async () => {
  await home.services.database.close();
  const read = await home.anyone.get('/api/items');
  expect(read.statusCode).toBe(503);
  expect(read.json()).toMatchObject({ code: 'database-unavailable' });
  expect((await home.anyone.get('/readyz')).statusCode).toBe(503);
  expect((await home.anyone.get('/healthz')).statusCode).toBe(200);
});
