import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import { requirePerson } from '../../plugins/guard.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { ContentStore } from '../../../schema/files/content-store.ts';
import type { FileRow } from './file-info.ts';
import { rangeOf } from './range.ts';
import { deleteFile, findFile, hideFile } from './repo.ts';

/** Types that a browser shows without running anything. */
const shown = /^(application\/pdf|image\/(jpeg|png|gif|webp))$/;

function describe(reply: FastifyReply, file: FileRow): void {
  const how = shown.test(file.type) ? 'inline' : 'attachment';
  const name = encodeURIComponent(file.name).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  void reply.headers({
    'content-type': file.type,
    'content-disposition': `${how}; filename*=UTF-8''${name}`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    etag: `"${file.sha256}"`,
  });
}

/** Streams materials to those who may see them, and takes back what an applicant has uploaded. */
export function fileModule(app: FastifyInstance, services: Services): void {
  const { db } = services.database;
  const contents = new ContentStore(services.env.DATA_DIR);

  const stream = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const user = requirePerson(request, 'file.read');
    const found = await findFile(db, (request.params as { fileId: string }).fileId, user.id);
    if (!found || !may(user, 'file.read', found.object)) throw new Refusal('not-found');
    const { file } = found;
    describe(reply, file);
    if (request.headers['if-none-match'] === `"${file.sha256}"`) return reply.code(304).send();
    const range = rangeOf(request.headers.range, file.size);
    if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${file.size}`).send();
    if (range) void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.size}`);
    void reply.header('content-length', range ? range.end - range.start + 1 : file.size);
    return reply.send(contents.read(file.sha256, range ?? undefined));
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
