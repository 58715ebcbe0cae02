import { and, eq, inArray, like, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { StaffRole } from '../../../schema/contracts/values.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { absences, organisations, posts, users } from '../../../schema/db/tables/index.ts';
import { caseRoles } from '../../../schema/rules/permissions.ts';
import { dayOf } from '../../../schema/rules/stand-in.ts';
import { Refusal } from '../../errors.ts';
import { likeText } from '../cases/light-sql.ts';
import { namesOf } from '../cases/repo.ts';
import { whoAvoids } from './duty.ts';
import type { OperationName } from './offers.ts';
import type { TaskRecord } from './open-task.ts';

/** A task whose hands are to change, or that somebody is to be told of. */
export interface Passing {
  task: TaskRecord;
  separateFrom: readonly string[] | undefined;
  /** The path of the organisation that received the case. */
  path: string;
  /** Nobody of its group can take it. */
  escalated: boolean;
}

/** Who may be named, listed at once. */
const most = 50;
const handlingRoles: StaffRole[] = ['window', 'reviewer', 'decider'];

/** Posts whose holders an operation may name; null for operations that name nobody new. */
function postsFor(operation: OperationName, { task, path, escalated }: Passing): SQL | null {
  const role = sql`${posts.role} = ${task.role}`;
  const here = eq(posts.organisationId, task.organisationId);
  const onPath = path.split('/').filter(Boolean);
  switch (operation) {
    case 'transfer':
    case 'delegate':
    case 'addSigner':
      // In other hands it must be one who could open it again, or it would be lost.
      return and(here, handlingRoles.some((one) => one === task.role) ? inArray(posts.role, handlingRoles) : role)!;
    case 'assign': {
      const group = and(here, role, eq(posts.department, task.department))!;
      if (!escalated) return group;
      // Where nobody of the group can take it: others of the body, or those of that role above it.
      const above = onPath.slice(0, onPath.indexOf(task.organisationId) + 1);
      return or(group, and(here, inArray(posts.role, handlingRoles)), and(inArray(posts.organisationId, above), role))!;
    }
    case 'consult':
      return and(inArray(posts.organisationId, onPath), inArray(posts.role, [...caseRoles]))!;
    case 'copy':
      return inArray(posts.role, [...caseRoles]);
    default:
      return null;
  }
}

/** Whoever an operation names may be named for it, and need not stay away. Refuses with `operation-refused` (`unknown-colleague`), `person-avoids`. */
export async function checkNamed(
  db: Database,
  passing: Passing,
  { operation, to, users: named }: { operation: OperationName; to?: string | undefined; users?: string[] | undefined },
): Promise<void> {
  const allowed = postsFor(operation, passing);
  const ids = [...new Set([...(named ?? []), ...(to === undefined ? [] : [to])])];
  if (allowed === null || ids.length === 0) return;
  const known = await db
    .selectDistinct({ id: posts.userId })
    .from(posts)
    .where(and(inArray(posts.userId, ids), allowed));
  const unknown = ids.filter((id) => !known.some((one) => one.id === id));
  if (unknown.length > 0) throw new Refusal('operation-refused', { reason: 'unknown-colleague', users: unknown });
  await refuseAvoiding(db, ids, passing);
}

/** Refuses with `person-avoids` when one of these people must stay away from a task. */
export async function refuseAvoiding(db: Database, ids: string[], one: Pick<Passing, 'task' | 'separateFrom'>): Promise<void> {
  const avoiding = await whoAvoids(db, ids, one);
  if (avoiding.size === 0) return;
  const names = await namesOf(db, [...avoiding.keys()]);
  throw new Refusal('person-avoids', { names: [...names.values()].join('、'), reasons: Object.fromEntries(avoiding) });
}

/** Staff with their body, what they are in the posts that are asked for, and whether they are away today: to be narrowed, grouped and ordered. */
export function selectStaff(db: Database, now: Date) {
  const day = dayOf(now);
  return db
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
    .innerJoin(organisations, eq(organisations.id, posts.organisationId));
}

/** People an operation may name, by name; without an operation those of a role in the task's body (experts). */
export async function findColleagues(
  db: Database,
  passing: Passing,
  asked: { operation?: OperationName | undefined; role?: string | undefined; query?: string | undefined },
  now: Date,
) {
  const { task } = passing;
  const ofRole = and(eq(posts.organisationId, task.organisationId), sql`${posts.role} = ${asked.role ?? task.role}`);
  const rows = await selectStaff(db, now)
    .where(
      and(
        (asked.operation && postsFor(asked.operation, passing)) ?? ofRole,
        asked.query ? like(users.name, `%${likeText(asked.query)}%`) : undefined,
      ),
    )
    .groupBy(users.id, users.name, organisations.name)
    .orderBy(users.name, users.id)
    .limit(most);
  const avoiding = await whoAvoids(
    db,
    rows.map(({ id }) => id),
    passing,
  );
  return rows.map((row) => ({ ...row, reason: avoiding.get(row.id) ?? null }));
}
