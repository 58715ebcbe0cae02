import { nanoid } from 'nanoid';
import { routes } from '../../schema/contracts/index.ts';
import { addressOf } from './address.ts';
import { ApiError, asApiError, problemOf } from './api-error.ts';
import type { AnyRoute, LooseRequest, RequestOf, ResponseOf } from './request-of.ts';

let csrfToken: string | null = null;

/** The session's token, sent with every write; kept in memory only. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

/** The token for a write that doesn't go through `call` (uploads). */
export async function currentCsrfToken(): Promise<string> {
  if (csrfToken === null) await readSession();
  return csrfToken ?? '';
}

export interface CallOptions {
  /** One key an intention: sent again with a repeated write, so that it happens once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

async function send(route: AnyRoute, request: LooseRequest, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    'accept-language': document.documentElement.lang || 'zh-CN',
  };
  if (route.method !== 'GET') {
    headers['idempotency-key'] = options.idempotencyKey ?? nanoid();
    headers['x-csrf-token'] = await currentCsrfToken();
  }
  const init: RequestInit = { method: route.method, headers, credentials: 'same-origin', cache: 'no-cache' };
  if (request.body !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(request.body);
  }
  if (options.signal) init.signal = options.signal;
  return fetch(addressOf(route, request), init);
}

/** Reads JSON, or undefined for an answer that has none. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function exchange(route: AnyRoute, request: LooseRequest, options: CallOptions): Promise<unknown> {
  const response = await send(route, request, options);
  const body = await bodyOf(response);
  if (!response.ok) throw problemOf(response.status, body);
  const parsed = route.response.safeParse(body);
  if (!parsed.success) throw new ApiError('unreadable-answer', response.status, { detail: parsed.error.message });
  return parsed.data;
}

/** Reads who is signed in, and takes the token for the writes that follow. */
export async function readSession(): Promise<ResponseOf<typeof routes.session.get>> {
  const session = (await exchange(routes.session.get, {}, {})) as ResponseOf<typeof routes.session.get>;
  rememberCsrfToken(session.csrfToken);
  return session;
}

/**
 * Calls one endpoint of the contract, typed by it. Reads go through the browser's cache by ETag; writes carry the CSRF token and an
 * idempotency key. A token that has grown old is fetched again once.
 * Throws ApiError, nothing else (an aborted call keeps its AbortError).
 */
export async function call<R extends AnyRoute>(route: R, request: RequestOf<R>, options: CallOptions = {}): Promise<ResponseOf<R>> {
  const settled = { ...options, idempotencyKey: options.idempotencyKey ?? nanoid() };
  try {
    return (await exchange(route, request, settled)) as ResponseOf<R>;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    if (!(error instanceof ApiError) || error.code !== 'csrf-failed') throw asApiError(error);
  }
  try {
    await readSession();
    return (await exchange(route, request, settled)) as ResponseOf<R>;
  } catch (error) {
    throw asApiError(error);
  }
}
