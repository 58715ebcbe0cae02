import { and, asc, eq, gte, inArray, isNull, like, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { absences, organisations, posts, users } from '../../../schema/db/tables/index.ts';
import { caseRoles } from '../../../schema/rules/permissions.ts';
import { likeText } from '../cases/light-sql.ts';

const standIn = alias(users, 'stand_in');
const setter = alias(users, 'setter');

/** The path of the body somebody belongs to: the topmost they hold a post in. */
const pathOf = (userId: SQL | typeof absences.userId) =>
  sql<string | null>`(select min(o.path) from posts p join organisations o on o.id = p.organisation_id where p.user_id = ${userId})`;

const find = (db: Database, where: SQL | undefined) =>
  db
    .select({ one: absences, userName: users.name, standInName: standIn.name, setBy: setter.name, path: pathOf(absences.userId) })
    .from(absences)
    .innerJoin(users, eq(users.id, absences.userId))
    .leftJoin(standIn, eq(standIn.id, absences.standInId))
    .innerJoin(setter, eq(setter.id, absences.setBy))
    .where(where)
    .orderBy(asc(absences.from), asc(absences.id))
    .limit(300);
export type FoundAbsence = Awaited<ReturnType<typeof find>>[number];

/** Absences from a day on that concern somebody, or people who hold a post in some organisations or below. */
export function absencesFor(db: Database, userId: string, supervisedPaths: string[], day: string): Promise<FoundAbsence[]> {
  const theirs = db
    .select({ id: posts.userId })
    .from(posts)
    .innerJoin(organisations, eq(organisations.id, posts.organisationId))
    .where(or(...supervisedPaths.map((path) => like(organisations.path, `${likeText(path)}%`))));
  return find(
    db,
    and(
      gte(absences.through, day),
      or(
        eq(absences.userId, userId),
        eq(absences.standInId, userId),
        supervisedPaths.length === 0 ? undefined : inArray(absences.userId, theirs),
      ),
    ),
  );
}

export const findAbsence = async (db: Database, id: string): Promise<FoundAbsence | undefined> => (await find(db, eq(absences.id, id)))[0];

/** Absences that are not called off and concern one of some people, from a day on. */
export const absencesOf = (tx: Transaction, ids: string[], day: string) =>
  tx
    .select()
    .from(absences)
    .where(
      and(isNull(absences.revokedAt), gte(absences.through, day), or(inArray(absences.userId, ids), inArray(absences.standInId, ids))),
    );

/** The bodies somebody works on cases for, with the path by which others may speak for them; empty for who does not. */
export async function bodiesOf(db: Database, userId: string): Promise<{ ids: string[]; path: string | null }> {
  const rows = await db
    .selectDistinct({ id: posts.organisationId, path: organisations.path })
    .from(posts)
    .innerJoin(organisations, eq(organisations.id, posts.organisationId))
    .where(and(eq(posts.userId, userId), inArray(posts.role, [...caseRoles])))
    .orderBy(asc(organisations.path));
  return { ids: rows.map(({ id }) => id), path: rows[0]?.path ?? null };
}

/** People who work on cases in some organisations, with where. */
export const staffOf = (db: Database, organisationIds: string[], query: string | undefined, day: string) =>
  db
    .select({
      id: users.id,
      name: users.name,
      organisationId: organisations.id,
      organisationName: sql<{ zh: string; en: string }>`${organisations.name}`,
      path: organisations.path,
      roles: sql<string[]>`array_agg(distinct ${posts.role})`,
      away: sql<boolean>`exists (select 1 from absences a where a.user_id = ${users.id} and a.revoked_at is null
        and a.from_day <= ${day}::date and a.through_day >= ${day}::date)`,
    })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.userId))
    .innerJoin(organisations, eq(organisations.id, posts.organisationId))
    .where(
      and(
        inArray(posts.organisationId, organisationIds),
        inArray(posts.role, [...caseRoles]),
        query ? like(users.name, `%${likeText(query)}%`) : undefined,
      ),
    )
    .groupBy(users.id, users.name, organisations.id)
    .orderBy(asc(users.name), asc(users.id))
    .limit(200);
