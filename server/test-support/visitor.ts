import { randomUUID } from 'node:crypto';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Env } from '../../schema/contracts/env.ts';
import type { Database } from '../../schema/db/connect.ts';
import { storeSession } from '../modules/session/repo.ts';
import { hashToken, newToken } from '../modules/session/tokens.ts';
import { cookieName } from '../plugins/session.ts';

type Body = Record<string, unknown> | unknown[];
interface Sending {
  body?: Body;
  headers?: Record<string, string>;
  key?: string;
}

/** A browser of somebody: keeps the cookie, sends the token and a key with every write, as the web does. */
export class Visitor {
  constructor(
    private readonly app: FastifyInstance,
    readonly headers: Record<string, string>,
  ) {}

  send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    { body, headers, key }: Sending = {},
  ): Promise<LightMyRequestResponse> {
    const options: InjectOptions = {
      method,
      url,
      headers: { ...this.headers, ...(method === 'GET' ? {} : { 'idempotency-key': key ?? randomUUID() }), ...headers },
      ...(body === undefined ? {} : { payload: body }),
    };
    return this.app.inject(options);
  }

  raw(method: 'PATCH' | 'HEAD', url: string, payload: Buffer, headers: Record<string, string>): Promise<LightMyRequestResponse> {
    return this.app.inject({ method, url, payload, headers: { ...this.headers, ...headers } });
  }

  get = (url: string, headers?: Record<string, string>) => this.send('GET', url, headers ? { headers } : {});
  post = (url: string, body?: Body, key?: string) => this.send('POST', url, { ...(body ? { body } : {}), ...(key ? { key } : {}) });
  put = (url: string, body: Body) => this.send('PUT', url, { body });
  patch = (url: string, body: Body) => this.send('PATCH', url, { body });
  remove = (url: string) => this.send('DELETE', url);
}

/** Signs a user in without the issuer: stores the session that a sign-in would. */
export async function signIn(app: FastifyInstance, db: Database, env: Env, userId: string, now = new Date()): Promise<Visitor> {
  const token = newToken();
  const csrfToken = newToken();
  const expiresAt = new Date(now.getTime() + 3_600_000);
  await storeSession(db, { tokenHash: hashToken(token), userId, csrfToken, data: {}, now, expiresAt }, null);
  return new Visitor(app, { cookie: `${cookieName(env)}=${token}`, 'x-csrf-token': csrfToken });
}
