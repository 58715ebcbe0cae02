import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { AbsenceRow } from '../../../schema/contracts/colleagues.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { dayOf, isUnderWay } from '../../../schema/rules/stand-in.ts';
import { inLanguage } from '../../language.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { absencesFor, staffOf } from './repo.ts';
import type { FoundAbsence } from './repo.ts';
import { callOff, mayCallOff, setAbsence } from './service.ts';

const supervisedBy = (user: SignedIn): string[] => user.posts.filter(({ role }) => role === 'supervisor').map(({ path }) => path);

function rowOf(found: FoundAbsence, user: SignedIn, day: string): z.infer<typeof AbsenceRow> {
  const { one, userName, standInName, setBy } = found;
  const state = one.revokedAt ? 'calledOff' : isUnderWay(one, day) ? 'underWay' : one.from > day ? 'ahead' : 'over';
  return {
    id: one.id,
    user: { id: one.userId, name: userName },
    standIn: one.standInId === null ? null : { id: one.standInId, name: standInName ?? one.standInId },
    from: one.from,
    through: one.through,
    roles: one.roles,
    state,
    setBy,
    mayRevoke: (state === 'ahead' || state === 'underWay') && mayCallOff(user, found),
  };
}

/** 代理: who is away when, and who acts in their name. */
export function absenceModule(app: FastifyInstance, services: Services): void {
  const { now } = services;
  const { db } = services.database;
  const today = (): string => dayOf(now());

  serve(app, services, routes.absences.list, async ({ user }) => {
    const found = await absencesFor(db, user.id, supervisedBy(user), today());
    return found.map((one) => rowOf(one, user, today()));
  });

  serve(app, services, routes.absences.people, async ({ user, query, language }) => {
    const bodies = [...new Set(user.posts.map(({ organisationId }) => organisationId))];
    const found = await staffOf(db, bodies, query.query, today());
    return found.map(({ path, ...person }) => ({
      ...person,
      organisationName: inLanguage(person.organisationName, language),
      maySpeakFor: may(user, 'absence.write', { ownerId: person.id, path }),
    }));
  });

  serve(app, services, routes.absences.create, async ({ user, body }) => rowOf(await setAbsence(db, user, body, now()), user, today()));
  serve(app, services, routes.absences.revoke, async ({ user, params: { id } }) =>
    rowOf(await callOff(db, user, id, now()), user, today()),
  );
}
