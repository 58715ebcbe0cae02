import { and, eq, isNull, sql } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { Database } from '../../../schema/db/connect.ts';
import { absences } from '../../../schema/db/tables/index.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { absenceDenial, dayOf } from '../../../schema/rules/stand-in.ts';
import type { Absence } from '../../../schema/rules/stand-in.ts';
import { Refusal } from '../../errors.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { absencesOf, bodiesOf, findAbsence, staffOf } from './repo.ts';
import type { FoundAbsence } from './repo.ts';

/**
 * Says that somebody is away, and who stands in. Refuses with `not-allowed` for whom one does not speak for, and with
 * `absence-refused` and the rule's reason; `notSameBody` for a stand-in of another body.
 */
export async function setAbsence(db: Database, user: SignedIn, asked: Absence, now: Date): Promise<FoundAbsence> {
  const day = dayOf(now);
  const { userId, standInId } = asked;
  const bodies = await bodiesOf(db, userId);
  if (bodies.ids.length === 0 || !may(user, 'absence.write', { ownerId: userId, path: bodies.path })) throw new Refusal('not-allowed');
  if (standInId !== null && !(await staffOf(db, bodies.ids, undefined, day)).some(({ id }) => id === standInId))
    throw new Refusal('absence-refused', { reason: 'notSameBody' });
  const id = nanoid();
  const people = [...new Set([userId, ...(standInId === null ? [] : [standInId])])].toSorted();
  await db.transaction(async (tx) => {
    // One at a time for everybody it is about: of two that would meet only one is granted.
    for (const one of people) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`absence:${one}`}, 0))`);
    const denial = absenceDenial(await absencesOf(tx, people, day), asked, day);
    if (denial) throw new Refusal('absence-refused', { reason: denial });
    await tx.insert(absences).values({ id, ...asked, roles: [...asked.roles], setBy: user.id, setAt: now });
  });
  return (await findAbsence(db, id))!;
}

/** Calls an absence off, from now on. Refuses with `not-found` for one that is not the person's to speak about, and with `absence-refused` when it is over. */
export async function callOff(db: Database, user: SignedIn, id: string, now: Date): Promise<FoundAbsence> {
  const found = await findAbsence(db, id);
  if (!found || !mayCallOff(user, found)) throw new Refusal('not-found');
  if (found.one.revokedAt || found.one.through < dayOf(now)) throw new Refusal('absence-refused', { reason: 'alreadyOver' });
  await db
    .update(absences)
    .set({ revokedAt: now, revokedBy: user.id })
    .where(and(eq(absences.id, id), isNull(absences.revokedAt)));
  return (await findAbsence(db, id))!;
}

export const mayCallOff = (user: SignedIn, { one, path }: FoundAbsence): boolean =>
  may(user, 'absence.write', { ownerId: one.userId, path });
