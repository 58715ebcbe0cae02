import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { routes } from '../../../schema/contracts/index.ts';
import type { Incident } from '../../../schema/contracts/operations.ts';
import { readCalendar } from '../../../schema/db/calendar.ts';
import { may, permission } from '../../../schema/rules/permissions.ts';
import { variablesSeen } from '../../../workflows/engine/inspect.ts';
import { Refusal } from '../../errors.ts';
import { pageOf, readCursor } from '../../plugins/cursor.ts';
import { serve, servePublic } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import type { Cases } from '../cases/service.ts';
import { retryDocument } from '../documents/retry-document.ts';
import { retryFailed } from '../service/act.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { RepairDesks, repairer, requireRepair } from './repair-desk.ts';
import type { RepairDesk } from './repair-desk.ts';
import { incidentRow, incidentView, isPaper, repairView, scopeOfIncident } from './repair-view.ts';
import { findIncident, listIncidents } from './repo.ts';
import type { FoundIncident } from './repo.ts';
import { problemsIn } from './variables.ts';

/** Incidents and repairs for those who look after running cases, and the published calendar. */
export function operationModule(app: FastifyInstance, services: Services, cases: Cases): void {
  const { db } = services.database;
  const { operations: at } = routes;
  const desks = new RepairDesks(services, cases);
  const programOf = async ({ definitionId }: FoundIncident) => (await cases.reference.definition(definitionId)).program;

  /** An incident that somebody may read; any other is not there for them. */
  const getIncident = async (user: SignedIn, id: string): Promise<FoundIncident> => {
    const found = await findIncident(db, id);
    if (!found || !may(user, 'incident.read', { path: found.path })) throw new Refusal('not-found');
    return found;
  };
  const readAgain = async (found: FoundIncident): Promise<Incident> =>
    incidentRow((await findIncident(db, found.incident.id)) ?? found, await programOf(found));

  serve(app, services, at.incidents, async ({ user, query }) => {
    const after = readCursor(z.tuple([z.string(), z.string()]), query.cursor);
    const rows = await listIncidents(db, user, query, after);
    const shown = await Promise.all(rows.map(async (found) => incidentRow(found, await programOf(found))));
    return pageOf(
      shown,
      query.limit,
      (row) => row,
      (row) => [row.at, row.id],
    );
  });

  serve(app, services, at.incident, async ({ user, params }) => {
    const found = await getIncident(user, params.incidentId);
    return incidentView(found, await desks.open(user, found.incident.caseNumber));
  });

  serve(app, services, at.retry, async ({ user, params, body: { variables, create, reason }, key }) => {
    const found = await getIncident(user, params.incidentId);
    if (!may(user, 'incident.retry', { path: found.path })) throw new Refusal('not-allowed');
    const { caseNumber, number, id, resolvedAt } = found.incident;
    if (isPaper(found)) {
      if (resolvedAt !== null) throw new Refusal('incident-resolved');
      const [kind, paper] = id.split(/:(.*)/s) as [string, string];
      await (kind === 'document' ? retryDocument : retryFailed)(db, paper, services.now());
      return readAgain(found);
    }
    const desk = await desks.open(user, caseNumber);
    if (Object.keys(variables).length > 0) {
      requireRepair(desk, 'incident.fix');
      if (reason === '') throw new Refusal('operation-refused', { reason: 'no-reason' });
      checkValues(desk, number, variables, create);
    }
    await services.cases.act(caseNumber, { kind: 'retry', incident: number, actor: repairer(desk), variables, reason }, key);
    return readAgain(found);
  });

  serve(app, services, at.skip, async ({ user, params, body, key }) => {
    const found = await getIncident(user, params.incidentId);
    const desk = await desks.open(user, found.incident.caseNumber);
    requireRepair(desk, 'incident.skip');
    if (isPaper(found)) throw new Refusal('operation-refused', { reason: 'onlyRetry' });
    const { caseNumber, number } = found.incident;
    await services.cases.act(caseNumber, { kind: 'skip', incident: number, actor: repairer(desk), ...body }, key);
    return readAgain(found);
  });

  serve(app, services, at.repair, async ({ user, params: { caseNumber } }) => {
    const desk = await desks.open(user, caseNumber);
    const { state, found, object } = desk;
    const asked = permission(user, 'incident.inspect', object);
    if (!asked.allowed) throw new Refusal('not-allowed', { reason: asked.reason });
    if (!state) throw new Refusal(found.row.endedAt ? 'case-ended' : 'case-not-started');
    return repairView(desk, state);
  });

  serve(app, services, at.correct, async ({ user, params: { caseNumber }, body, key }) => {
    const desk = await desks.open(user, caseNumber);
    requireRepair(desk, 'incident.fix');
    const found = body.incidentId === undefined ? null : await getIncident(user, body.incidentId);
    if (found && found.incident.caseNumber !== caseNumber) throw new Refusal('not-found');
    if (found && found.incident.resolvedAt !== null) throw new Refusal('incident-resolved');
    if (desk.found.row.step !== body.step) throw new Refusal('stale-revision');
    const incident = found?.incident.number;
    checkValues(desk, incident, body.values, body.create);
    const act = { kind: 'correct', incident, variables: body.values, actor: repairer(desk), reason: body.reason } as const;
    const { step } = await services.cases.act(caseNumber, act, key);
    return { step };
  });

  serve(app, services, at.move, async ({ user, params: { caseNumber }, body, key }) => {
    const desk = await desks.open(user, caseNumber);
    requireRepair(desk, 'incident.move');
    const { step } = await services.cases.act(caseNumber, { kind: 'move', actor: repairer(desk), ...body }, key);
    return { step };
  });

  servePublic(app, at.calendar, async () => readCalendar(db));
}

/** Holds corrected values to what the definition declares, as the incident's element sees it, else the process. */
function checkValues({ program, state }: RepairDesk, incident: number | undefined, values: Record<string, unknown>, create: boolean): void {
  if (!state) throw new Refusal('case-not-started');
  const first = state.first === null ? undefined : state.instances[state.first]?.scope;
  const scope = incident === undefined ? first : scopeOfIncident(state, incident);
  // What is over or somebody else has resolved, the case itself says.
  if (scope === undefined) return;
  const problems = problemsIn(program, variablesSeen(state, scope), values, create);
  if (problems.length > 0) throw new Refusal('invalid-fields', {}, problems);
}
