import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { z } from 'zod';
import type { inspectionRoutes } from '../../../schema/contracts/inspections.ts';
import { caseOfAvoidance, peopleOfCase } from '../../../schema/db/avoidance.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { absences, cases, inspectionOfficers, inspections, organisations, posts, users } from '../../../schema/db/tables/index.ts';
import { avoidanceOf } from '../../../schema/rules/avoidance.ts';
import type { Avoidance } from '../../../schema/rules/avoidance.ts';
import { leastInspectors } from '../../../schema/rules/inspections.ts';
import { dayOf } from '../../../schema/rules/stand-in.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { FoundCase } from '../cases/repo.ts';
import { noteOnCase } from '../tasks/act.ts';

type Body = z.infer<NonNullable<typeof inspectionRoutes.order.body>>;

/** Staff of the bodies that a case passes who can be sent, by name, each with what keeps them from it. */
export async function findInspectors(db: Database, found: FoundCase, now: Date) {
  const onPath = found.path.split('/').filter(Boolean);
  const day = dayOf(now);
  const rows = await db
    .select({
      id: users.id,
      name: users.name,
      organisationName: sql<{ zh: string; en: string }>`${organisations.name}`,
      roles: sql<string[]>`array_agg(distinct ${posts.role})`,
      away: sql<boolean>`exists (select 1 from ${absences} a where a.user_id = ${users.id} and a.revoked_at is null
        and a.from_day <= ${day}::date and a.through_day >= ${day}::date)`,
    })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.userId))
    .innerJoin(organisations, eq(organisations.id, posts.organisationId))
    .where(and(inArray(posts.organisationId, onPath), inArray(posts.role, ['window', 'reviewer', 'decider'])))
    .groupBy(users.id, users.name, organisations.id)
    // Those of the body that has the case come first.
    .orderBy(sql`${organisations.id} <> ${found.row.holderOrganisationId}`, users.name, users.id)
    .limit(100);
  const keptAway = await whoAvoids(
    db,
    found,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, reason: keptAway.get(row.id) ?? null }));
}

async function whoAvoids(db: Database, found: FoundCase, ids: string[]): Promise<Map<string, Avoidance>> {
  const [of, people] = await Promise.all([caseOfAvoidance(db, found.row.caseNumber), peopleOfCase(db, ids)]);
  return new Map(
    ids.flatMap((id) => {
      const person = people.get(id);
      const reason = person && avoidanceOf(person, of, null);
      return reason ? [[id, reason] as const] : [];
    }),
  );
}

export interface Ordering {
  found: FoundCase;
  body: Body;
  /** Until when inspectors were to be assigned (art. 55). */
  assignBy: Date | null;
  actor: Actor;
  now: Date;
}

/**
 * 核查检验: sends at least two of the staff. It stops no clock by itself; an inspection whose inspectors are named later than
 * five working days after acceptance is flagged. Refuses with `not-accepted`, `inspectors-too-few`, `inspector-unknown`,
 * `person-avoids`, `no-legal-basis`, `case-ended`.
 */
export async function orderInspection(db: Database, { found, body, assignBy, actor, now }: Ordering): Promise<void> {
  const { kind, place, law, note, points } = body;
  if (!found.row.acceptedAt) throw new Refusal('not-accepted');
  const ids = [...new Set(body.officers)];
  if (ids.length < leastInspectors) throw new Refusal('inspectors-too-few', { least: leastInspectors });
  if (kind === 'testing' && !law) throw new Refusal('no-legal-basis');
  const known = await findInspectors(db, found, now);
  const chosen = ids.map((id) => known.find((one) => one.id === id));
  if (chosen.some((one) => one === undefined)) throw new Refusal('inspector-unknown');
  const avoiding = chosen.filter((one) => one!.reason !== null).map((one) => one!);
  if (avoiding.length > 0) {
    const reasons = Object.fromEntries(avoiding.map(({ id, reason }) => [id, reason]));
    throw new Refusal('person-avoids', { names: avoiding.map(({ name }) => name).join('、'), reasons });
  }
  const due = kind === 'testing' ? assignBy : null;
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(cases)
      .where(and(eq(cases.caseNumber, found.row.caseNumber), isNull(cases.endedAt)))
      .for('update');
    if (!row) throw new Refusal('case-ended');
    const id = nanoid();
    const findings = points.map((point) => ({ point, finding: '', meets: null }));
    const ordered = { kind, place, law, note, findings, orderedBy: actor.id, orderedAt: now, assignBy: due };
    await tx.insert(inspections).values({ id, caseNumber: row.caseNumber, ...ordered });
    await tx.insert(inspectionOfficers).values(ids.map((userId) => ({ inspectionId: id, userId })));
    const isLate = due !== null && now > due;
    const data = { inspection: id, kind, place, law, users: ids, ...(due ? { assignBy: due.toISOString(), isLate } : {}) };
    await noteOnCase(tx, row, { actor, now }, isLate ? 'inspection.orderedLate' : 'inspection.ordered', data);
  });
}
