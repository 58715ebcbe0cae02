import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { routes } from '../../../schema/contracts/index.ts';
import { signInLimit } from '../../plugins/limits.ts';
import { serve, servePublic } from '../../plugins/serve.ts';
import { clearSessionCookie, setSessionCookie } from '../../plugins/session.ts';
import type { Services } from '../../services.ts';
import { Issuer } from './issuer.ts';
import { sendSignInProblem } from './problem-page.ts';
import { removeSession } from './repo.ts';
import { beginSignIn, finishSignIn, safeReturn, sessionView } from './service.ts';

const LoginQuery = z.object({ returnTo: z.string().max(500).optional(), login: z.string().max(100).optional() });

/** Signing in and out by OpenID Connect, and who is signed in. */
export function sessionModule(app: FastifyInstance, services: Services): void {
  const issuer = new Issuer(services.env);
  const config = { rateLimit: signInLimit };

  servePublic(app, routes.session.get, async ({ request, language }) => sessionView(request.session, language));

  app.get('/auth/login', { config, schema: { hide: true } }, async (request, reply) => {
    const asked = LoginQuery.safeParse(request.query).data ?? {};
    if (request.session?.user) return reply.redirect(safeReturn(asked.returnTo), 303);
    const replaces = request.session?.tokenHash ?? null;
    try {
      const { token, address } = await beginSignIn(services, issuer, { returnTo: asked.returnTo, loginHint: asked.login, replaces });
      setSessionCookie(reply, services.env, token);
      return await reply.redirect(address, 303);
    } catch (error) {
      request.log.error({ err: error }, 'the identity provider does not answer');
      return sendSignInProblem('issuer-unavailable', request, reply);
    }
  });

  app.get('/auth/callback', { config, schema: { hide: true } }, async (request, reply) => {
    const query = request.url.slice(request.url.indexOf('?'));
    try {
      if (!request.session) throw new Error('the sign-in has expired');
      const { token, returnTo, userId } = await finishSignIn(services, issuer, request.session, query);
      request.act = { userId, action: 'session.begin' };
      setSessionCookie(reply, services.env, token);
      return await reply.redirect(returnTo, 303);
    } catch (error) {
      request.log.warn({ err: error }, 'sign-in failed');
      request.act = { userId: null, action: 'session.begin' };
      return sendSignInProblem('sign-in-failed', request, reply);
    }
  });

  serve(app, services, routes.session.end, async ({ request, reply }) => {
    const session = request.session!;
    await removeSession(services.database.db, session.tokenHash);
    clearSessionCookie(reply, services.env);
    return { redirect: await issuer.endSession(session.data.idToken) };
  });
}
