import { and, desc, eq, isNull, or, sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { routes } from '../../../schema/contracts/index.ts';
import type { Incident } from '../../../schema/contracts/operations.ts';
import { readCalendar } from '../../../schema/db/calendar.ts';
import { cases, incidents, organisations } from '../../../schema/db/tables/index.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import { pageOf, readCursor } from '../../plugins/cursor.ts';
import { serve, servePublic } from '../../plugins/serve.ts';
import { retryFailed } from '../service/act.ts';
import { retryDocument } from '../documents/retry-document.ts';
import type { Services } from '../../services.ts';

const viewOf = (row: typeof incidents.$inferSelect): Incident => ({
  id: row.id,
  caseNumber: row.caseNumber,
  element: row.element,
  code: row.code,
  message: row.message,
  at: row.at.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
});

/** Incidents for those who look after running cases, and the published calendar. */
export function operationModule(app: FastifyInstance, services: Services): void {
  const { db } = services.database;
  const { operations: at } = routes;

  serve(app, services, at.incidents, async ({ user, query }) => {
    const after = readCursor(z.tuple([z.string(), z.string()]), query.cursor);
    const paths = user.posts
      .filter((post) => post.role === 'supervisor' || post.role === 'systemAdministrator')
      .map((post) => `${post.path}%`);
    const rows = await db
      .select({ incident: incidents })
      .from(incidents)
      .innerJoin(cases, eq(cases.caseNumber, incidents.caseNumber))
      .innerJoin(organisations, eq(organisations.id, cases.organisationId))
      .where(
        and(
          isNull(incidents.resolvedAt),
          or(...paths.map((path) => sql`${organisations.path} like ${path}`)),
          after ? sql`(${incidents.at}, ${incidents.id}) < (${after[0]}::timestamptz, ${after[1]})` : undefined,
        ),
      )
      .orderBy(desc(incidents.at), desc(incidents.id))
      .limit(query.limit + 1);
    return pageOf(
      rows,
      query.limit,
      (row) => viewOf(row.incident),
      (row) => [row.incident.at.toISOString(), row.incident.id],
    );
  });

  serve(app, services, at.retry, async ({ user, params, key }) => {
    const [found] = await db
      .select({ incident: incidents, path: organisations.path })
      .from(incidents)
      .innerJoin(cases, eq(cases.caseNumber, incidents.caseNumber))
      .innerJoin(organisations, eq(organisations.id, cases.organisationId))
      .where(eq(incidents.id, params.incidentId));
    if (!found || !may(user, 'incident.read', { path: found.path })) throw new Refusal('not-found');
    if (!may(user, 'incident.retry', { path: found.path })) throw new Refusal('not-allowed');
    const { incident } = found;
    if (incident.resolvedAt === null && incident.id.startsWith('document:')) {
      await retryDocument(db, incident.id.slice('document:'.length), services.now());
    } else if (incident.resolvedAt === null && incident.id.startsWith('service:')) {
      await retryFailed(db, incident.id.slice('service:'.length), services.now());
    } else if (incident.resolvedAt === null) {
      const actor = { id: user.id, name: user.name, organisationId: user.posts[0]?.organisationId ?? null };
      await services.cases.act(incident.caseNumber, { kind: 'retry', incident: incident.number, actor }, key);
    }
    const [now] = await db.select().from(incidents).where(eq(incidents.id, incident.id));
    return viewOf(now ?? incident);
  });

  servePublic(app, at.calendar, async () => readCalendar(db));
}
