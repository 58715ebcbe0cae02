import type { FastifyInstance } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import type { CaseState } from '../../../schema/contracts/values.ts';
import { lawOf } from '../../../schema/rules/avoidance.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import type { ActResult } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { isStoppedForHearing } from '../../../schema/db/hearings.ts';
import { objectOf, requireCase } from '../cases/access.ts';
import type { FoundCase } from '../cases/repo.ts';
import type { Reference } from '../reference.ts';
import { bodyOf } from '../session/signed-in.ts';
import { closenessTo } from '../tasks/duty.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { endProcedure, extendLimit, startProcedure } from './change-clocks.ts';
import { procedureView } from './procedure-view.ts';

/** A case as the rules of changing its limits see it: by whose authority, and whether several authorities handle it. */
const clockObject = (found: FoundCase) => ({
  ...objectOf(found),
  holderOrganisationId: found.row.holderOrganisationId,
  joint: found.guide.joint ?? false,
});

/** 特别程序 and 延期 of a case. */
export function procedureModule(app: FastifyInstance, services: Services, reference: Reference): void {
  const { cases: gateway, now } = services;
  const { db } = services.database;

  /** Somebody who may change the limits of the case; whoever must stay away from it is refused with `must-avoid`. */
  const actorFor = async (user: SignedIn, caseNumber: string, action: Action) => {
    const { found } = await requireCase(db, user, caseNumber, action, clockObject);
    const avoidance = await closenessTo(db, user, caseNumber);
    if (avoidance) throw new Refusal('must-avoid', { reason: avoidance, law: lawOf(avoidance) });
    return { id: user.id, name: user.name, organisationId: bodyOf(user, found.row.holderOrganisationId, found.path ?? '') };
  };

  serve(app, services, routes.procedures.get, async ({ user, params: { caseNumber } }) => {
    const { found } = await requireCase(db, user, caseNumber, 'clock.read', clockObject);
    const [avoidance, slow, isHeard] = await Promise.all([
      closenessTo(db, user, caseNumber),
      reference.now(),
      isStoppedForHearing(db, caseNumber),
    ]);
    return procedureView({ isHeard, user, found, object: clockObject(found), avoidance, calendar: slow.calendar, now: now() });
  });

  serve(app, services, routes.procedures.start, async ({ user, params: { caseNumber }, body: { reason, ...procedure }, key }) => {
    const actor = await actorFor(user, caseNumber, 'clock.procedure');
    return done(caseNumber, await startProcedure(gateway, { caseNumber, actor, reason, idempotencyKey: key }, procedure));
  });

  serve(app, services, routes.procedures.end, async ({ user, params: { caseNumber }, body: { reason }, key }) => {
    const actor = await actorFor(user, caseNumber, 'clock.procedure');
    // A hearing's own end is the signed record (art. 48).
    if (await isStoppedForHearing(db, caseNumber)) throw new Refusal('hearing-open');
    return done(caseNumber, await endProcedure(gateway, { caseNumber, actor, reason, idempotencyKey: key }));
  });

  serve(app, services, routes.procedures.extend, async ({ user, params: { caseNumber }, body: { reason, days }, key }) => {
    const actor = await actorFor(user, caseNumber, 'clock.extend');
    return done(caseNumber, await extendLimit(gateway, { caseNumber, actor, reason, idempotencyKey: key }, days));
  });
}

const done = (caseNumber: string, { step, state }: ActResult) => ({ caseNumber, step, state: state as CaseState });
