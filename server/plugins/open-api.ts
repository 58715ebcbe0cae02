import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Env } from '../../schema/contracts/env.ts';

/** OpenAPI 3.1 from the contracts themselves, at `/api/openapi.json`, and a page to read it at `/api/docs`. */
export async function describeApi(app: FastifyInstance, env: Env): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '行政审批 Approval API',
        version: '1',
        description:
          'Errors are problem+json (RFC 9457) with a `code` of one list. Writes carry `x-csrf-token` (from GET /api/session) and ' +
          '`idempotency-key`; the same key gives the same answer. Reads carry an ETag.',
      },
      servers: [{ url: env.PUBLIC_URL }],
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'approval-session' } } },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: false, uiConfig: { docExpansion: 'list' } });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
