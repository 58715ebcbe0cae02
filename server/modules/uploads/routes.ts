import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../../schema/contracts/errors.ts';
import { Refusal } from '../../errors.ts';
import { requireOwnPage, requirePerson } from '../../plugins/guard.ts';
import { writeLimit } from '../../plugins/limits.ts';
import { asRefusal, sendProblem } from '../../plugins/problems.ts';
import type { Services } from '../../services.ts';
import { Uploads } from './service.ts';
import { createTus, uploadPath } from './tus.ts';
import type { UploadContext } from './tus.ts';

/** tus' own statuses as our codes. */
const codes: Record<number, ErrorCode> = { 404: 'not-found', 409: 'conflict', 410: 'not-found', 413: 'file-too-large' };

const asWebRequest = (request: FastifyRequest, origin: string): Request => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value));
  const hasBody = request.method === 'PATCH' || request.method === 'POST';
  return new Request(new URL(request.url, origin), {
    method: request.method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(request.raw) as ReadableStream, duplex: 'half' } : {}),
  } as RequestInit);
};

/** Uploads of materials by tus: resumable, at most 50 MiB each, seen by their sender only. */
export function uploadModule(app: FastifyInstance, services: Services): { removeExpiredUploads: () => Promise<number> } {
  const { env } = services;
  const tus = createTus(env.DATA_DIR, new Uploads(services));

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const user = requirePerson(request, 'file.write');
    const { id } = request.params as { id?: string };
    if (id !== undefined && !(await tus.isOwn(id, user.id))) throw new Refusal('not-found');
    const context: UploadContext = { userId: user.id, refusal: null };
    const answer = await tus.handle(asWebRequest(request, env.PUBLIC_URL), context);
    if (answer.status < 400) return reply.send(answer);
    if (context.refusal) throw context.refusal;
    const refusal = new Refusal(codes[answer.status] ?? (answer.status >= 500 ? 'file-incomplete' : 'bad-request'));
    if (answer.status >= 500) request.log.error({ status: answer.status, body: await answer.text() }, 'upload failed');
    return sendProblem(refusal, request, reply.header('tus-resumable', '1.0.0'));
  };

  void app.register(async (scope) => {
    // The bytes go to tus as they come; nothing parses them.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const onRequest = async (request: FastifyRequest): Promise<void> => {
      if (request.method !== 'HEAD') request.act = { userId: request.session?.user?.id ?? null, action: 'file.write' };
      requirePerson(request, 'file.write');
      requireOwnPage(request);
    };
    const shared = { onRequest, schema: { hide: true }, config: { rateLimit: writeLimit(env) }, handler: handle };
    scope.route({ method: 'POST', url: uploadPath, ...shared });
    scope.route({ method: ['HEAD', 'PATCH', 'DELETE'], url: `${uploadPath}/:id`, ...shared });
    scope.setErrorHandler((error, request, reply) => {
      const refusal = asRefusal(error);
      if (refusal.status >= 500) request.log.error({ err: error }, 'upload failed');
      return sendProblem(refusal, request, reply.header('tus-resumable', '1.0.0'));
    });
  });
  return { removeExpiredUploads: tus.removeExpired };
}
