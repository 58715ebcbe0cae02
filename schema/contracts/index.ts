import { calendarRoutes } from './calendar.ts';
import { caseRoutes } from './cases.ts';
import { catalogueRoutes } from './catalogue.ts';
import { absenceRoutes, consultationRoutes, copyRoutes, recusalRoutes } from './colleagues.ts';
import { correctionRoutes } from './corrections.ts';
import { definitionRoutes } from './definitions.ts';
import { documentRoutes } from './documents.ts';
import { draftRoutes } from './drafts.ts';
import { hearingRoutes } from './hearings.ts';
import { expertRoutes } from './experts.ts';
import { expertPoolRoutes } from './expert-pool.ts';
import { migrationRoutes } from './migrations.ts';
import { inspectionRoutes } from './inspections.ts';
import { licenceCheckRoutes } from './licence-checks.ts';
import { licenceRoutes } from './licences.ts';
import { operationRoutes } from './operations.ts';
import { promiseRoutes } from './promises.ts';
import { serviceRoutes } from './service.ts';
import { procedureRoutes } from './procedures.ts';
import { sessionRoutes } from './session.ts';
import { taskRoutes } from './tasks.ts';

/** Every endpoint of the product. The server registers exactly these; the web's client is derived from them. */
export const routes = {
  session: sessionRoutes,
  catalogue: catalogueRoutes,
  drafts: draftRoutes,
  cases: caseRoutes,
  tasks: taskRoutes,
  corrections: correctionRoutes,
  experts: expertRoutes,
  expertPool: expertPoolRoutes,
  inspections: inspectionRoutes,
  consultations: consultationRoutes,
  copies: copyRoutes,
  absences: absenceRoutes,
  recusals: recusalRoutes,
  definitions: definitionRoutes,
  migrations: migrationRoutes,
  documents: documentRoutes,
  service: serviceRoutes,
  promises: promiseRoutes,
  hearings: hearingRoutes,
  licences: licenceRoutes,
  licenceChecks: licenceCheckRoutes,
  operations: operationRoutes,
  procedures: procedureRoutes,
  calendar: calendarRoutes,
};
