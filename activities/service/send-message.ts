import { eq } from 'drizzle-orm';
import { queueMessage } from '../../schema/db/messages.ts';
import { messages } from '../../schema/db/tables/index.ts';
import { reminderText } from '../../schema/rules/reminders.ts';
import { SendingFault } from '../ports/mailer.ts';
import { withoutValues } from '../record/failure.ts';
import { mailOfReminder } from './message.ts';
import { patience, pauseAfter } from './send-service.ts';
import type { PostOffice } from './send-service.ts';

type Row = typeof messages.$inferSelect;

/**
 * Sends a reminder. What can't be sent now waits, with its last error, for a week; what is refused for good is given up: the portal shows it
 * anyway. Throws only when the database is away.
 */
export async function sendMessage(office: PostOffice, messageId: string): Promise<'sent' | 'waiting' | 'failed' | 'nothing'> {
  const [row] = await office.db.select().from(messages).where(eq(messages.id, messageId));
  const now = office.now();
  if (!row || row.retryAt === null || row.retryAt > now) return 'nothing';
  const ofRow = eq(messages.id, messageId);
  const attempts = row.attempts + 1;
  try {
    await send(office, row);
    await office.db.update(messages).set({ attempts, sentAt: now, retryAt: null, failure: null }).where(ofRow);
    return 'sent';
  } catch (error) {
    const told = withoutValues(error);
    const failure = (told instanceof Error ? told.message : String(told)).slice(0, 500);
    const isOver = (error instanceof SendingFault && error.isFinal) || now.getTime() - row.createdAt.getTime() > patience;
    const retryAt = isOver ? null : new Date(now.getTime() + pauseAfter(attempts));
    await office.db.transaction(async (tx) => {
      await tx.update(messages).set({ attempts, retryAt, failure }).where(ofRow);
      if (retryAt) await queueMessage(tx, messageId, retryAt);
    });
    return isOver ? 'failed' : 'waiting';
  }
}

async function send(office: PostOffice, { id, kind, channel, address, data, createdAt }: Row): Promise<void> {
  const words = reminderText(kind, data);
  const link = `${office.publicUrl.replace(/\/$/, '')}${data.path}`;
  if (channel === 'sms') {
    if (office.sms === null) throw new SendingFault(false, 'no SMS gateway is set up (SMS_GATEWAY_URL)');
    await office.sms.send({ id: `message:${id}`, to: address, text: `【政务服务】${words.zh}${link}` });
    return;
  }
  if (office.mailer === null) throw new SendingFault(false, 'no mail server is set up (SMTP_URL)');
  const messageId = `<${id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}.${createdAt.getTime()}@${office.mailHost}>`;
  await office.mailer.send({ messageId, to: address, ...mailOfReminder(words, link), attachment: null });
}
