import type { FastifyInstance } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { Drafts } from './service.ts';

/** An applicant's drafts, from the first word typed to the submission. */
export function draftModule(app: FastifyInstance, services: Services): void {
  const drafts = new Drafts(services);
  serve(app, services, routes.drafts.create, async ({ user, body }) => drafts.create(user, body.itemId, body.organisationId));
  serve(app, services, routes.drafts.list, async ({ user }) => drafts.list(user));
  serve(app, services, routes.drafts.get, async ({ user, params }) => drafts.read(user, params.draftId));
  serve(app, services, routes.drafts.save, async ({ user, params, body }) => drafts.save(user, params.draftId, body));
  serve(app, services, routes.drafts.remove, async ({ user, params }) => {
    await drafts.remove(user, params.draftId);
    return {};
  });
  serve(app, services, routes.drafts.submit, async ({ user, params, body, settle }) =>
    drafts.submit(user, params.draftId, body.revision, settle),
  );
}
