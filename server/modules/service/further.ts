import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { FurtherService } from '../../../schema/contracts/service.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { choiceOfCase, noteService, queueService, recordDelivered } from '../../../schema/db/service.ts';
import type { Held, ServiceActor } from '../../../schema/db/service.ts';
import { cases, documents, services } from '../../../schema/db/tables/index.ts';
import { furtherProblem, noticeDays } from '../../../schema/rules/service.ts';
import type { ServiceSettings } from '../../../schema/rules/service.ts';
import { Refusal } from '../../errors.ts';
import { atNoon, requireDay } from './days.ts';

export interface Asked {
  documentId: string;
  asked: FurtherService;
  actor: ServiceActor;
  settings: ServiceSettings;
  key: string;
  now: Date;
}

const refusals = { notSetUp: 'service-channel-off', notRefused: 'service-not-refused', notExhausted: 'service-not-exhausted' } as const;

/**
 * Serves a paper by one more way. What is sent is planned with its job; leaving and public notice are written down as done, each with what
 * the law wants of it. Refuses with `document-not-issued`, `service-channel-off`, `service-not-refused`, `service-not-exhausted`, `service-date-wrong`.
 */
export const serveFurther = (db: Database, { documentId, asked, actor, settings, key, now }: Asked): Promise<void> =>
  db.transaction(async (tx) => {
    const { document, row } = await holdPaper(tx, documentId);
    if (document.state !== 'issued') throw new Refusal('document-not-issued');
    const { way, recipient } = asked;
    const before = await tx.select().from(services).where(eq(services.documentId, documentId));
    const problem = furtherProblem(way.channel, before, settings);
    if (problem !== null) throw new Refusal(problem === 'portalIsAlways' ? 'service-channel-off' : refusals[problem]);
    if ('on' in way) requireDay(way.on, document.issuedAt!, now);
    // Named by the request, so that one that is repeated plans nothing twice.
    const id = `${documentId}.${createHash('sha256').update(`${actor.id} ${key}`).digest('base64url').slice(0, 20)}`;
    const bySystem = way.channel === 'email' || way.channel === 'sms';
    const values: typeof services.$inferInsert = {
      id,
      documentId,
      caseNumber: row.caseNumber,
      recipientKind: recipient.kind,
      recipientName: recipient.name,
      channel: way.channel,
      address: 'address' in way ? way.address : null,
      electronic: way.channel === 'email' && (await hasNamed(tx, row.caseNumber, way.address)),
      state: 'planned',
      createdAt: now,
      createdBy: actor.id,
      retryAt: bySystem ? now : null,
    };
    const [service] = await tx.insert(services).values(values).onConflictDoNothing().returning();
    if (!service) return;
    const held: Held = { row, document, service };
    await carryOut(tx, held, way, actor, now);
    if (bySystem) await queueService(tx, id);
  });

async function carryOut(tx: Transaction, held: Held, way: FurtherService['way'], actor: ServiceActor, now: Date): Promise<void> {
  if (way.channel === 'leaving') {
    const { place, reason, witnesses } = way;
    await recordDelivered(tx, held, { at: atNoon(way.on), receipt: { place, reason, witnesses }, actor, now });
    return;
  }
  if (way.channel === 'notice') {
    const sentAt = atNoon(way.on);
    // The day of publication is not counted; the thirtieth day after it has to pass whole.
    const retryAt = new Date(Date.parse(`${way.on}T23:59:59+08:00`) + noticeDays * 24 * 60 * 60_000);
    const columns = { state: 'sent', sentAt, retryAt, receipt: { published: { where: way.where, on: way.on } } } as const;
    await noteService(tx, held, { type: 'delivery.sent', columns, actor, now });
    await queueService(tx, held.service.id, retryAt);
    return;
  }
  await noteService(tx, held, { type: 'delivery.planned', columns: {}, actor, now, data: { channels: [way.channel] } });
}

async function holdPaper(tx: Transaction, documentId: string) {
  const [known] = await tx.select({ caseNumber: documents.caseNumber }).from(documents).where(eq(documents.id, documentId));
  if (!known) throw new Refusal('not-found');
  const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, known.caseNumber)).for('update');
  const [document] = await tx.select().from(documents).where(eq(documents.id, documentId));
  return { row: row!, document: document! };
}

/** The paper itself goes only to an address that the applicant has named for electronic service; to any other a reminder. */
async function hasNamed(tx: Transaction, caseNumber: string, address: string): Promise<boolean> {
  const choice = await choiceOfCase(tx, caseNumber);
  return choice.electronic && choice.email?.toLowerCase() === address.toLowerCase();
}
