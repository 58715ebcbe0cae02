import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Problem } from '../../schema/contracts/errors.ts';
import { Refusal } from '../errors.ts';
import type { FieldProblem } from '../errors.ts';
import { isDatabaseAway } from './database-away.ts';
import { languageOf } from '../language.ts';
import { fieldSentenceOf, sentenceOf } from './sentences.ts';

/** Any thrown value as a refusal that can be told; what nobody foresaw is `internal-error`. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return new Refusal('bad-request', {}, error.validation.map(shapeProblem));
  if (isDatabaseAway(error)) return new Refusal('database-unavailable');
  const { statusCode, code } = error as Partial<FastifyError>;
  if (statusCode === 413) return new Refusal('payload-too-large');
  if (statusCode === 429) return new Refusal('too-many-requests');
  if (statusCode === 404) return new Refusal('not-found');
  if ((statusCode !== undefined && statusCode >= 400 && statusCode < 500) || code?.startsWith('FST_ERR_CTP')) {
    return new Refusal('bad-request');
  }
  return new Refusal('internal-error');
}

interface ShapeError {
  instancePath: string;
  keyword: string;
  message?: string | undefined;
}

const shapeProblem = ({ instancePath, keyword, message }: ShapeError): FieldProblem => ({
  path: instancePath.replace(/^\//, '').replaceAll('/', '.'),
  code: keyword,
  params: { message: message ?? keyword },
});

/** RFC 9457: the refusal in the reader's language. */
export function problemOf(refusal: Refusal, request: FastifyRequest): Problem {
  const language = languageOf(request);
  const title = sentenceOf(refusal.code, language, refusal.params);
  return {
    type: `urn:approval:problem:${refusal.code}`,
    title,
    status: refusal.status,
    code: refusal.code,
    detail: title,
    instance: request.url.split('?')[0] ?? '',
    requestId: request.id,
    ...(Object.keys(refusal.params).length > 0 ? { params: refusal.params } : {}),
    ...(refusal.fields.length > 0
      ? {
          errors: refusal.fields.map(({ path, code, params }) => ({
            path,
            code,
            message: refusal.code === 'bad-request' ? String(params?.message ?? code) : fieldSentenceOf(code, language, path, params),
          })),
        }
      : {}),
  };
}

export function sendProblem(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.outcome = refusal.code;
  if (refusal.code === 'idempotency-in-progress' || refusal.status === 503) void reply.header('retry-after', '2');
  return reply
    .code(refusal.status)
    .type('application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .serializer(JSON.stringify)
    .send(problemOf(refusal, request));
}

/** Every error of every route leaves as problem+json with a code of the one list. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = asRefusal(error);
    if (refusal.status >= 500 && error !== refusal) request.log.error({ err: error, code: refusal.code }, 'request failed');
    else if (refusal.status >= 500) request.log.warn({ code: refusal.code }, 'a part is away');
    else request.log.debug({ code: refusal.code }, 'request refused');
    return sendProblem(refusal, request, reply);
  });
}
