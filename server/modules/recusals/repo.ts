import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../../schema/db/connect.ts';
import { caseParties, cases, items, organisations, posts, recusals, users } from '../../../schema/db/tables/index.ts';
import { caseRoles } from '../../../schema/rules/permissions.ts';

const asker = alias(users, 'asker');
type Text = { zh: string; en: string };

const select = (db: Database) =>
  db
    .select({
      one: recusals,
      personName: users.name,
      askedBy: sql<string>`coalesce(${asker.name}, ${caseParties.name}, '')`,
      itemName: sql<Text>`${items.guide} -> 'name'`,
      path: organisations.path,
      /** The path of the body that received the case: whose people can be meant. */
      casePath: sql<string>`(select o.path from organisations o where o.id = ${cases.organisationId})`,
    })
    .from(recusals)
    .innerJoin(cases, eq(cases.caseNumber, recusals.caseNumber))
    .innerJoin(items, eq(items.id, cases.itemId))
    .innerJoin(organisations, eq(organisations.id, recusals.organisationId))
    .leftJoin(users, eq(users.id, recusals.personId))
    .leftJoin(asker, eq(asker.id, recusals.askedBy))
    .leftJoin(caseParties, eq(caseParties.id, recusals.partyId))
    .$dynamic();
export type FoundRecusal = Awaited<ReturnType<typeof select>>[number];

/** Pending ones of some bodies, oldest first, one past the limit. */
export const pendingOf = (
  db: Database,
  organisationIds: string[],
  page: { after: [string, string] | null; limit: number },
): Promise<FoundRecusal[]> =>
  select(db)
    .where(
      and(
        sql`${recusals.state} = 'pending'`,
        inArray(recusals.organisationId, organisationIds),
        page.after ? sql`(${recusals.askedAt}, ${recusals.id}) > (${page.after[0]}::timestamptz, ${page.after[1]})` : undefined,
      ),
    )
    .orderBy(asc(recusals.askedAt), asc(recusals.id))
    .limit(page.limit + 1);

export const recusalsOf = (db: Database, caseNumber: string): Promise<FoundRecusal[]> =>
  select(db).where(eq(recusals.caseNumber, caseNumber)).orderBy(desc(recusals.askedAt), desc(recusals.id));

export const findRecusal = async (db: Database, id: string): Promise<FoundRecusal | undefined> =>
  (await findBy(db, eq(recusals.id, id)))[0];
const findBy = (db: Database, where: SQL) => select(db).where(where);

/** Staff on a case's path, by name where one is asked for: who can be meant by a challenge. */
export const staffOnPath = (db: Database, path: string, name?: string) =>
  db
    .selectDistinct({ id: users.id, name: users.name, organisationId: posts.organisationId })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.userId))
    .where(
      and(
        inArray(posts.organisationId, path.split('/').filter(Boolean)),
        inArray(posts.role, [...caseRoles]),
        name === undefined ? undefined : eq(users.name, name),
      ),
    )
    .orderBy(asc(users.name), asc(users.id));
