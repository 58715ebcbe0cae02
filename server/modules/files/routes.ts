import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import { requirePerson } from '../../plugins/guard.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { ContentStore } from '../../../schema/files/content-store.ts';
import { deleteFile, findFile, hideFile } from './repo.ts';
import { sendContent } from './send-content.ts';

/** Streams materials to those who may see them, and takes back what an applicant has uploaded. */
export function fileModule(app: FastifyInstance, services: Services): void {
  const { db } = services.database;
  const contents = new ContentStore(services.env.DATA_DIR);

  const stream = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const user = requirePerson(request, 'file.read');
    const found = await findFile(db, (request.params as { fileId: string }).fileId, user.id);
    if (!found || !may(user, 'file.read', found.object)) throw new Refusal('not-found');
    return sendContent(request, reply, contents, found.file);
  };
  app.get('/api/files/:fileId', { schema: { summary: 'The bytes of a material', tags: ['files'] }, compress: false }, stream);

  serve(app, services, routes.drafts.removeFile, async ({ user, params }) => {
    const found = await findFile(db, params.fileId, user.id);
    if (!found || found.file.removedAt || !may(user, 'file.write', found.object)) throw new Refusal('not-found');
    const { file } = found;
    if (file.caseNumber) {
      if (found.caseState !== 'CORRECTION') throw new Refusal('not-in-correction');
      await hideFile(db, file.id, services.now());
      return {};
    }
    await deleteFile(db, file.id);
    return {};
  });
}
