import { and, count, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { cases, definitionDrafts, definitions, items, positions, users } from '../../../schema/db/tables/index.ts';

type Reader = Database | Transaction;

/** The diagram of a published definition. Throws when there is none of that id. */
export async function bpmnOf(db: Database, definitionId: string): Promise<string> {
  const [found] = await db.select({ bpmn: definitions.bpmn }).from(definitions).where(eq(definitions.id, definitionId));
  if (!found) throw new Error(`no definition ${definitionId}`);
  return found.bpmn;
}

/** Open cases by definition, for a sub-query. */
const running = (db: Reader) =>
  db
    .select({ definitionId: cases.definitionId, running: count().as('running') })
    .from(cases)
    .where(isNull(cases.endedAt))
    .groupBy(cases.definitionId)
    .as('running_cases');

const publisher = sql<string>`coalesce(${users.name}, ${definitions.publishedBy})`;

const versionColumns = {
  version: definitions.version,
  hash: definitions.hash,
  publishedAt: definitions.publishedAt,
  publishedBy: publisher,
  effectiveAt: definitions.effectiveAt,
  note: definitions.note,
};

/** Every version of an item, newest first, with how many cases run on each. */
export async function findVersions(db: Reader, itemId: string) {
  const open = running(db);
  return db
    .select({ ...versionColumns, running: sql<number>`coalesce(${open.running}, 0)::int` })
    .from(definitions)
    .leftJoin(users, eq(users.id, definitions.publishedBy))
    .leftJoin(open, eq(open.definitionId, definitions.id))
    .where(eq(definitions.itemId, itemId))
    .orderBy(desc(definitions.version));
}

/** The diagram of one version; undefined when there is none. */
export async function findBpmn(db: Reader, itemId: string, version: number): Promise<string | undefined> {
  const [found] = await db
    .select({ bpmn: definitions.bpmn })
    .from(definitions)
    .where(and(eq(definitions.itemId, itemId), eq(definitions.version, version)));
  return found?.bpmn;
}

/** Each item with the version in force at `now`, its running cases, and whether a draft waits. One query. */
export async function findSummaries(db: Reader, now: Date) {
  const inForce = db
    .selectDistinctOn([definitions.itemId], {
      itemId: definitions.itemId,
      version: definitions.version,
      publishedAt: definitions.publishedAt,
    })
    .from(definitions)
    .where(lte(definitions.effectiveAt, now))
    .orderBy(definitions.itemId, desc(definitions.version))
    .as('in_force');
  const open = db
    .select({ itemId: cases.itemId, running: count().as('running') })
    .from(cases)
    .where(isNull(cases.endedAt))
    .groupBy(cases.itemId)
    .as('running_cases');
  return db
    .select({
      itemId: items.id,
      guide: items.guide,
      version: inForce.version,
      publishedAt: inForce.publishedAt,
      running: sql<number>`coalesce(${open.running}, 0)::int`,
      hasDraft: sql<boolean>`${definitionDrafts.itemId} is not null`,
    })
    .from(items)
    .innerJoin(inForce, eq(inForce.itemId, items.id))
    .leftJoin(open, eq(open.itemId, items.id))
    .leftJoin(definitionDrafts, eq(definitionDrafts.itemId, items.id))
    .orderBy(items.basicCode);
}

export async function findDraft(db: Reader, itemId: string) {
  const [found] = await db
    .select({ draft: definitionDrafts, guide: items.guide, updatedBy: sql<string>`coalesce(${users.name}, ${definitionDrafts.updatedBy})` })
    .from(definitionDrafts)
    .innerJoin(items, eq(items.id, definitionDrafts.itemId))
    .leftJoin(users, eq(users.id, definitionDrafts.updatedBy))
    .where(eq(definitionDrafts.itemId, itemId));
  return found;
}

/** Where the running cases of an item are: by version and element, with how many are past their due time. */
export async function findRunning(db: Reader, itemId: string, now: Date) {
  return db
    .select({
      version: definitions.version,
      element: positions.element,
      cases: sql<number>`count(*)::int`,
      overdue: sql<number>`count(*) filter (where ${cases.dueAt} < ${now.toISOString()}::timestamptz)::int`,
    })
    .from(cases)
    .innerJoin(definitions, eq(definitions.id, cases.definitionId))
    .innerJoin(positions, and(eq(positions.caseNumber, cases.caseNumber), gt(positions.live, 0)))
    .where(and(eq(cases.itemId, itemId), isNull(cases.endedAt)))
    .groupBy(definitions.version, positions.element)
    .orderBy(desc(definitions.version), positions.element);
}
