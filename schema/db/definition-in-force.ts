import { and, desc, eq, lte } from 'drizzle-orm';
import type { Database, Transaction } from './connect.ts';
import { definitions } from './tables/index.ts';

/** The definition that a case submitted at `now` runs on: the latest version that has taken effect. Throws when there is none. */
export async function definitionInForce(db: Database | Transaction, itemId: string, now: Date): Promise<{ id: string; version: number }> {
  const [found] = await db
    .select({ id: definitions.id, version: definitions.version })
    .from(definitions)
    .where(and(eq(definitions.itemId, itemId), lte(definitions.effectiveAt, now)))
    .orderBy(desc(definitions.version))
    .limit(1);
  if (!found) throw new Error(`no definition of ${itemId} is in force`);
  return found;
}
