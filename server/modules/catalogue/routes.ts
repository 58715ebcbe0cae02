import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { routes } from '../../../schema/contracts/index.ts';
import { pageOf, readCursor } from '../../plugins/cursor.ts';
import { servePublic } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { findItems } from './repo.ts';
import { itemDetail, itemProcess, organisationTree, summaryOf } from './service.ts';

/** The public catalogue: items, their guides and diagrams, the organisations. */
export function catalogueModule(app: FastifyInstance, { database: { db }, now }: Services): void {
  servePublic(app, routes.catalogue.list, async ({ query: { cursor, limit, ...filter } }) => {
    const after = readCursor(z.tuple([z.string()]), cursor)?.[0] ?? null;
    const rows = await findItems(db, { ...filter, after, limit });
    return pageOf(
      rows,
      limit,
      (row) => summaryOf(row.guide),
      (row) => [row.basicCode],
    );
  });
  servePublic(app, routes.catalogue.get, async ({ params }) => itemDetail(db, params.itemId, now()));
  servePublic(app, routes.catalogue.process, async ({ params }) => itemProcess(db, params.itemId, now()));
  servePublic(app, routes.catalogue.organisations, async () => organisationTree(db));
}
