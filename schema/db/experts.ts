import { sql } from 'drizzle-orm';
import type { Transaction } from './connect.ts';

/** How long a vote may take to be recorded before it is looked for all the same, ms: its caller may have fallen. */
const grace = 30_000;

/**
 * Asks the worker to look whether a case's experts have all voted, and to end the procedure that was begun for them. Asked before the vote
 * (`isDone` false) nothing is lost by a fall; asked again, it is still one job.
 */
export async function queueExpertClock(tx: Pick<Transaction, 'execute'>, caseNumber: string, isDone: boolean, now: Date): Promise<void> {
  const runAt = isDone ? now : new Date(now.getTime() + grace);
  await tx.execute(sql`select graphile_worker.add_job('expertClock', ${JSON.stringify({ caseNumber })}::json,
    job_key => ${`experts:${caseNumber}`}, max_attempts => 100, run_at => ${runAt.toISOString()}::timestamptz)`);
}
