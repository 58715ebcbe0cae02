import { and, desc, eq, inArray, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Light, Stage } from '../../../schema/contracts/values.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, consultations, copies, escalations, items, recusals, tasks, users } from '../../../schema/db/tables/index.ts';
import { likeText, showsLight } from '../cases/light-sql.ts';

export interface TaskFilter {
  /** Cases the reader must stay away from. */
  without?: string[] | undefined;
  query?: string | undefined;
  itemId?: string | undefined;
  stage?: Stage | undefined;
  light?: Light | undefined;
}

/** What is in somebody's hands; of one who is away perhaps only in some roles. */
export interface Hands {
  id: string;
  /** Empty: in all. */
  roles: readonly string[];
}

/** Whose open tasks: what is in some people's hands, those of groups that nobody has taken, those of organisations, or those for a body's supervisors to give out. */
export type Worklist = { hands: Hands[] } | { groups: string[] } | { organisations: string[] | 'all' } | { escalatedTo: string[] };

/** The last row of the page before: its place in due order, and its id. */
export type TaskCursor = [string, string];

function conditions({ without = [], query, itemId, stage, light }: TaskFilter, after: TaskCursor | null, now: Date): SQL | undefined {
  const words = query?.trim() ?? '';
  const columns = { dueAt: tasks.caseDueAt, promisedDueAt: tasks.promisedDueAt, warnAt: tasks.warnAt };
  return and(
    sql`${tasks.open}`,
    ne(tasks.role, 'applicant'),
    without.length > 0 ? notInArray(tasks.caseNumber, without) : undefined,
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
  if ('organisations' in worklist && worklist.organisations === 'all') return ordered(holds);
  if ('escalatedTo' in worklist) {
    const open = sql`select ${escalations.taskId} from ${escalations}
      where ${escalations.organisationId} = any(${sql.param(worklist.escalatedTo)}::text[]) and ${escalations.resolvedAt} is null`;
    // Few at any time, whatever else is open: first those, then their tasks.
    return sql`with given as materialized (${open}) select ${tasks.id}, ${tasks.sortAt} from given join ${tasks} on ${tasks.id} = given.task_id
      where ${holds} order by ${tasks.sortAt}, ${tasks.id} limit ${limit}`;
  }
  const [own, ofKey] = keysOf(worklist);
  return sql`select found.id, found.sort_at from ${own}
    cross join lateral (${ordered(and(ofKey, holds))}) found
    order by found.sort_at, found.id limit ${limit}`;
}

/** The keys a worklist is merged from, and which tasks are of one. */
function keysOf(worklist: Exclude<Worklist, { escalatedTo: string[] }>): [SQL, SQL] {
  if ('hands' in worklist && worklist.hands.some(({ roles }) => roles.length > 0)) {
    const hands = sql`jsonb_to_recordset(${JSON.stringify(worklist.hands)}::jsonb) as own(id text, roles jsonb)`;
    return [hands, sql`${tasks.holderId} = own.id and (own.roles = '[]'::jsonb or own.roles ? ${tasks.role})`];
  }
  const keys = 'hands' in worklist ? worklist.hands.map(({ id }) => id) : 'groups' in worklist ? worklist.groups : worklist.organisations;
  const own = sql`unnest(${sql.param(keys)}::text[]) as own(key)`;
  if ('hands' in worklist) return [own, sql`${tasks.holderId} = own.key`];
  if ('groups' in worklist) return [own, sql`${tasks.groupKey} = own.key and ${tasks.holderId} is null`];
  return [own, sql`${tasks.organisationId} = own.key`];
}

/** How many tasks wait in a worklist, counted to `most`; with `dueBefore` only those due by then. */
export async function countTasks(
  db: Database,
  worklist: Worklist,
  most: number,
  dueBefore: Date | null,
  without: string[] = [],
): Promise<number> {
  const due = dueBefore ? sql`${tasks.sortAt} < ${dueBefore.toISOString()}::timestamptz` : undefined;
  const seen = without.length > 0 ? notInArray(tasks.caseNumber, without) : undefined;
  const holds = and(sql`${tasks.open}`, ne(tasks.role, 'applicant'), seen, due);
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from (${worklistQuery(worklist, holds, most)}) as counted`);
  return row!.n;
}

const holder = alias(users, 'holder');

const rowColumns = {
  task: tasks,
  caseState: cases.state,
  definitionId: cases.definitionId,
  ended: sql<boolean>`${cases.endedAt} is not null`,
  escalation: { at: escalations.at, why: escalations.reason },
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
    .leftJoin(escalations, and(eq(escalations.taskId, tasks.id), isNull(escalations.resolvedAt)))
    .where(inArray(tasks.id, ids));
}
export type FoundTask = Awaited<ReturnType<typeof findTaskRows>>[number];

/** Ids of the next tasks that somebody has completed, in their own name or another's, newest first, one past the limit. */
export async function nextDone(db: Database, userId: string, page: { after: TaskCursor | null; limit: number }) {
  const { after } = page;
  return db
    .select({ id: tasks.id, closedAt: sql<Date>`${tasks.closedAt}`.mapWith(tasks.closedAt) })
    .from(tasks)
    .where(
      and(
        eq(tasks.closedBy, userId),
        sql`not ${tasks.open}`,
        after ? sql`(${tasks.closedAt}, ${tasks.id}) < (${after[0]}::timestamptz, ${after[1]})` : undefined,
      ),
    )
    .orderBy(desc(tasks.closedAt), desc(tasks.id))
    .limit(page.limit + 1);
}

/** Open cases that somebody must stay away from by a decision; few, so they are named in the worklist's query. */
export async function recusedCases(
  db: Database,
  { id, posts }: { id: string; posts: readonly { organisationId: string; department: string }[] },
): Promise<string[]> {
  const bodies = [...new Set(posts.map(({ organisationId }) => organisationId))];
  const unit = bodies.length === 0 ? undefined : and(isNull(recusals.personId), inArray(recusals.organisationId, bodies));
  const rows = await db
    .select({
      caseNumber: recusals.caseNumber,
      personId: recusals.personId,
      body: recusals.organisationId,
      department: recusals.department,
    })
    .from(recusals)
    .innerJoin(cases, eq(cases.caseNumber, recusals.caseNumber))
    .where(and(eq(recusals.state, 'upheld'), isNull(cases.endedAt), or(eq(recusals.personId, id), unit)));
  const isTheirs = ({ personId, body, department }: (typeof rows)[number]) =>
    personId !== null || posts.some((post) => post.organisationId === body && (department === null || post.department === department));
  return [...new Set(rows.filter(isTheirs).map(({ caseNumber }) => caseNumber))];
}

/** Open questions to somebody, unread copies, and challenges that wait in some organisations; each counted to `most`. */
export async function countAsked(db: Database, userId: string, headOf: string[], most: number) {
  const [row] = await db.execute<{ asked: number; unread: number; recusals: number }>(sql`select
    (select count(*)::int from (select 1 from ${consultations} q join ${tasks} t on t.id = q.task_id
      where q.asked_of = ${userId} and q.answered_at is null and t.open limit ${most}) a) as asked,
    (select count(*)::int from (select 1 from ${copies} where to_id = ${userId} and read_at is null limit ${most}) b) as unread,
    (select count(*)::int from (select 1 from ${recusals} where state = 'pending' and organisation_id = any(${sql.param(headOf)}::text[])
      and person_id is distinct from ${userId} limit ${most}) c) as recusals`);
  return row!;
}
