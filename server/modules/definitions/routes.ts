import type { FastifyInstance } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { Definitions } from './service.ts';

/** A diagram may be megabytes: the contract's own bound, with room for its JSON escapes. */
const diagramLimit = { bodyLimit: 10 * 1024 * 1024 };

/** Definitions for designers: drafts, checks, versions, publishing, the live map. */
export function definitionModule(app: FastifyInstance, services: Services): void {
  const definitions = new Definitions(services);
  const { definitions: at } = routes;
  serve(app, services, at.list, async () => definitions.list());
  serve(app, services, at.versions, async ({ params }) => definitions.versions(params.itemId));
  serve(app, services, at.version, async ({ params }) => definitions.version(params.itemId, params.version));
  serve(app, services, at.draft, async ({ params }) => definitions.draft(params.itemId));
  serve(
    app,
    services,
    at.saveDraft,
    async ({ user, params, body }) => definitions.save(user, params.itemId, body.bpmn, body.revision),
    diagramLimit,
  );
  serve(app, services, at.discardDraft, async ({ params }) => {
    await definitions.discard(params.itemId);
    return {};
  });
  serve(
    app,
    services,
    at.check,
    async ({ params, body }) => ({ findings: await definitions.check(params.itemId, body.bpmn) }),
    diagramLimit,
  );
  serve(app, services, at.publish, async ({ user, params, body }) => definitions.publish(user, params.itemId, body));
  serve(app, services, at.running, async ({ params }) => definitions.running(params.itemId));
}
