import { setImmediate as breathe } from 'node:timers/promises';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { readCalendar } from '../../schema/db/calendar.ts';
import { cases, caseStates, migrationBatches } from '../../schema/db/tables/index.ts';
import { planOf, type Plan } from '../../workflows/engine/migration/mapping.ts';
import { slice, turn, versionsOf } from './batch.ts';
import type { FoundBatch, Parts } from './batch.ts';
import { tryCase } from './dry-run.ts';
import { addReasons } from './group.ts';

/** Cases that are read at once, and after which how far the trial has come is written down. */
const chunk = 50;

/** `definition case`, in the order of the index: where the trial goes on. */
const positionOf = (row: { definitionId: string; caseNumber: string }): string => `${row.definitionId} ${row.caseNumber}`;

/** Tries the next cases of a batch, for a slice of time; true when some are left. A chunk is counted once, whoever looks at it. */
export async function goOnTrying(parts: Parts, found: FoundBatch): Promise<boolean> {
  const { db, seal } = parts;
  const { batch, guide } = found;
  const versions = await versionsOf(db, found);
  const plans = await plansOf(parts, found, versions);
  const known = { guide, calendar: await readCalendar(db) };
  const end = Date.now() + slice;
  const { findings, changes } = batch;
  let { position, looked, movable } = batch;
  do {
    const rows = await casesAfter(db, [...plans.keys()], position);
    if (rows.length === 0) {
      await turn(db, batch.id, 'trying', { state: 'tried', total: looked });
      return false;
    }
    for (const row of rows) {
      const { plan, version } = plans.get(row.definitionId)!;
      const tried = tryCase(plan, row, seal, known);
      if (tried.ok) addReasons(changes, version, row.caseNumber, tried.changes);
      else addReasons(findings, version, row.caseNumber, tried.findings);
      if (tried.ok) movable++;
      // Between two cases the worker's other work has its turn.
      await breathe();
    }
    looked += rows.length;
    const next = positionOf(rows.at(-1)!);
    const kept = await db
      .update(migrationBatches)
      .set({ position: next, looked, movable, findings, changes, beatAt: sql`now()` })
      .where(and(eq(migrationBatches.id, batch.id), eq(migrationBatches.state, 'trying'), eq(migrationBatches.position, position)))
      .returning({ id: migrationBatches.id });
    if (kept.length === 0) return false;
    position = next;
  } while (Date.now() < end);
  return true;
}

type Plans = Map<string, { plan: Plan; version: number }>;

async function plansOf({ db, facts }: Parts, { batch, to }: FoundBatch, versions: { id: string; version: number; hash: string }[]) {
  const target = batch.program ?? (await facts.programOf(db, to!.hash));
  const plans: Plans = new Map();
  for (const { id, version, hash } of versions)
    plans.set(id, { plan: planOf(await facts.programOf(db, hash), target, batch.mapping), version });
  return plans;
}

function casesAfter(db: Database, definitionIds: string[], position: string) {
  const { definitionId, caseNumber, started, submittedAt, clocks } = cases;
  const [afterDefinition = '', afterCase = ''] = position.split(' ');
  return db
    .select({ definitionId, caseNumber, started, submittedAt, clocks, state: caseStates.state })
    .from(cases)
    .leftJoin(caseStates, eq(caseStates.caseNumber, caseNumber))
    .where(
      and(
        inArray(definitionId, definitionIds),
        isNull(cases.endedAt),
        sql`(${definitionId}, ${caseNumber}) > (${afterDefinition}, ${afterCase})`,
      ),
    )
    .orderBy(asc(definitionId), asc(caseNumber))
    .limit(chunk);
}
