import { and, asc, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import { announce } from '../../schema/db/announce.ts';
import type { Database } from '../../schema/db/connect.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { cases, items, promises } from '../../schema/db/tables/index.ts';
import { planReminder } from '../../schema/db/messages.ts';
import { remindDays } from '../../schema/rules/promises.ts';
import { entry } from '../record/entries.ts';
import { beginRevocation } from './revocations.ts';

/** Promises looked at in one sweep. */
const lot = 200;
const dayMs = 24 * 60 * 60_000;

/**
 * Reminds applicants of what they promised, some days before and when the day has passed in vain, in the case's ledger: their page and
 * the desk of who handles the case show it. Each once; two workers may sweep at once. Gives how many were told.
 */
export async function remindOfPromises(db: Database, now: Date, secret: string): Promise<number> {
  const due = await db
    .select({ id: promises.id, remindedAt: promises.remindedAt, dueAt: promises.dueAt })
    .from(promises)
    .where(
      and(
        eq(promises.state, 'open'),
        isNotNull(promises.caseNumber),
        isNull(promises.overdueAt),
        lte(promises.dueAt, new Date(now.getTime() + remindDays * dayMs)),
      ),
    )
    .orderBy(asc(promises.dueAt))
    .limit(lot);
  let told = 0;
  for (const { id, remindedAt, dueAt } of due) if (dueAt < now || remindedAt === null) told += await tell(db, id, now, secret);
  return told;
}

const tell = (db: Database, id: string, now: Date, secret: string): Promise<number> =>
  db.transaction(async (tx) => {
    const [known] = await tx.select({ caseNumber: promises.caseNumber }).from(promises).where(eq(promises.id, id));
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, known!.caseNumber!)).for('update');
    const [promise] = await tx.select().from(promises).where(eq(promises.id, id));
    if (!row || !promise || promise.state !== 'open') return 0;
    const isOver = promise.dueAt < now;
    if (isOver ? promise.overdueAt : promise.remindedAt) return 0;
    const [item] = await tx.select({ guide: items.guide }).from(items).where(eq(items.id, row.itemId));
    const name = item?.guide.materials.find(({ code }) => code === promise.materialCode)?.name;
    const subject = name ?? { zh: promise.materialCode, en: promise.materialCode };
    const data = { subject, dueOn: promise.dueOn, ...(isOver ? { consequence: promise.onOverdue } : {}) };
    await tx
      .update(promises)
      .set(isOver ? { overdueAt: now } : { remindedAt: now })
      .where(eq(promises.id, id));
    const reminder = { ...data, path: `/cases/${row.caseNumber}` };
    const kind = isOver ? 'promiseOverdue' : 'promiseDue';
    const ways = await planReminder(tx, { id: `promise:${id}.${kind}`, kind, caseNumber: row.caseNumber, data: reminder }, now);
    const begun = isOver && promise.onOverdue === 'revoke' ? await beginRevocation(tx, row, subject, promise.dueOn, secret, now) : null;
    const type = isOver ? 'promise.overdue' : 'promise.reminded';
    const chain = await appendLedger(
      tx,
      row,
      [
        entry(type, { ...data, ways: ['portal', ...ways] }),
        ...(begun === null ? [] : [entry('promise.revocationBegun', { case: begun, subject })]),
      ],
      { step: null, at: now.toISOString() },
    );
    await tx.update(cases).set(chain).where(eq(cases.caseNumber, row.caseNumber));
    await announce(tx, row.caseNumber, row.step);
    return 1;
  });
