import { sql } from 'drizzle-orm';
import type { ReminderData, ReminderKind } from '../rules/reminders.ts';
import type { Transaction } from './connect.ts';
import { choiceOfCase } from './service.ts';
import { messages } from './tables/index.ts';

export interface Reminder {
  /** What it reminds of: planned again under this name, it is the same. */
  id: string;
  kind: ReminderKind;
  caseNumber: string;
  data: ReminderData;
}

/** Asks the worker to go on with a message; asked for again, it is still one job. */
export async function queueMessage(tx: Pick<Transaction, 'execute'>, id: string, runAt: Date | null = null): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job('sendMessage', ${JSON.stringify({ messageId: id })}::json,
    job_key => ${`message:${id}`}, max_attempts => 25, run_at => ${runAt?.toISOString() ?? null}::timestamptz)`);
}

/**
 * Plans a reminder by every way that the applicant of the case has chosen besides the portal, where it is shown anyway. Once, whoever plans it again.
 * Gives the ways.
 */
export async function planReminder(tx: Transaction, { id, kind, caseNumber, data }: Reminder, now: Date): Promise<('email' | 'sms')[]> {
  const { channels, email, phone } = await choiceOfCase(tx, caseNumber);
  const addresses = { email, sms: phone };
  const planned: ('email' | 'sms')[] = [];
  for (const channel of ['email', 'sms'] as const) {
    const address = addresses[channel];
    if (!channels.includes(channel) || address === null) continue;
    const values = { id: `${id}:${channel}`, kind, caseNumber, channel, address, data, createdAt: now, retryAt: now };
    const [made] = await tx.insert(messages).values(values).onConflictDoNothing().returning({ id: messages.id });
    if (!made) continue;
    await queueMessage(tx, made.id);
    planned.push(channel);
  }
  return planned;
}
