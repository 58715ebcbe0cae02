import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routes } from '../../schema/contracts/index.ts';
import { Refusal } from '../errors.ts';
import { sendProblem } from './problems.ts';

const built = fileURLToPath(new URL('../../web/dist', import.meta.url));
const isOurs = (path: string): boolean => /^\/(api|auth|healthz|readyz|metrics|\.well-known)(\/|$)/.test(path);

/** Methods of the contract's paths: another one is `method-not-allowed`, not `not-found`. */
const known = Object.values(routes)
  .flatMap((group) => Object.values(group))
  .map(({ method, path }) => ({ method, pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`) }));

/**
 * Serves the built web: files named by their hash for ever, and its one page for every address that isn't ours, so that
 * a link into it works. Without a build (an API alone) there is only the API.
 */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  const isBuilt = existsSync(`${built}/index.html`);
  if (isBuilt) {
    await app.register(serveStatic, {
      root: built,
      wildcard: false,
      index: false,
      globIgnore: ['index.html'],
      cacheControl: false,
      setHeaders: (response, path) => {
        const isHashed = path.startsWith(`${built}/assets/`);
        response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const asksPage = request.method === 'GET' || request.method === 'HEAD';
    if (isBuilt && asksPage && !isOurs(path) && !path.startsWith('/assets/')) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
    }
    return refuseUnknown(path, request, reply);
  });
}

function refuseUnknown(path: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const methods = known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  if (methods.length === 0) return sendProblem(new Refusal('not-found'), request, reply);
  return sendProblem(new Refusal('method-not-allowed'), request, reply.header('allow', [...new Set(methods)].join(', ')));
}
