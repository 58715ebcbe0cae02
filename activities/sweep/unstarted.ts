import { sql } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';

/**
 * Sends the start of cases again that were submitted a while ago and have not begun: their job waits longer after each
 * failure, up to hours, and Temporal may be back long before. Gives how many were sent.
 */
export async function startUnstarted(db: Database): Promise<number> {
  const sent = await db.execute(sql`
    select graphile_worker.add_job('startCase', json_build_object('caseNumber', late.case_number), job_key => late.case_number, max_attempts => 1000)
    from (
      select case_number from cases
      where not started and submitted_at < now() - interval '30 seconds'
      order by submitted_at limit 500
    ) as late`);
  return sent.length;
}
