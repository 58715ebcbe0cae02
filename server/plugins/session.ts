import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../../schema/contracts/env.ts';
import { idleMs, touchMs } from '../modules/session/lifetime.ts';
import { findSession, touchSession } from '../modules/session/repo.ts';
import type { RequestSession } from '../modules/session/signed-in.ts';
import { hashToken } from '../modules/session/tokens.ts';
import type { Services } from '../services.ts';

declare module 'fastify' {
  interface FastifyRequest {
    session: RequestSession | null;
  }
}

const isSecure = (env: Env): boolean => env.PUBLIC_URL.startsWith('https:');

/** With https the name pins the cookie to this host and path (RFC 6265bis §4.1.3.2). */
export const cookieName = (env: Env): string => (isSecure(env) ? '__Host-approval' : 'approval-session');

export function setSessionCookie(reply: FastifyReply, env: Env, token: string): void {
  void reply.setCookie(cookieName(env), token, { httpOnly: true, sameSite: 'lax', secure: isSecure(env), path: '/' });
}

export function clearSessionCookie(reply: FastifyReply, env: Env): void {
  void reply.clearCookie(cookieName(env), { httpOnly: true, sameSite: 'lax', secure: isSecure(env), path: '/' });
}

/** Files, icons and health need no session: only these read one. */
const needsSession = (path: string): boolean => path.startsWith('/api/') || path.startsWith('/auth/');

/** Reads the session behind each request's cookie. */
export function readSessions(app: FastifyInstance, { env, database, now }: Services): void {
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const token = request.cookies[cookieName(env)];
    if (!token || !needsSession(request.url)) return;
    const session = await findSession(database.db, hashToken(token), now(), idleMs);
    request.session = session;
    if (!session) return;
    if (session.user) request.log = request.log.child({ userId: session.user.id });
    if (now().getTime() - session.seenAt.getTime() > touchMs) await touchSession(database.db, session.tokenHash, now());
  });
}
