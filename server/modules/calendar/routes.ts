import type { FastifyInstance } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { applyCalendar, latestRevisions } from './apply.ts';
import { previewCalendar } from './preview.ts';

/** The working calendar: checked, previewed, applied, and how far its cases have been computed anew. */
export function calendarModule(app: FastifyInstance, services: Services): void {
  const { now } = services;
  const { db } = services.database;
  serve(app, services, routes.calendar.revisions, async () => latestRevisions(db));
  serve(app, services, routes.calendar.preview, async ({ body }) => previewCalendar(db, body.text, now()));
  serve(app, services, routes.calendar.apply, async ({ user, body, settle }) =>
    applyCalendar(db, { ...body, by: { id: user.id, name: user.name }, now: now() }, settle),
  );
}
