import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { CaseState, Light } from '../../../schema/contracts/values.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, items, tasks } from '../../../schema/db/tables/index.ts';
import { likeText, showsLight } from './light-sql.ts';

export interface CaseFilter {
  query?: string | undefined;
  itemId?: string | undefined;
  state?: CaseState | undefined;
  light?: Light | undefined;
  open?: 'true' | 'false' | undefined;
}

/** The last row of the page before: when it was submitted, and its number. */
export type CaseCursor = [string, string];

const before = (after: CaseCursor | null): SQL | undefined =>
  after ? sql`(${cases.submittedAt}, ${cases.caseNumber}) < (${after[0]}::timestamptz, ${after[1]})` : undefined;

const newest = [desc(cases.submittedAt), desc(cases.caseNumber)];

function conditions({ query, itemId, state, light, open }: CaseFilter, after: CaseCursor | null, now: Date): SQL | undefined {
  const words = query?.trim() ?? '';
  const isNumber = /^[0-9A-Z]{43}$/i.test(words);
  const at = sql`coalesce(${cases.endedAt}, ${now.toISOString()}::timestamptz)`;
  return and(
    before(after),
    isNumber ? eq(cases.caseNumber, words.toUpperCase()) : undefined,
    !isNumber && words
      ? sql`(${cases.applicantName} like ${`%${likeText(words)}%`} or ${cases.caseNumber} like ${`%${likeText(words.toUpperCase())}`})`
      : undefined,
    itemId ? eq(cases.itemId, itemId) : undefined,
    state ? eq(cases.state, state) : undefined,
    open === 'true' ? sql`${cases.endedAt} is null` : undefined,
    open === 'false' ? sql`${cases.endedAt} is not null` : undefined,
    light ? showsLight(light, cases, at) : undefined,
  );
}

/**
 * Numbers of the newest cases received by these organisations, one past the limit. Each organisation gives its own newest
 * from its index, then they are merged: the cost does not grow with the number of cases.
 */
export async function searchNumbers(
  db: Database,
  organisations: string[] | 'all',
  filter: CaseFilter,
  page: { after: CaseCursor | null; limit: number },
  now: Date,
): Promise<string[]> {
  const holds = conditions(filter, page.after, now);
  const limit = page.limit + 1;
  if (organisations === 'all') {
    const rows = await db
      .select({ caseNumber: cases.caseNumber })
      .from(cases)
      .where(holds)
      .orderBy(...newest)
      .limit(limit);
    return rows.map((row) => row.caseNumber);
  }
  const rows = await db.execute<{ case_number: string }>(sql`
    select found.case_number from unnest(${sql.param(organisations)}::text[]) as body(id)
    cross join lateral (
      select ${cases.caseNumber}, ${cases.submittedAt} from ${cases}
      where ${and(sql`${cases.organisationId} = body.id`, holds)}
      order by ${cases.submittedAt} desc, ${cases.caseNumber} desc limit ${limit}
    ) found
    order by found.submitted_at desc, found.case_number desc limit ${limit}`);
  return rows.map((row) => row.case_number);
}

/** Rows for lists, newest first; the oldest open task that isn't the applicant's says who holds the case. */
export async function findRows(db: Database, caseNumbers: string[]) {
  if (caseNumbers.length === 0) return [];
  const holder = db
    .select({ organisationId: tasks.organisationId, department: tasks.department, openedAt: tasks.openedAt })
    .from(tasks)
    .where(and(eq(tasks.caseNumber, cases.caseNumber), eq(tasks.open, true), sql`${tasks.role} <> 'applicant'`))
    .orderBy(tasks.openedAt)
    .limit(1)
    .as('holder');
  return db
    .select({
      row: cases,
      name: sql<{ zh: string; en: string }>`${items.guide} -> 'name'`,
      holder: { organisationId: holder.organisationId, department: holder.department, openedAt: holder.openedAt },
    })
    .from(cases)
    .innerJoin(items, eq(items.id, cases.itemId))
    .leftJoinLateral(holder, sql`true`)
    .where(inArray(cases.caseNumber, caseNumbers))
    .orderBy(...newest);
}
export type ListedCase = Awaited<ReturnType<typeof findRows>>[number];

/** A person's own applications, newest first, one past the limit; `needsMe` when one waits for them. */
export async function findOwn(db: Database, applicantId: string, page: { after: CaseCursor | null; limit: number }) {
  const waits = sql<boolean>`exists (select 1 from ${tasks} where ${tasks.caseNumber} = ${cases.caseNumber}
    and ${tasks.open} and ${tasks.assigneeId} = ${applicantId})`;
  return db
    .select({ row: cases, name: sql<{ zh: string; en: string }>`${items.guide} -> 'name'`, needsMe: waits })
    .from(cases)
    .innerJoin(items, eq(items.id, cases.itemId))
    .where(and(eq(cases.applicantId, applicantId), before(page.after)))
    .orderBy(...newest)
    .limit(page.limit + 1);
}
