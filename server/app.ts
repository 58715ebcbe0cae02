import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { nanoid } from 'nanoid';
import { keepHouse } from './housekeeping.ts';
import { absenceModule } from './modules/absences/routes.ts';
import { calendarModule } from './modules/calendar/routes.ts';
import { caseModule } from './modules/cases/routes.ts';
import { Cases } from './modules/cases/service.ts';
import { Tracking } from './modules/cases/track.ts';
import { catalogueModule } from './modules/catalogue/routes.ts';
import { consultationModule } from './modules/consultations/routes.ts';
import { correctionModule } from './modules/corrections/routes.ts';
import { definitionModule } from './modules/definitions/routes.ts';
import { documentModule } from './modules/documents/routes.ts';
import { draftModule } from './modules/drafts/routes.ts';
import { expertPoolModule } from './modules/expert-pool/routes.ts';
import { expertModule } from './modules/experts/routes.ts';
import { eventModule } from './modules/events/routes.ts';
import { fileModule } from './modules/files/routes.ts';
import { hearingModule } from './modules/hearings/routes.ts';
import { migrationModule } from './modules/migrations/routes.ts';
import { inspectionModule } from './modules/inspections/routes.ts';
import { licenceModule } from './modules/licences/routes.ts';
import { operationModule } from './modules/operations/routes.ts';
import { procedureModule } from './modules/procedures/routes.ts';
import { promiseModule } from './modules/promises/routes.ts';
import { recusalModule } from './modules/recusals/routes.ts';
import { serviceModule } from './modules/service/routes.ts';
import { sessionModule } from './modules/session/routes.ts';
import { taskModule } from './modules/tasks/routes.ts';
import { uploadModule } from './modules/uploads/routes.ts';
import { auditActs } from './plugins/audit.ts';
import { serveHealth } from './plugins/health.ts';
import { limitRates } from './plugins/limits.ts';
import { measure } from './plugins/metrics.ts';
import { describeApi } from './plugins/open-api.ts';
import { answerProblems } from './plugins/problems.ts';
import { secure } from './plugins/security.ts';
import { tagReads } from './plugins/serve.ts';
import { readSessions } from './plugins/session.ts';
import { serveWeb } from './plugins/web.ts';
import type { Services } from './services.ts';

/** Builds the API; it listens to nothing yet. `logger` is absent in tests. */
export async function buildApp(services: Services, logger?: FastifyBaseLogger): Promise<FastifyInstance> {
  const app = Fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    // A proxy in front stands on this machine or in the private network; what it says of the caller is believed.
    trustProxy: 'loopback, uniquelocal',
    requestIdHeader: false,
    genReqId: () => nanoid(12),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  let isDraining = false;
  app.addHook('preClose', async () => {
    isDraining = true;
  });
  app.addHook('onSend', async (request, reply) => void reply.header('x-request-id', request.id));

  answerProblems(app);
  await app.register(cookie);
  await secure(app, services.env);
  await limitRates(app);
  await describeApi(app, services.env);
  const metrics = measure(app);
  readSessions(app, services);
  auditActs(app, services);
  tagReads(app);
  serveHealth(app, services, () => isDraining);

  sessionModule(app, services);
  catalogueModule(app, services);
  draftModule(app, services);
  const { removeExpiredUploads } = uploadModule(app, services);
  fileModule(app, services);
  definitionModule(app, services);
  migrationModule(app, services);
  documentModule(app, services);
  const cases = new Cases(services);
  operationModule(app, services, cases);
  const tracking = new Tracking(services.database.db, services.env.SESSION_SECRET, services.now);
  caseModule(app, services, cases, tracking);
  eventModule(app, services, tracking, metrics);
  taskModule(app, services, cases);
  expertModule(app, services, cases);
  expertPoolModule(app, services);
  inspectionModule(app, services, cases.reference);
  consultationModule(app, services);
  absenceModule(app, services);
  recusalModule(app, services, cases.reference);
  correctionModule(app, services, cases.reference);
  promiseModule(app, services, cases.reference);
  serviceModule(app, services, cases.reference);
  hearingModule(app, services, cases.reference);
  licenceModule(app, services, cases.reference);
  procedureModule(app, services, cases.reference);
  calendarModule(app, services);
  await serveWeb(app);
  keepHouse(app, services, removeExpiredUploads);
  return app;
}
