import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { z } from 'zod';
import { Problem } from '../../schema/contracts/errors.ts';
import type { Route } from '../../schema/contracts/route.ts';
import type { Database, Transaction } from '../../schema/db/connect.ts';
import type { Action } from '../../schema/rules/actions.ts';
import { languageOf } from '../language.ts';
import type { Language } from '../language.ts';
import type { SignedIn } from '../modules/session/signed-in.ts';
import type { Services } from '../services.ts';
import { requireKey, requireOwnPage, requirePerson } from './guard.ts';
import { closeWrite, dropWrite, openWrite, requestHash } from './idempotency.ts';
import type { WriteKey } from './idempotency.ts';
import { writeLimit } from './limits.ts';

/** What a handler is given: the parts of the request as its contract parsed them. */
export interface Call<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  user: SignedIn;
  /** The write's idempotency key; empty for reads. */
  key: string;
  language: Language;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Keeps the answer inside the write's own transaction, so that a crash between the two repeats nothing. */
  settle: (tx: Transaction, answer: unknown) => Promise<void>;
}

type Out<T extends z.ZodType> = z.output<T>;
type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

const kilobyte = 1024;
/** Bytes of a body: answers of a long form fit by far; a route with more says so. */
const bodyLimit = 1024 * kilobyte;

const schemaOf = (route: AnyRoute) => ({
  summary: route.summary,
  ...(route.errors ? { description: `Refuses with: ${route.errors.join(', ')}; and the general codes.` } : {}),
  tags: [route.path.split('/')[2] ?? 'api'],
  ...(route.params ? { params: route.params } : {}),
  ...(route.query ? { querystring: route.query } : {}),
  ...(route.body ? { body: route.body } : {}),
  response: { 200: route.response, '4xx': Problem, '5xx': Problem },
});

/** Serves a route of the contract to people whom its row of the permission table admits. Writes are done once by their key. */
export function serve<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: FastifyInstance,
  services: Services,
  route: Route<P, Q, B, R>,
  handler: (call: Call<Out<P>, Out<Q>, Out<B>>) => Promise<Out<R>>,
  options: RouteShorthandOptions = {},
): void {
  if (route.action === 'public') throw new Error(`${route.path} is public: use servePublic`);
  const action: Action = route.action;
  const isWrite = route.method !== 'GET';
  const isOnce = isWrite && action !== 'session.end';
  app.route({
    bodyLimit,
    ...(isWrite ? { config: { rateLimit: writeLimit(services.env) } } : {}),
    ...options,
    method: route.method,
    url: route.path,
    schema: schemaOf(route),
    onRequest: async (request) => {
      if (isWrite) request.act = { userId: request.session?.user?.id ?? null, action };
      requirePerson(request, action);
      if (isWrite) requireOwnPage(request);
      if (isOnce) requireKey(request);
    },
    handler: async (request, reply) => {
      const user = requirePerson(request, action);
      const key = isOnce ? requireKey(request) : '';
      const write = { userId: user.id, key };
      let isSettled = false;
      const settle = async (tx: Transaction, answer: unknown): Promise<void> => {
        await closeWrite(tx, write, answer);
        isSettled = true;
      };
      const { db } = services.database;
      if (isOnce) {
        const before = await openWrite(db, write, requestHash(request.method, request.url, request.body), services.now());
        if (before) return reply.header('idempotency-replayed', 'true').send(before.answer);
      }
      try {
        const language = languageOf(request);
        const { params, query, body } = request as { params: Out<P>; query: Out<Q>; body: Out<B> };
        const answer = await handler({ params, query, body, user, key, language, request, reply, settle });
        if (isOnce && !isSettled) await closeWrite(db, write, answer);
        return isWrite ? reply.header('cache-control', 'no-store').send(answer) : answer;
      } catch (error) {
        if (isOnce) await dropWrite(db, write).catch(() => request.log.warn('idempotency key not freed'));
        throw error;
      }
    },
  });
}

/** Does a write of somebody without a session once by its key; sent again it is answered as before. */
export async function once<T>(db: Database, request: FastifyRequest, write: WriteKey, now: Date, work: () => Promise<T>): Promise<T> {
  const before = await openWrite(db, write, requestHash(request.method, request.url, request.body), now);
  if (before) return before.answer as T;
  try {
    const answer = await work();
    await closeWrite(db, write, answer);
    return answer;
  } catch (error) {
    await dropWrite(db, write).catch(() => request.log.warn('idempotency key not freed'));
    throw error;
  }
}

/** Serves a route that needs no sign-in. */
export function servePublic<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  app: FastifyInstance,
  route: Route<P, Q, B, R>,
  handler: (call: Omit<Call<Out<P>, Out<Q>, Out<B>>, 'user' | 'key' | 'settle'>) => Promise<Out<R>>,
  options: RouteShorthandOptions = {},
): void {
  app.route({
    bodyLimit: 16 * kilobyte,
    ...options,
    method: route.method,
    url: route.path,
    schema: schemaOf(route),
    handler: async (request, reply) => {
      const { params, query, body } = request as { params: Out<P>; query: Out<Q>; body: Out<B> };
      return handler({ params, query, body, language: languageOf(request), request, reply });
    },
  });
}

/** Reads carry an ETag of their content; one that the caller has already is answered 304 without it. */
export function tagReads(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const isRead = request.method === 'GET' && request.url.startsWith('/api/') && reply.statusCode === 200;
    if (!isRead || typeof payload !== 'string' || reply.hasHeader('etag')) return payload;
    const tag = `W/"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`;
    void reply.headers({ etag: tag, 'cache-control': 'private, no-cache', vary: 'accept-language, cookie' });
    const asked = request.headers['if-none-match'];
    if (!asked?.split(',').some((one) => one.trim() === tag)) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return '';
  });
}
