import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './connect.ts';

/** The outbox task that works on migrations; its payload is `{ batchId }`. */
export const batchTask = 'workOnBatch';

/** Has a worker go on with a migration. Asked twice it is one job; people's cases come before it. */
export async function queueBatch(tx: Database | Transaction, batchId: string): Promise<void> {
  const payload = JSON.stringify({ batchId });
  await tx.execute(
    sql`select graphile_worker.add_job(${batchTask}, ${payload}::json, job_key => ${`batch:${batchId}`}, priority => 5, max_attempts => 1000)`,
  );
}
