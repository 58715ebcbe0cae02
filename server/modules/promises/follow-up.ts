import { and, count, eq, gt, isNull } from 'drizzle-orm';
import type { Text } from '../../../schema/contracts/values.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { cases, files, promises } from '../../../schema/db/tables/index.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { noteOnCase } from '../tasks/act.ts';

interface Following {
  caseNumber: string;
  promiseId: string;
  actor: Actor;
  now: Date;
  nameOf: (materialCode: string) => Text;
}

async function lockPromise(tx: Transaction, { caseNumber, promiseId }: Following) {
  const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber)).for('update');
  const [promise] = await tx
    .select()
    .from(promises)
    .where(and(eq(promises.id, promiseId), eq(promises.caseNumber, caseNumber)));
  if (!row || !promise) throw new Refusal('not-found');
  return { row, promise };
}

/** The applicant hands in what they promised, late or not. Refuses with `promise-not-open`, `promise-without-file` where nothing new was uploaded. */
export const handIn = (db: Database, following: Following): Promise<void> =>
  db.transaction(async (tx) => {
    const { actor, now, nameOf, caseNumber } = following;
    const { row, promise } = await lockPromise(tx, following);
    if (promise.state !== 'open') throw new Refusal('promise-not-open');
    const { materialCode, signedAt, checkedAt } = promise;
    const [uploaded] = await tx
      .select({ n: count() })
      .from(files)
      .where(
        and(
          eq(files.caseNumber, caseNumber),
          eq(files.materialCode, materialCode),
          isNull(files.removedAt),
          gt(files.uploadedAt, checkedAt ?? signedAt),
        ),
      );
    if (uploaded!.n === 0) throw new Refusal('promise-without-file');
    await tx.update(promises).set({ state: 'handedIn', handedInAt: now }).where(eq(promises.id, promise.id));
    await noteOnCase(tx, row, { actor, now }, 'promise.handedIn', { subject: nameOf(materialCode), files: uploaded!.n });
  });

/** A reviewer confirms that the promise was kept, or says why it was not. Refuses with `promise-not-handed-in`, `opinion-required`. */
export const checkPromise = (db: Database, following: Following, kept: boolean, remark: string): Promise<void> =>
  db.transaction(async (tx) => {
    const { actor, now, nameOf } = following;
    const { row, promise } = await lockPromise(tx, following);
    if (promise.state !== 'handedIn') throw new Refusal('promise-not-handed-in');
    if (!kept && remark === '') throw new Refusal('opinion-required');
    const said = remark === '' ? null : remark;
    const checked = { state: kept ? ('kept' as const) : ('open' as const), checkedBy: actor.id, checkedAt: now, remark: said };
    await tx.update(promises).set(checked).where(eq(promises.id, promise.id));
    const data = { subject: nameOf(promise.materialCode), ...(said ? { reason: said } : {}) };
    await noteOnCase(tx, row, { actor, now }, kept ? 'promise.kept' : 'promise.returned', data);
  });
