import { afterEach, expect, expectTypeOf, test, vi } from 'vitest';
import { routes } from '../../schema/contracts/index.ts';
import { ApiError } from './api-error.ts';
import { call, rememberCsrfToken } from './call.ts';
import type { RequestOf, ResponseOf } from './request-of.ts';

const answers = (...list: { status: number; body: unknown }[]) => {
  const sent: { address: string; headers: Record<string, string> }[] = [];
  vi.stubGlobal('document', { documentElement: { lang: 'zh-CN' } });
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    sent.push({ address, headers: init.headers as Record<string, string> });
    const { status, body } = list.shift()!;
    return new Response(JSON.stringify(body), { status });
  });
  return sent;
};

afterEach(() => vi.unstubAllGlobals());

test('a request has exactly the parts its route declares', () => {
  expectTypeOf<RequestOf<typeof routes.catalogue.get>>().toExtend<{ params: { itemId: string } }>();
  expectTypeOf<ResponseOf<typeof routes.tasks.counts>>().toExtend<{ mine: number; groups: number; overdue: number }>();
  // @ts-expect-error a draft is begun with an item
  const missing: RequestOf<typeof routes.drafts.create> = {};
  expect(missing).toEqual({});
});

test('a write carries the token and a key; an old token is fetched anew once, with the same key', async () => {
  rememberCsrfToken('old');
  const refusal = { type: 'about:blank', title: '', status: 403, code: 'csrf-failed', detail: '' };
  const sent = answers({ status: 403, body: refusal }, { status: 200, body: { user: null, csrfToken: 'new' } }, { status: 200, body: {} });
  await call(routes.drafts.remove, { params: { draftId: 'd1' } });
  const [first, session, second] = sent;
  expect(first!.headers['x-csrf-token']).toBe('old');
  expect(session!.address).toBe('/api/session');
  expect(second!.headers['x-csrf-token']).toBe('new');
  expect(second!.headers['idempotency-key']).toBe(first!.headers['idempotency-key']);
});

test('a refusal keeps its code, what its sentence needs and its fields', async () => {
  answers({
    status: 422,
    body: {
      type: '',
      title: '',
      status: 422,
      code: 'invalid-fields',
      detail: '',
      errors: [{ path: 'name', code: 'required', message: '' }],
    },
  });
  const error = await call(routes.catalogue.get, { params: { itemId: 'x' } }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code: 'invalid-fields', status: 422, passing: false, fields: [{ path: 'name' }] });
});

test('an answer outside the contract is not passed on', async () => {
  answers({ status: 200, body: { mine: 'many' } });
  await expect(call(routes.tasks.counts, {})).rejects.toMatchObject({ code: 'unreadable-answer' });
});

test('a proxy’s own error page becomes the code of its status', async () => {
  vi.stubGlobal('fetch', async () => new Response('<html>', { status: 503 }));
  vi.stubGlobal('document', { documentElement: { lang: 'zh-CN' } });
  await expect(call(routes.tasks.counts, {})).rejects.toMatchObject({ code: 'internal-error', status: 503, passing: true });
});
