import { and, eq, exists, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { keptFromCase } from '../../../schema/db/avoidance.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { absences, expertPool, experts } from '../../../schema/db/tables/index.ts';
import type { Candidate } from '../../../schema/rules/expert-draw.ts';
import type { ExpertField } from '../../../schema/rules/experts.ts';
import { dayOf } from '../../../schema/rules/stand-in.ts';
import type { FoundCase } from '../cases/repo.ts';

/** Who handled or handles a task of the case other than as an expert. */
const handlersOf = ({ tasks }: FoundCase): Set<string> =>
  new Set(
    tasks
      .filter(({ task }) => task.role !== 'expert')
      .flatMap(({ task }) => [task.assigneeId, task.holderId, task.closedBy, task.closedFor].filter((id) => id !== null)),
  );

/**
 * The experts of a field at a body and those above it, by id, each with what keeps them from the case: an avoidance,
 * a hand in it (`handledCase`), or being away today (`away`). Who has retired from the pool is none of them. They stay
 * as they are until the transaction ends.
 */
export async function findCandidates(
  db: Transaction,
  { found, organisationId, field, now }: { found: FoundCase; organisationId: string; field: ExpertField | null; now: Date },
): Promise<Candidate[]> {
  const onPath = found.path.split('/').filter(Boolean);
  const bodies = onPath.slice(0, onPath.indexOf(organisationId) + 1);
  const ofField = db
    .select({ one: sql`1` })
    .from(expertPool)
    .where(and(eq(expertPool.userId, experts.userId), field === null ? undefined : eq(expertPool.field, field)));
  const pool = await db
    .select({ id: experts.userId })
    .from(experts)
    .where(and(isNull(experts.retiredAt), inArray(experts.organisationId, bodies), exists(ofField)))
    .orderBy(experts.userId)
    .for('share');
  const ids = pool.map(({ id }) => id);
  const keptAway = await whoIsKeptAway(db, found, ids, now);
  return ids.map((id) => ({ id, reason: keptAway.get(id) ?? null }));
}

/** What keeps each of some experts from a case now; those whom nothing keeps are not listed. */
export async function whoIsKeptAway(db: Database | Transaction, found: FoundCase, ids: string[], now: Date): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const day = dayOf(now);
  const [avoiding, away, retired] = await Promise.all([
    keptFromCase(db, found.row.caseNumber, ids),
    db
      .selectDistinct({ id: absences.userId })
      .from(absences)
      .where(
        and(inArray(absences.userId, ids), isNull(absences.revokedAt), sql`${day}::date between ${absences.from} and ${absences.through}`),
      ),
    db
      .select({ id: experts.userId })
      .from(experts)
      .where(and(inArray(experts.userId, ids), isNotNull(experts.retiredAt))),
  ]);
  const handlers = handlersOf(found);
  const isAway = new Set(away.map(({ id }) => id));
  const hasRetired = new Set(retired.map(({ id }) => id));
  return new Map(
    ids.flatMap((id) => {
      const reason =
        (hasRetired.has(id) ? 'retired' : null) ??
        avoiding.get(id) ??
        (handlers.has(id) ? 'handledCase' : null) ??
        (isAway.has(id) ? 'away' : null);
      return reason ? [[id, reason] as const] : [];
    }),
  );
}
