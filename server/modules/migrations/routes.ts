import type { FastifyInstance } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { Migrations } from './service.ts';

/** Running cases and versions of their definition: trying one against them, moving them over, taking them back. */
export function migrationModule(app: FastifyInstance, services: Services): void {
  const migrations = new Migrations(services);
  const { migrations: at } = routes;
  serve(app, services, at.mapping, async ({ params, query }) => migrations.mapping(params.itemId, query.from, query.to));
  serve(app, services, at.list, async ({ params }) => migrations.list(params.itemId));
  serve(app, services, at.try, async ({ user, params, body, settle }) => migrations.try(user, params.itemId, body, settle));
  serve(app, services, at.get, async ({ params }) => migrations.get(params.batchId));
  serve(app, services, at.cases, async ({ user, params, query }) => migrations.cases(user, params.batchId, query));
  serve(app, services, at.run, async ({ user, params, body, settle }) => migrations.run(user, params.batchId, body.reason, settle));
  serve(app, services, at.pause, async ({ params, settle }) => migrations.pause(params.batchId, settle));
  serve(app, services, at.resume, async ({ params, settle }) => migrations.resume(params.batchId, settle));
  serve(app, services, at.retry, async ({ params, settle }) => migrations.retry(params.batchId, settle));
  serve(app, services, at.undo, async ({ user, params, body, settle }) => migrations.undo(user, params.batchId, body, settle));
}
