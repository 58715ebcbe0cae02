import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { migrationCases } from '../../schema/db/tables/index.ts';
import type { MovingState } from '../../schema/contracts/migrations.ts';
import { beat, findBatch, slice, turn } from './batch.ts';
import type { FoundBatch, Parts } from './batch.ts';
import { moveCase, undoCase } from './move-case.ts';
import type { MovingRow } from './move-case.ts';
import { goOnTrying } from './try-batch.ts';

/** Cases that are asked at the same time: enough to keep going while one is slow, few enough to leave people their worker. */
const window = 4;

/**
 * Works on a migration for a slice of time; true when there is more to do. Can be run again after any end, and by two
 * workers at once: each case goes over once.
 */
export async function workOnBatch(parts: Parts, batchId: string): Promise<boolean> {
  const found = await findBatch(parts.db, batchId);
  if (!found) return false;
  await beat(parts.db, batchId);
  switch (found.batch.state) {
    case 'trying':
      return goOnTrying(parts, found);
    // Paused: those that were under way when their worker ended still come to their end.
    case 'running':
    case 'paused':
      return goOnMoving(parts, found);
    case 'undoing':
      return goOnUndoing(parts, found);
    default:
      return false;
  }
}

async function goOnMoving(parts: Parts, found: FoundBatch): Promise<boolean> {
  const { db } = parts;
  const { id } = found.batch;
  const left = await casesIn(db, id, 'moving');
  await inLanes(
    async () => left.shift() ?? (await claim(db, id)),
    (row) => moveCase(parts, found, row),
  );
  const open = await countIn(db, id, ['waiting', 'moving']);
  if (open.moving === 0 && open.waiting === 0) return !(await turn(db, id, 'running', { state: 'done' })) && (await isUnderWay(db, id));
  return open.moving > 0 || (await isUnderWay(db, id));
}

async function goOnUndoing(parts: Parts, found: FoundBatch): Promise<boolean> {
  const { db } = parts;
  const { id } = found.batch;
  const rows = await casesIn(db, id, 'undoing');
  await inLanes(
    async () => rows.shift(),
    (row) => undoCase(parts, found, row),
  );
  const open = await countIn(db, id, ['undoing', 'waiting', 'moved']);
  if (open.undoing > 0) return true;
  // One case alone may have been taken back, or some did not answer: then the rest is as it was.
  const rest = open.waiting > 0 ? 'paused' : open.moved > 0 ? 'done' : 'undone';
  await turn(db, id, 'undoing', { state: rest });
  return false;
}

/** Works on several at once until the slice is over or none is left; the first failure is thrown once all lanes have stopped. */
async function inLanes(next: () => Promise<MovingRow | undefined>, work: (row: MovingRow) => Promise<void>): Promise<void> {
  const end = Date.now() + slice;
  const lane = async (): Promise<void> => {
    while (Date.now() < end) {
      const row = await next();
      if (!row) return;
      await work(row);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: window }, lane));
  const failed = lanes.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Takes the next waiting case of a batch that is running, for this worker alone. */
async function claim(db: Database, batchId: string): Promise<MovingRow | undefined> {
  const [claimed] = await db.execute<{ case_number: string; attempt: number }>(sql`
    update migration_cases set state = 'moving', at = now()
    where batch_id = ${batchId} and case_number = (
      select case_number from migration_cases
      where batch_id = ${batchId} and state = 'waiting'
        and exists (select 1 from migration_batches where id = ${batchId} and state = 'running')
      order by case_number limit 1 for update skip locked
    ) returning case_number, attempt`);
  return claimed && { caseNumber: claimed.case_number, attempt: claimed.attempt };
}

/** More than a slice can take: the rest is read by the next. */
const casesIn = (db: Database, batchId: string, state: MovingState): Promise<MovingRow[]> =>
  db
    .select({ caseNumber: migrationCases.caseNumber, attempt: migrationCases.attempt })
    .from(migrationCases)
    .where(and(eq(migrationCases.batchId, batchId), eq(migrationCases.state, state)))
    .orderBy(asc(migrationCases.caseNumber))
    .limit(500);

async function countIn<S extends MovingState>(db: Database, batchId: string, states: S[]): Promise<Record<S, number>> {
  const rows = await db
    .select({ state: migrationCases.state, cases: count() })
    .from(migrationCases)
    .where(and(eq(migrationCases.batchId, batchId), inArray(migrationCases.state, states)))
    .groupBy(migrationCases.state);
  const of = (state: S): number => rows.find((row) => row.state === state)?.cases ?? 0;
  return Object.fromEntries(states.map((state) => [state, of(state)])) as Record<S, number>;
}

const isUnderWay = async (db: Database, id: string): Promise<boolean> => {
  const state = (await findBatch(db, id))?.batch.state;
  return state === 'running' || state === 'undoing';
};
