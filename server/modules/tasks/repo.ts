import { and, eq, inArray, like, ne, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Light, Stage } from '../../../schema/contracts/values.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, items, organisations, posts, tasks, users } from '../../../schema/db/tables/index.ts';
import { likeText, showsLight } from '../cases/light-sql.ts';

export interface TaskFilter {
  query?: string | undefined;
  itemId?: string | undefined;
  stage?: Stage | undefined;
  light?: Light | undefined;
}

/** Whose open tasks: one person's, those of groups that nobody has taken, or those of organisations. */
export type Worklist = { holder: string } | { groups: string[] } | { organisations: string[] | 'all' };

/** The last row of the page before: its place in due order, and its id. */
export type TaskCursor = [string, string];

function conditions({ query, itemId, stage, light }: TaskFilter, after: TaskCursor | null, now: Date): SQL | undefined {
  const words = query?.trim() ?? '';
  const columns = { dueAt: tasks.caseDueAt, promisedDueAt: tasks.promisedDueAt, warnAt: tasks.warnAt };
  return and(
    sql`${tasks.open}`,
    ne(tasks.role, 'applicant'),
    after ? sql`(${tasks.sortAt}, ${tasks.id}) > (${after[0]}::timestamptz, ${after[1]})` : undefined,
    words
      ? sql`(${tasks.applicantName} like ${`%${likeText(words)}%`} or ${tasks.caseNumber} like ${`%${likeText(words.toUpperCase())}`})`
      : undefined,
    itemId ? eq(tasks.itemId, itemId) : undefined,
    stage ? eq(tasks.stage, stage) : undefined,
    light ? showsLight(light, columns, sql`${now.toISOString()}::timestamptz`) : undefined,
  );
}

/**
 * Ids of a worklist's next tasks in due order, one past the limit. Each group or organisation gives its own first ones
 * from its index, then they are merged: a page costs the same however many tasks are open.
 */
export async function nextTasks(
  db: Database,
  worklist: Worklist,
  filter: TaskFilter,
  page: { after: TaskCursor | null; limit: number },
  now: Date,
): Promise<{ id: string; sortAt: string }[]> {
  const rows = await db.execute<{ id: string; sort_at: string }>(
    worklistQuery(worklist, conditions(filter, page.after, now), page.limit + 1),
  );
  return rows.map((row) => ({ id: row.id, sortAt: new Date(row.sort_at).toISOString() }));
}

function worklistQuery(worklist: Worklist, holds: SQL | undefined, limit: number): SQL {
  const ordered = (where: SQL | undefined): SQL =>
    sql`select ${tasks.id}, ${tasks.sortAt} from ${tasks} where ${where} order by ${tasks.sortAt}, ${tasks.id} limit ${limit}`;
  if ('holder' in worklist) return ordered(and(eq(tasks.holderId, worklist.holder), holds));
  if ('organisations' in worklist && worklist.organisations === 'all') return ordered(holds);
  const keys = 'groups' in worklist ? worklist.groups : (worklist.organisations as string[]);
  const ofKey =
    'groups' in worklist ? sql`${tasks.groupKey} = own.key and ${tasks.holderId} is null` : sql`${tasks.organisationId} = own.key`;
  return sql`select found.id, found.sort_at from unnest(${sql.param(keys)}::text[]) as own(key)
    cross join lateral (${ordered(and(ofKey, holds))}) found
    order by found.sort_at, found.id limit ${limit}`;
}

/** How many tasks wait in a worklist, counted to `most`; with `dueBefore` only those due by then. */
export async function countTasks(db: Database, worklist: Worklist, most: number, dueBefore: Date | null): Promise<number> {
  const due = dueBefore ? sql`${tasks.sortAt} < ${dueBefore.toISOString()}::timestamptz` : undefined;
  const holds = and(sql`${tasks.open}`, ne(tasks.role, 'applicant'), due);
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from (${worklistQuery(worklist, holds, most)}) as counted`);
  return row!.n;
}

const holder = alias(users, 'holder');

const rowColumns = {
  task: tasks,
  caseState: cases.state,
  itemName: sql<{ zh: string; en: string }>`${items.guide} -> 'name'`,
  holderName: holder.name,
};

/** What a worklist shows of tasks, by id; in no order. */
export async function findTaskRows(db: Database, ids: string[]) {
  if (ids.length === 0) return [];
  return db
    .select(rowColumns)
    .from(tasks)
    .innerJoin(cases, eq(cases.caseNumber, tasks.caseNumber))
    .innerJoin(items, eq(items.id, tasks.itemId))
    .leftJoin(holder, eq(holder.id, tasks.holderId))
    .where(inArray(tasks.id, ids));
}
export type FoundTask = Awaited<ReturnType<typeof findTaskRows>>[number];

/** Staff of an organisation in a role, by name; at most 50. */
export async function findColleagues(db: Database, organisationId: string, role: string, query: string | undefined) {
  return db
    .select({
      id: users.id,
      name: users.name,
      organisationName: sql<{ zh: string; en: string }>`${organisations.name}`,
      roles: sql<string[]>`array_agg(distinct ${posts.role})`,
    })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.userId))
    .innerJoin(organisations, eq(organisations.id, posts.organisationId))
    .where(
      and(
        eq(posts.organisationId, organisationId),
        sql`${posts.role} = ${role}`,
        query ? like(users.name, `%${likeText(query)}%`) : undefined,
      ),
    )
    .groupBy(users.id, users.name, organisations.name)
    .orderBy(users.name, users.id)
    .limit(50);
}
