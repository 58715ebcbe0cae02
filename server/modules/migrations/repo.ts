import { and, asc, count, desc, eq, getTableColumns, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MovingState } from '../../../schema/contracts/migrations.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import {
  cases,
  definitions,
  items,
  migrationBatches,
  migrationCases,
  organisations,
  positions,
  tasks,
  users,
} from '../../../schema/db/tables/index.ts';

type Reader = Database | Transaction;

/** Batches that a page lists. */
const listed = 20;

/** A published version with its program; undefined when there is none. */
export async function findVersion(db: Reader, itemId: string, version: number) {
  const [found] = await db
    .select({ id: definitions.id, version: definitions.version, program: definitions.program })
    .from(definitions)
    .where(and(eq(definitions.itemId, itemId), eq(definitions.version, version)));
  return found;
}

/** Where running cases of a version are: how many at each element. */
export async function casesByElement(db: Reader, definitionId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ element: positions.element, cases: count() })
    .from(cases)
    .innerJoin(positions, and(eq(positions.caseNumber, cases.caseNumber), gt(positions.live, 0)))
    .where(and(eq(cases.definitionId, definitionId), isNull(cases.endedAt)))
    .groupBy(positions.element);
  return new Map(rows.map((row) => [row.element, row.cases]));
}

/** The versions whose cases a batch is about: one, or all but the one it leads to. */
const versionsOf = (db: Reader, itemId: string, fromId: string | null, toId: string | null) =>
  db
    .select({ id: definitions.id })
    .from(definitions)
    .where(
      fromId !== null
        ? eq(definitions.id, fromId)
        : and(eq(definitions.itemId, itemId), toId === null ? undefined : ne(definitions.id, toId)),
    );

const runningOn = (db: Reader, itemId: string, fromId: string | null, toId: string | null) =>
  and(inArray(cases.definitionId, versionsOf(db, itemId, fromId, toId)), isNull(cases.endedAt));

export async function countRunning(db: Reader, itemId: string, fromId: string | null, toId: string | null): Promise<number> {
  const [found] = await db
    .select({ cases: count() })
    .from(cases)
    .where(runningOn(db, itemId, fromId, toId));
  return found!.cases;
}

const [from, to] = [alias(definitions, 'from_definition'), alias(definitions, 'to_definition')];
/** All of a batch but the draft's program, which may be large. */
const { program: _, ...plain } = getTableColumns(migrationBatches);
const viewColumns = {
  batch: plain,
  from: from.version,
  to: to.version,
  createdBy: sql<string>`coalesce(${users.name}, ${migrationBatches.createdBy})`,
};

const viewed = (db: Reader) =>
  db
    .select(viewColumns)
    .from(migrationBatches)
    .leftJoin(from, eq(from.id, migrationBatches.fromId))
    .leftJoin(to, eq(to.id, migrationBatches.toId))
    .leftJoin(users, eq(users.id, migrationBatches.createdBy));

/** A batch as it is told; undefined when there is none of that id. */
export async function findBatch(db: Reader, id: string) {
  const [found] = await viewed(db).where(eq(migrationBatches.id, id));
  return found;
}
export type BatchRow = NonNullable<Awaited<ReturnType<typeof findBatch>>>;

/** The latest batches of an item, newest first. */
export const findBatches = (db: Reader, itemId: string): Promise<BatchRow[]> =>
  viewed(db).where(eq(migrationBatches.itemId, itemId)).orderBy(desc(migrationBatches.createdAt)).limit(listed);

/** How many cases of each batch are in each state. One query. */
export async function countMoving(db: Reader, batchIds: string[]): Promise<Map<string, Map<MovingState, number>>> {
  const counts = new Map<string, Map<MovingState, number>>();
  if (batchIds.length === 0) return counts;
  const rows = await db
    .select({ batchId: migrationCases.batchId, state: migrationCases.state, cases: count() })
    .from(migrationCases)
    .where(inArray(migrationCases.batchId, batchIds))
    .groupBy(migrationCases.batchId, migrationCases.state);
  for (const row of rows) counts.set(row.batchId, (counts.get(row.batchId) ?? new Map()).set(row.state, row.cases));
  return counts;
}

/** Locks a batch for what changes its state; undefined when there is none of that id. Another batch of its item waits behind it. */
export async function lockBatch(tx: Transaction, id: string) {
  const { itemId, fromId, toId, state } = migrationBatches;
  const [found] = await tx.select({ itemId, fromId, toId, state }).from(migrationBatches).where(eq(migrationBatches.id, id)).for('update');
  if (found) await tx.select({ id: items.id }).from(items).where(eq(items.id, found.itemId)).for('no key update');
  return found;
}

/** Whether another batch of the item is moving cases now. */
export async function isAnotherAtWork(tx: Transaction, itemId: string, id: string): Promise<boolean> {
  const { state } = migrationBatches;
  const [found] = await tx
    .select({ id: migrationBatches.id })
    .from(migrationBatches)
    .where(and(eq(migrationBatches.itemId, itemId), ne(migrationBatches.id, id), inArray(state, ['running', 'undoing'])))
    .limit(1);
  return found !== undefined;
}

/** Makes every case that runs now on the batch's versions wait for its turn. */
export async function takeIn(
  tx: Transaction,
  id: string,
  batch: { itemId: string; fromId: string | null; toId: string | null },
  now: Date,
) {
  const waiting = tx
    .select({
      batchId: sql<string>`${id}::text`.as('batch_id'),
      caseNumber: cases.caseNumber,
      state: sql<MovingState>`'waiting'`.as('state'),
      findings: sql<null>`null::jsonb`.as('findings'),
      step: sql<null>`null::integer`.as('step'),
      attempt: sql<number>`0`.as('attempt'),
      at: sql<Date>`${now.toISOString()}::timestamptz`.as('at'),
    })
    .from(cases)
    .where(runningOn(tx, batch.itemId, batch.fromId, batch.toId));
  await tx.insert(migrationCases).select(waiting);
}

/** Cases of a batch, by number, from `after` on. `mine`: the reader has or had a task of it; `path`: where it was received. */
export async function findCases(
  db: Reader,
  batchId: string,
  reader: string,
  { after, state, limit }: { after: string | null; state: MovingState | undefined; limit: number },
) {
  const { caseNumber } = migrationCases;
  return db
    .select({
      row: migrationCases,
      path: organisations.path,
      ownerId: cases.applicantId,
      mine: sql<boolean>`exists (select 1 from ${tasks} where ${tasks.caseNumber} = ${caseNumber}
        and ${reader} in (${tasks.assigneeId}, ${tasks.holderId}, ${tasks.closedBy}, ${tasks.closedFor}))`,
    })
    .from(migrationCases)
    .innerJoin(cases, eq(cases.caseNumber, caseNumber))
    .innerJoin(organisations, eq(organisations.id, cases.organisationId))
    .where(
      and(
        eq(migrationCases.batchId, batchId),
        state === undefined ? undefined : eq(migrationCases.state, state),
        after === null ? undefined : gt(caseNumber, after),
      ),
    )
    .orderBy(asc(caseNumber))
    .limit(limit + 1);
}
