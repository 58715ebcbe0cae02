import { eq } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import { queueDocument } from '../../../schema/db/documents.ts';
import { documents } from '../../../schema/db/tables/index.ts';
import { Refusal } from '../../errors.ts';

/**
 * Has a document tried again at once that has not been issued. Refuses with `document-issued`, and with `operation-refused` one that was never
 * numbered, since the step that should have made it lacked what it needs.
 */
export async function retryDocument(db: Database, id: string, now: Date): Promise<void> {
  const [found] = await db.select({ state: documents.state }).from(documents).where(eq(documents.id, id));
  if (!found) throw new Refusal('operation-refused');
  if (found.state === 'issued') throw new Refusal('document-issued');
  await db.update(documents).set({ retryAt: now }).where(eq(documents.id, id));
  await queueDocument(db, id);
}
