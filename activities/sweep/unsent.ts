import { and, asc, isNotNull, lt } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { queueService } from '../../schema/db/service.ts';
import { services } from '../../schema/db/tables/index.ts';

const lot = 500;
/** How far past its time one is before its job is taken for lost, ms: the worker that had it was ended. */
const grace = 90_000;

/** Asks for services again whose time has come and gone. Gives how many. */
export async function sendUnsent(db: Database, now: Date): Promise<number> {
  const late = await db
    .select({ id: services.id })
    .from(services)
    .where(and(isNotNull(services.retryAt), lt(services.retryAt, new Date(now.getTime() - grace))))
    .orderBy(asc(services.retryAt))
    .limit(lot);
  for (const { id } of late) await queueService(db, id);
  return late.length;
}
