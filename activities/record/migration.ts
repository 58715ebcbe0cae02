import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Seal } from '../../schema/db/sealed.ts';
import type { Transaction } from '../../schema/db/connect.ts';
import { incidents, migrationUndos, positions, tasks } from '../../schema/db/tables/index.ts';
import type { StoredPosition } from '../../schema/db/tables/migrations.ts';
import type { Program } from '../../schema/process/program.ts';
import { planOf } from '../../workflows/engine/migration/mapping.ts';
import type { RecordedMigration, Step } from '../../workflows/messages.ts';
import type { CaseFacts, CaseRow } from './case-facts.ts';
import type { DueTimes } from '../../workflows/clock/case-clocks.ts';
import type { Folded } from './fold.ts';
import { taskRow } from './task-rows.ts';

/**
 * Takes a case's projection along to another version: what names an element names it as that version does. What it was
 * before is kept for undoing; an undoing puts it back. `before` is the program it ran on.
 */
export async function writeMigration(
  tx: Transaction,
  row: CaseRow,
  step: Step,
  migration: RecordedMigration,
  { before, facts, seal }: { before: Program; facts: CaseFacts; seal: Seal },
): Promise<void> {
  const ofCase = eq(migrationUndos.caseNumber, row.caseNumber);
  if (migration.isUndo) {
    const [kept] = await tx.delete(migrationUndos).where(ofCase).returning();
    if (kept) await putBack(tx, row.caseNumber, kept);
  } else {
    const [places, all] = await Promise.all([positionsOf(tx, row.caseNumber), tasksOf(tx, row.caseNumber)]);
    const undo = { step: step.step, definitionId: row.definitionId, state: seal.seal(migration.before), positions: places, tasks: all };
    if (migration.isQuiet) {
      await tx
        .insert(migrationUndos)
        .values({ caseNumber: row.caseNumber, ...undo })
        .onConflictDoUpdate({ target: migrationUndos.caseNumber, set: undo });
    } else await tx.delete(migrationUndos).where(ofCase);
    await rename(tx, row.caseNumber, places, all, planOf(before, facts.program, migration.mapping).node);
  }
  for (const { id, element } of Object.values(step.state.incidents))
    await tx
      .update(incidents)
      .set({ element })
      .where(and(eq(incidents.caseNumber, row.caseNumber), eq(incidents.number, id)));
}

const tasksOf = (tx: Transaction, caseNumber: string) =>
  tx.select({ number: tasks.number, element: tasks.element, name: tasks.name }).from(tasks).where(eq(tasks.caseNumber, caseNumber));

async function positionsOf(tx: Transaction, caseNumber: string): Promise<StoredPosition[]> {
  const rows = await tx.select().from(positions).where(eq(positions.caseNumber, caseNumber));
  return rows.map(({ element, live, count, firstAt, lastAt }) => ({
    element,
    live,
    count,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  }));
}

async function writePlaces(tx: Transaction, caseNumber: string, places: StoredPosition[]): Promise<void> {
  await tx.delete(positions).where(eq(positions.caseNumber, caseNumber));
  if (places.length === 0) return;
  const rows = places.map((place) => ({ ...place, caseNumber, firstAt: new Date(place.firstAt), lastAt: new Date(place.lastAt) }));
  await tx.insert(positions).values(rows);
}

/** Puts what names an element under its new id; what is nothing of the new version keeps its old one, as history. */
async function rename(
  tx: Transaction,
  caseNumber: string,
  places: StoredPosition[],
  all: { number: number; element: string }[],
  image: (node: string) => string | null,
): Promise<void> {
  const renamed = new Map<string, StoredPosition>();
  for (const place of places) {
    const element = image(place.element) ?? place.element;
    const known = renamed.get(element);
    if (!known) renamed.set(element, { ...place, element });
    else {
      known.count += place.count;
      known.firstAt = known.firstAt < place.firstAt ? known.firstAt : place.firstAt;
      known.lastAt = known.lastAt > place.lastAt ? known.lastAt : place.lastAt;
    }
  }
  if (places.some(({ element }) => !renamed.has(element) || image(element) !== element))
    await writePlaces(tx, caseNumber, [...renamed.values()]);
  const numbersAt = new Map<string, number[]>();
  for (const task of all) {
    const element = image(task.element);
    if (element === null || element === task.element) continue;
    numbersAt.set(element, [...(numbersAt.get(element) ?? []), task.number]);
  }
  for (const [element, numbers] of numbersAt)
    await tx
      .update(tasks)
      .set({ element })
      .where(and(eq(tasks.caseNumber, caseNumber), inArray(tasks.number, numbers)));
}

async function putBack(tx: Transaction, caseNumber: string, kept: typeof migrationUndos.$inferSelect): Promise<void> {
  await writePlaces(tx, caseNumber, kept.positions);
  for (const { number, element, name } of kept.tasks)
    await tx
      .update(tasks)
      .set({ element, name })
      .where(and(eq(tasks.caseNumber, caseNumber), eq(tasks.number, number)));
}

/** Open tasks take on what the version says of them. Whoever has one keeps it, unless it is now another group's to claim. */
export async function changeTasks(tx: Transaction, row: CaseRow, folded: Folded, facts: CaseFacts, times: DueTimes): Promise<void> {
  for (const task of folded.changed) {
    const now = taskRow(row, folded.holder, task, facts, new Date(task.openedAt).toISOString(), times);
    const { element, name, stage, role, organisationId, department, groupKey, assigneeId, dueAt, sortAt } = now;
    const isKept = sql`${tasks.groupKey} = ${groupKey} or ${assigneeId}::text is not null`;
    await tx
      .update(tasks)
      .set({
        ...{ element, name, stage, role, organisationId, department, groupKey, assigneeId, dueAt, sortAt },
        holderId: sql`case when ${isKept} then coalesce(${assigneeId}::text, ${tasks.holderId}) end`,
        claimedAt: sql`case when ${isKept} then ${tasks.claimedAt} end`,
      })
      .where(and(eq(tasks.caseNumber, row.caseNumber), eq(tasks.number, task.id)));
  }
}
