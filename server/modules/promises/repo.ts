import { and, asc, eq } from 'drizzle-orm';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import type { PromiseView } from '../../../schema/contracts/promises.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { promises } from '../../../schema/db/tables/index.ts';
import { isOverdue } from '../../../schema/rules/promises.ts';

type Row = typeof promises.$inferSelect;
type Of = { draftId: string } | { caseNumber: string };

export const ofWhom = (of: Of) => ('draftId' in of ? eq(promises.draftId, of.draftId) : eq(promises.caseNumber, of.caseNumber));

/** Promises in the order they were signed. */
export const promisesOf = (db: Database | Transaction, of: Of): Promise<Row[]> =>
  db.select().from(promises).where(ofWhom(of)).orderBy(asc(promises.signedAt), asc(promises.id));

/** The materials that a promise stands in for. */
export const promisedCodes = async (db: Database | Transaction, of: Of): Promise<string[]> =>
  (await db.select({ code: promises.materialCode }).from(promises).where(ofWhom(of))).map(({ code }) => code);

/** Whether a material of a case waits to be handed in by promise. */
export async function waitsFor(db: Database, caseNumber: string, materialCode: string): Promise<boolean> {
  const [found] = await db
    .select({ id: promises.id })
    .from(promises)
    .where(and(eq(promises.caseNumber, caseNumber), eq(promises.materialCode, materialCode), eq(promises.state, 'open')));
  return found !== undefined;
}

/** A promise as people read it. */
export const promiseView = (row: Row, { materials }: Pick<ItemGuide, 'materials'>, now: Date): PromiseView => ({
  id: row.id,
  materialCode: row.materialCode,
  materialName: materials.find(({ code }) => code === row.materialCode)?.name ?? { zh: row.materialCode, en: row.materialCode },
  kind: row.kind,
  statement: row.statement,
  dueOn: row.dueOn,
  signedBy: row.signedName,
  signedAt: row.signedAt.toISOString(),
  state: row.state,
  overdue: isOverdue(row, now),
  onOverdue: row.onOverdue,
  handedInAt: row.handedInAt?.toISOString() ?? null,
  checkedAt: row.checkedAt?.toISOString() ?? null,
  remark: row.remark,
});
