import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import { ContentStore } from '../../../schema/files/content-store.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import { requirePerson } from '../../plugins/guard.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { requireCase } from '../cases/access.ts';
import { describe, sendContent } from '../files/send-content.ts';
import { noteOpened } from '../service/receive.ts';
import { documentsOfCase, findDocument } from './case-documents.ts';
import { Previews } from './previews.ts';
import { retryDocument } from './retry-document.ts';
import { requireUsable, Templates } from './templates.ts';

/** Documents of cases for who may read them, and their templates for designers. */
export function documentModule(app: FastifyInstance, services: Services): void {
  const { db } = services.database;
  const { documents: at } = routes;
  const contents = new ContentStore(services.env.DATA_DIR);
  const templates = new Templates(services);
  const previews = new Previews(services);

  serve(app, services, at.ofCase, async ({ user, params }) => {
    const { relation } = await requireCase(db, user, params.caseNumber, 'document.read');
    return documentsOfCase(db, params.caseNumber, relation !== 'own');
  });

  const stream = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const user = requirePerson(request, 'document.read');
    const found = await findDocument(db, (request.params as { documentId: string }).documentId, user.id);
    if (!found || !may(user, 'document.read', found.object)) throw new Refusal('not-found');
    const { sha256, size, name } = found.row;
    if (sha256 === null) throw new Refusal('document-not-issued');
    // Who reads a paper that is addressed to them has received it; a browser that only fetches ahead has not.
    const isMeant = !request.headers['sec-purpose'] && request.headers['sec-fetch-site'] !== 'cross-site';
    if (isMeant && found.object.ownerId === user.id) {
      await noteOpened(db, found.row.id, { id: user.id, name: user.name, organisationId: null }, services.now());
    }
    return sendContent(request, reply, contents, { sha256, size: size!, name: name!, type: 'application/pdf' });
  };
  const summary = 'The PDF of an issued document, signed: the bytes never change';
  app.get('/api/documents/:documentId/content', { schema: { summary, tags: ['documents'] }, compress: false }, stream);

  serve(app, services, at.retry, async ({ user, params }) => {
    const found = await findDocument(db, params.documentId, user.id);
    if (!found || !may(user, 'document.retry', found.object)) throw new Refusal('not-found');
    await retryDocument(db, found.row.id, services.now());
    return found.view(true);
  });

  serve(app, services, at.templates, async () => templates.list());
  serve(app, services, at.versions, async ({ params: { kind }, query }) => templates.versions({ kind, ...query }));
  serve(app, services, at.version, async ({ params: { kind, version }, query }) => templates.version({ kind, ...query }, version));
  serve(app, services, at.draft, async ({ params: { kind }, query }) => templates.draft({ kind, ...query }));
  serve(app, services, at.saveDraft, async ({ user, params: { kind }, query, body }) =>
    templates.save(user, { kind, ...query }, body.content, body.revision),
  );
  serve(app, services, at.discardDraft, async ({ params: { kind }, query }) => {
    await templates.discard({ kind, ...query });
    return {};
  });
  serve(app, services, at.publish, async ({ user, params: { kind }, query, body }) => templates.publish(user, { kind, ...query }, body));

  serve(app, services, at.preview, async ({ user, params: { kind }, body }) => {
    requireUsable(kind, body.content);
    return { previewId: await previews.ask(user.id, body.content) };
  });
  serve(app, services, at.previewResult, async ({ user, params }) => previews.result(user.id, params.previewId));
  app.get(
    '/api/document-previews/:previewId/content',
    { schema: { summary: 'The PDF of a preview', tags: ['document-previews'] }, compress: false },
    async (request, reply) => {
      const user = requirePerson(request, 'template.write');
      const pdf = await previews.pdf(user.id, (request.params as { previewId: string }).previewId);
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      describe(reply, { name: 'preview.pdf', type: 'application/pdf', sha256 });
      return reply.send(pdf);
    },
  );
}
