import { and, asc, desc, eq, isNotNull, isNull, like, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { expertChanges, expertPool, experts, organisations, users } from '../../../schema/db/tables/index.ts';
import type { ExpertField } from '../../../schema/rules/experts.ts';
import { likeText } from '../cases/light-sql.ts';

type Reader = Database | Transaction;
type Text = { zh: string; en: string };

const fields = sql<ExpertField[]>`coalesce((select json_agg(p.field order by p.field) from ${expertPool} p
  where p.user_id = ${experts.userId}), '[]'::json)`;

const select = (db: Reader) =>
  db
    .select({
      row: experts,
      name: users.name,
      login: users.login,
      fields,
      organisationName: sql<Text>`${organisations.name}`,
      path: organisations.path,
    })
    .from(experts)
    .innerJoin(users, eq(users.id, experts.userId))
    .innerJoin(organisations, eq(organisations.id, experts.organisationId))
    .$dynamic();
export type FoundExpert = Awaited<ReturnType<typeof select>>[number];

/** At or below one of some paths. */
const under = (paths: readonly string[]): SQL => or(sql`false`, ...paths.map((path) => like(organisations.path, `${likeText(path)}%`)))!;

export interface PoolQuery {
  query?: string | undefined;
  field?: ExpertField | undefined;
  state: 'active' | 'retired';
}

/** Experts of the bodies at and below some paths, the newest first, one past the limit. */
export const expertsUnder = (
  db: Database,
  paths: readonly string[],
  { query, field, state }: PoolQuery,
  page: { after: [string, string] | null; limit: number },
): Promise<FoundExpert[]> => {
  const words = query ? `%${likeText(query)}%` : null;
  return select(db)
    .where(
      and(
        under(paths),
        state === 'active' ? isNull(experts.retiredAt) : isNotNull(experts.retiredAt),
        words === null ? undefined : or(like(users.name, words), like(users.login, words), like(experts.workplace, words)),
        field ? sql`exists (select 1 from ${expertPool} p where p.user_id = ${experts.userId} and p.field = ${field})` : undefined,
        page.after ? sql`(${experts.addedAt}, ${experts.userId}) < (${page.after[0]}::timestamptz, ${page.after[1]})` : undefined,
      ),
    )
    .orderBy(desc(experts.addedAt), desc(experts.userId))
    .limit(page.limit + 1);
};

export const findExpert = async (db: Reader, id: string): Promise<FoundExpert | undefined> =>
  (await select(db).where(eq(experts.userId, id)))[0];

/** Bodies at and below some paths, from the top. */
export const bodiesUnder = (db: Database, paths: readonly string[]): Promise<{ id: string; name: Text }[]> =>
  db
    .select({ id: organisations.id, name: sql<Text>`${organisations.name}` })
    .from(organisations)
    .where(under(paths))
    .orderBy(asc(organisations.path));

/** Changes of one expert, the last one first, one past the limit. */
export const changesOf = (db: Database, id: string, page: { after: [number] | null; limit: number }) =>
  db
    .select({ change: expertChanges, by: users.name })
    .from(expertChanges)
    .innerJoin(users, eq(users.id, expertChanges.byId))
    .where(and(eq(expertChanges.userId, id), page.after ? sql`${expertChanges.revision} < ${page.after[0]}` : undefined))
    .orderBy(desc(expertChanges.revision))
    .limit(page.limit + 1);
