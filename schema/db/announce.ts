import { sql } from 'drizzle-orm';
import type { Transaction } from './connect.ts';

/** Tells listening API processes that a case has moved; they tell the open pages (SSE). Sent when the transaction commits. */
export async function announce(tx: Transaction, caseNumber: string, step: number): Promise<void> {
  await tx.execute(sql`select pg_notify('case_step', ${JSON.stringify({ caseNumber, step })})`);
}
