import type { Client, Connection } from '@temporalio/client';
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../schema/db/connect.ts';
import type { Seal } from '../../schema/db/sealed.ts';
import { definitions, items, migrationBatches } from '../../schema/db/tables/index.ts';
import type { BatchState } from '../../schema/contracts/migrations.ts';
import type { FactsSource } from '../record/facts-source.ts';

/** What work on migrations needs of the worker. */
export interface Parts {
  db: Database;
  client: Client;
  connection: Connection;
  facts: FactsSource;
  seal: Seal;
}

/** How long a job works on one batch before it lets go, ms: a worker that stops waits no longer than that. */
export const slice = 3_000;

const to = alias(definitions, 'to');

/** A batch with the version it leads to and the item's limits; undefined when there is none of that id. */
export async function findBatch(db: Database, id: string) {
  const [found] = await db
    .select({ batch: migrationBatches, guide: items.guide, to: { id: to.id, version: to.version, hash: to.hash } })
    .from(migrationBatches)
    .innerJoin(items, eq(items.id, migrationBatches.itemId))
    .leftJoin(to, eq(to.id, migrationBatches.toId))
    .where(eq(migrationBatches.id, id));
  return found;
}
export type FoundBatch = NonNullable<Awaited<ReturnType<typeof findBatch>>>;

/** The versions whose cases a batch is about. */
export async function versionsOf(db: Database, { batch }: FoundBatch): Promise<{ id: string; version: number; hash: string }[]> {
  const { fromId, toId, itemId } = batch;
  const ofItem = eq(definitions.itemId, itemId);
  const others = toId === null ? ofItem : and(ofItem, ne(definitions.id, toId));
  return db
    .select({ id: definitions.id, version: definitions.version, hash: definitions.hash })
    .from(definitions)
    .where(fromId === null ? others : eq(definitions.id, fromId))
    .orderBy(asc(definitions.version));
}

/** Says that a worker is at it, so that no other takes the batch for left behind. */
export async function beat(db: Database, id: string): Promise<void> {
  await db
    .update(migrationBatches)
    .set({ beatAt: sql`now()` })
    .where(eq(migrationBatches.id, id));
}

/** Takes a batch from one state to the next; false when it has been taken elsewhere meanwhile (paused, undone). */
export async function turn(db: Database, id: string, from: BatchState, set: { state: BatchState; total?: number }): Promise<boolean> {
  const turned = await db
    .update(migrationBatches)
    .set({ ...set, finishedAt: sql`now()` })
    .where(and(eq(migrationBatches.id, id), eq(migrationBatches.state, from)))
    .returning({ id: migrationBatches.id });
  return turned.length > 0;
}
