import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { z } from 'zod';
import type { inspectionRoutes } from '../../../schema/contracts/inspections.ts';
import { keptFromCase } from '../../../schema/db/avoidance.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, inspectionOfficers, inspections, organisations, posts, users } from '../../../schema/db/tables/index.ts';
import { leastInspectors } from '../../../schema/rules/inspections.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { FoundCase } from '../cases/repo.ts';
import { noteOnCase } from '../tasks/act.ts';
import { selectStaff } from '../tasks/candidates.ts';

type Body = z.infer<NonNullable<typeof inspectionRoutes.order.body>>;

/** Staff of the bodies that a case passes who can be sent, by name, each with what keeps them from it. */
export async function findInspectors(db: Database, found: FoundCase, now: Date) {
  const onPath = found.path.split('/').filter(Boolean);
  const rows = await selectStaff(db, now)
    .where(and(inArray(posts.organisationId, onPath), inArray(posts.role, ['window', 'reviewer', 'decider'])))
    .groupBy(users.id, users.name, organisations.id)
    // Those of the body that has the case come first.
    .orderBy(sql`${organisations.id} <> ${found.row.holderOrganisationId}`, users.name, users.id)
    .limit(100);
  const ids = rows.map(({ id }) => id);
  const keptAway = await keptFromCase(db, found.row.caseNumber, ids);
  return rows.map((row) => ({ ...row, reason: keptAway.get(row.id) ?? null }));
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
