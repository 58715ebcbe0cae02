import { and, asc, lt, ne } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { queueDocument } from '../../schema/db/documents.ts';
import { documents } from '../../schema/db/tables/index.ts';

/** Documents that are asked for again in one sweep. */
const lot = 500;
/** How far past its time one is before its job is taken for lost, ms: the worker that had it was ended. */
const grace = 90_000;

/** Asks for documents again whose time has come and gone: a killed worker's jobs stay locked for hours. Gives how many. */
export async function issueUnissued(db: Database, now: Date): Promise<number> {
  const late = await db
    .select({ id: documents.id })
    .from(documents)
    .where(and(ne(documents.state, 'issued'), lt(documents.retryAt, new Date(now.getTime() - grace))))
    .orderBy(asc(documents.retryAt))
    .limit(lot);
  for (const { id } of late) await queueDocument(db, id);
  return late.length;
}
