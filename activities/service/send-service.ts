import type { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { noteService, queueService, recordDelivered, recordFailed, withService } from '../../schema/db/service.ts';
import type { Held } from '../../schema/db/service.ts';
import { documents, services } from '../../schema/db/tables/index.ts';
import { SendingFault } from '../ports/mailer.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { SmsGateway } from '../ports/sms-gateway.ts';
import { withoutValues } from '../record/failure.ts';
import { mailOf, textMessageOf } from './message.ts';

/** What sending needs; a channel that is not set up is null. */
export interface PostOffice {
  db: Database;
  mailer: Mailer | null;
  sms: SmsGateway | null;
  papers: { read(sha256: string): Readable };
  publicUrl: string;
  /** The part after `@` in the ids of our mails. */
  mailHost: string;
  now: () => Date;
}

/** Larger papers are linked: many servers take no more. */
const largestAttachment = 5 * 1024 * 1024;

const minute = 60_000;
const longestPause = 2 * 60 * minute;
/** After so long without success a channel is given up. */
export const patience = 7 * 24 * 60 * minute;

/** The pause after the n-th failed attempt, ms: a minute, two, four … at most two hours. */
export const pauseAfter = (attempts: number): number => Math.min(longestPause, minute * 2 ** Math.min(attempts - 1, 12));

/**
 * Goes on with a service that the system sends: an e-mail, a text message, or a public notice whose days have passed. What can't be sent
 * now waits, with its last error, for a week; what is refused for good is told. Throws only when the database is away.
 */
export async function sendService(office: PostOffice, serviceId: string): Promise<'sent' | 'waiting' | 'failed' | 'nothing'> {
  const [found] = await office.db
    .select({ service: services, document: documents })
    .from(services)
    .innerJoin(documents, eq(documents.id, services.documentId))
    .where(eq(services.id, serviceId));
  const now = office.now();
  if (!found || found.service.retryAt === null || found.service.retryAt > now) return 'nothing';
  const { channel } = found.service;
  if (channel === 'notice') return (await noticeServed(office, serviceId, now)) ? 'sent' : 'nothing';
  try {
    const { answer, isServed } = await send(office, found);
    return (await withService(office.db, serviceId, (tx, held) => settle(tx, held, answer, isServed, now))) ? 'sent' : 'nothing';
  } catch (error) {
    return (await withService(office.db, serviceId, (tx, held) => noteFailure(tx, held, error, now))) ?? 'nothing';
  }
}

type Found = Pick<Held, 'service' | 'document'>;
type Tx = Parameters<Parameters<typeof withService>[2]>[0];

const isOpen = ({ service }: Held): boolean => service.state === 'planned' && service.retryAt !== null;

async function send(office: PostOffice, { service, document }: Found): Promise<{ answer: string; isServed: boolean }> {
  const { channel, address, electronic } = service;
  if (address === null) throw new SendingFault(true, 'no address is known');
  if (channel === 'sms') {
    if (office.sms === null) throw new SendingFault(false, 'no SMS gateway is set up (SMS_GATEWAY_URL)');
    const message = { id: service.id, to: address, text: textMessageOf(document, office.publicUrl) };
    return { ...(await office.sms.send(message)), isServed: false };
  }
  if (office.mailer === null) throw new SendingFault(false, 'no mail server is set up (SMTP_URL)');
  // The whole paper goes out only to an address that its owner has named for it.
  // A third party has no account to read it with: the paper goes with the mail, and is served when they confirm it.
  const isAttached = (electronic || document.partyId !== null) && document.size! <= largestAttachment;
  const isService = isAttached && electronic;
  const words = mailOf(document, office.publicUrl, { isAttached, isService });
  const attachment = isAttached ? { name: document.name!, content: office.papers.read(document.sha256!) } : null;
  const messageId = `<${service.id}.${service.createdAt.getTime()}@${office.mailHost}>`;
  return { ...(await office.mailer.send({ messageId, to: address, ...words, attachment })), isServed: isService };
}

/** An e-mail with the paper is service when the receiving server has taken it; a reminder is only sent. */
async function settle(tx: Tx, held: Held, answer: string, isServed: boolean, now: Date): Promise<boolean> {
  if (!isOpen(held)) return false;
  const { service } = held;
  const tried = { attempts: service.attempts + 1, triedAt: now, sentAt: now, retryAt: null, failureCode: null, failure: null };
  const receipt = { accepted: answer };
  if (!isServed) {
    await noteService(tx, held, { type: 'delivery.sent', columns: { ...tried, state: 'sent', receipt }, actor: null, now });
    return true;
  }
  await tx.update(services).set(tried).where(eq(services.id, service.id));
  await recordDelivered(tx, { ...held, service: { ...service, ...tried } }, { at: now, receipt, actor: null, now });
  return true;
}

async function noteFailure(tx: Tx, held: Held, error: unknown, now: Date): Promise<'waiting' | 'failed' | 'nothing'> {
  if (!isOpen(held)) return 'nothing';
  const { service } = held;
  const attempts = service.attempts + 1;
  const told = withoutValues(error);
  const message = (told instanceof Error ? told.message : String(told)).slice(0, 500);
  const isFinal = error instanceof SendingFault && error.isFinal;
  const isLate = now.getTime() - service.createdAt.getTime() > patience;
  if (isFinal || isLate) {
    const code = isFinal ? 'service-rejected' : 'service-given-up';
    await recordFailed(tx, held, { code, message, actor: null, now, columns: { attempts, triedAt: now } });
    return 'failed';
  }
  const retryAt = new Date(now.getTime() + pauseAfter(attempts));
  const columns = { attempts, triedAt: now, retryAt, failureCode: 'service-waiting', failure: message };
  await tx.update(services).set(columns).where(eq(services.id, service.id));
  await queueService(tx, service.id, retryAt);
  return 'waiting';
}

/** A public notice serves when its days have passed (Civil Procedure Law art. 95). */
const noticeServed = (office: PostOffice, serviceId: string, now: Date): Promise<boolean | null> =>
  withService(office.db, serviceId, async (tx, held) => {
    const { service } = held;
    if (service.state !== 'sent' || service.retryAt === null || service.retryAt > now) return false;
    await recordDelivered(tx, held, { at: service.retryAt, receipt: service.receipt ?? {}, actor: null, now });
    return true;
  });
