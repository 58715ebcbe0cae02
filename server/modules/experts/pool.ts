import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { keptFromCase } from '../../../schema/db/avoidance.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { absences, expertPool, posts } from '../../../schema/db/tables/index.ts';
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
 * a hand in it (`handledCase`), or being away today (`away`).
 */
export async function findCandidates(
  db: Database,
  { found, organisationId, field, now }: { found: FoundCase; organisationId: string; field: ExpertField | null; now: Date },
): Promise<Candidate[]> {
  const onPath = found.path.split('/').filter(Boolean);
  const bodies = onPath.slice(0, onPath.indexOf(organisationId) + 1);
  const ofField = field === null ? undefined : eq(expertPool.field, field);
  const pool = await db
    .selectDistinct({ id: posts.userId })
    .from(posts)
    .innerJoin(expertPool, and(eq(expertPool.userId, posts.userId), ofField))
    .where(and(eq(posts.role, 'expert'), inArray(posts.organisationId, bodies)))
    .orderBy(posts.userId);
  const ids = pool.map(({ id }) => id);
  const keptAway = await whoIsKeptAway(db, found, ids, now);
  return ids.map((id) => ({ id, reason: keptAway.get(id) ?? null }));
}

/** What keeps each of some experts from a case now; those whom nothing keeps are not listed. */
export async function whoIsKeptAway(db: Database, found: FoundCase, ids: string[], now: Date): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const day = dayOf(now);
  const [avoiding, away] = await Promise.all([
    keptFromCase(db, found.row.caseNumber, ids),
    db
      .selectDistinct({ id: absences.userId })
      .from(absences)
      .where(
        and(inArray(absences.userId, ids), isNull(absences.revokedAt), sql`${day}::date between ${absences.from} and ${absences.through}`),
      ),
  ]);
  const handlers = handlersOf(found);
  const isAway = new Set(away.map(({ id }) => id));
  return new Map(
    ids.flatMap((id) => {
      const reason = avoiding.get(id) ?? (handlers.has(id) ? 'handledCase' : null) ?? (isAway.has(id) ? 'away' : null);
      return reason ? [[id, reason] as const] : [];
    }),
  );
}
