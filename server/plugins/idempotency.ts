import { createHash } from 'node:crypto';
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Database, Transaction } from '../../schema/db/connect.ts';
import { idempotencyKeys } from '../../schema/db/tables/index.ts';
import { Refusal } from '../errors.ts';

/** After so long, in ms, a write that never ended is taken to have died with its process: longer than any write may wait for a case (15 s). */
const abandonedMs = 20_000;
/** How long, in ms, an answer is kept for the same request sent again. */
export const keptMs = 24 * 60 * 60_000;

export interface WriteKey {
  userId: string;
  key: string;
}

export const requestHash = (method: string, url: string, body: unknown): string =>
  createHash('sha256')
    .update(`${method} ${url} ${JSON.stringify(body ?? null)}`)
    .digest('hex');

const ofKey = ({ userId, key }: WriteKey) => and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key));

/**
 * Opens a write: null when it is to be done now, else the answer it was given before.
 * Refuses with `idempotency-mismatch` (the key was used for another request) or `idempotency-in-progress`.
 */
export async function openWrite(db: Database, write: WriteKey, hash: string, now: Date): Promise<{ answer: unknown } | null> {
  const values = { ...write, requestHash: hash, createdAt: now };
  const [opened] = await db.insert(idempotencyKeys).values(values).onConflictDoNothing().returning({ key: idempotencyKeys.key });
  if (opened) return null;
  const [before] = await db.select().from(idempotencyKeys).where(ofKey(write));
  if (!before) throw new Refusal('idempotency-in-progress');
  if (before.requestHash !== hash) throw new Refusal('idempotency-mismatch');
  if (before.status !== null) return { answer: before.response };
  const dead = new Date(now.getTime() - abandonedMs);
  const [taken] = await db
    .update(idempotencyKeys)
    .set({ createdAt: now })
    .where(and(ofKey(write), isNull(idempotencyKeys.status), lt(idempotencyKeys.createdAt, dead)))
    .returning({ key: idempotencyKeys.key });
  if (!taken) throw new Refusal('idempotency-in-progress');
  return null;
}

/** Keeps the answer of a write that was done; inside the write's own transaction where one decides it. */
export async function closeWrite(db: Database | Transaction, write: WriteKey, answer: unknown): Promise<void> {
  await db.update(idempotencyKeys).set({ status: 200, response: answer }).where(ofKey(write));
}

/** A refused write changed nothing: the same key may be used again. */
export async function dropWrite(db: Database, write: WriteKey): Promise<void> {
  await db.delete(idempotencyKeys).where(and(ofKey(write), isNull(idempotencyKeys.status)));
}

export async function removeOldWrites(db: Database, now: Date): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - keptMs)));
}
