import type { Client } from '@temporalio/client';
import { and, asc, eq, gt, notInArray } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { deliveries, subscriptions } from '../../schema/db/tables/index.ts';
import type { Act } from '../../workflows/messages.ts';
import type { Throw } from '../record/subscriptions.ts';
import { askCase } from './ask-case.ts';

/** Receivers of a signal that are told at the same time. */
const window = 8;

/** Refusals after which a receiver is not asked again. */
const final = new Set(['no-receiver', 'ended', 'case-ended', 'not-found']);

/**
 * Takes what a case has thrown to the cases that wait for it, each once however often this runs. A message goes to the one
 * that has waited longest, or to the next when that one has got another meanwhile; it is lost when nobody is left. A signal goes to
 * all that waited when it was thrown. Throws when a receiver could not be asked (Temporal away, a suspended case): the job is tried again.
 */
export const deliver = (client: Client, db: Database, thrown: Throw): Promise<void> =>
  thrown.what === 'signal' ? deliverToAll(client, db, thrown) : deliverToOne(client, db, thrown);

async function deliverToOne(client: Client, db: Database, thrown: Throw): Promise<void> {
  for (let to = await receiverOf(db, thrown); to !== null; to = await receiverOf(db, thrown)) {
    if (await send(client, db, thrown, to)) return;
  }
}

/** Who gets the message: who was chosen before, else the oldest that waits and has not refused. Null: it has been taken, or nobody waits. */
async function receiverOf(db: Database, thrown: Throw): Promise<string | null> {
  const tried = await db.select().from(deliveries).where(eq(deliveries.thrown, thrown.id));
  if (tried.some((one) => one.status === 'done')) return null;
  const open = tried.find((one) => one.status === 'open');
  if (open) return open.receiver;
  const { kind, name, key, since, caseNumber } = subscriptions;
  const others = [thrown.caseNumber, ...tried.map((one) => one.receiver)];
  const [next] = await db
    .select({ receiver: caseNumber })
    .from(subscriptions)
    .where(and(eq(kind, 'message'), eq(name, thrown.name), eq(key, thrown.key ?? ''), notInArray(caseNumber, others)))
    .orderBy(asc(since), asc(caseNumber))
    .limit(1);
  if (!next) return null;
  await db
    .insert(deliveries)
    .values({ thrown: thrown.id, receiver: next.receiver, status: 'open', place: tried.length })
    .onConflictDoNothing();
  return next.receiver;
}

async function deliverToAll(client: Client, db: Database, thrown: Throw): Promise<void> {
  let failure: unknown;
  for (let batch = await openAfter(db, thrown.id, -1); batch.length > 0; batch = await openAfter(db, thrown.id, batch.at(-1)!.place)) {
    const sent = await Promise.allSettled(batch.map(({ receiver }) => send(client, db, thrown, receiver)));
    failure ??= sent.find((one) => one.status === 'rejected')?.reason;
  }
  if (failure) throw failure;
}

const openAfter = (db: Database, id: string, place: number) =>
  db
    .select({ receiver: deliveries.receiver, place: deliveries.place })
    .from(deliveries)
    .where(and(eq(deliveries.thrown, id), eq(deliveries.status, 'open'), gt(deliveries.place, place)))
    .orderBy(asc(deliveries.place))
    .limit(window);

/** Whether the receiver took it. The id makes a repeated sending the same one. */
async function send(client: Client, db: Database, thrown: Throw, receiver: string): Promise<boolean> {
  const { id, what, name, key, variables, caseNumber } = thrown;
  const act: Act = { kind: 'deliver', what, name, key, variables, from: caseNumber };
  const settle = (status: 'done' | 'refused') =>
    db
      .update(deliveries)
      .set({ status })
      .where(and(eq(deliveries.thrown, id), eq(deliveries.receiver, receiver)));
  const refused = await askCase(client, receiver, act, id, final);
  await settle(refused === null ? 'done' : 'refused');
  return refused === null;
}
