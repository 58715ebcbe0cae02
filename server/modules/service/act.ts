import { and, eq, inArray } from 'drizzle-orm';
import type { ServiceAct } from '../../../schema/contracts/service.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { noteService, queueService, recordDelivered, recordFailed, withService } from '../../../schema/db/service.ts';
import type { Held, ServiceActor } from '../../../schema/db/service.ts';
import { services } from '../../../schema/db/tables/index.ts';
import { dayOf } from '../../../schema/documents/official-date.ts';
import { actsOn } from '../../../schema/rules/service.ts';
import { Refusal } from '../../errors.ts';
import { atNoon, requireDay } from './days.ts';

export interface Acting {
  serviceId: string;
  asked: ServiceAct;
  /** The hash of a signature that has been stored. */
  signature: string | null;
  actor: ServiceActor;
  now: Date;
}

/**
 * Writes down what became of a service, in one transaction with the ledger and, once it is served, the proof of delivery. Refuses with
 * `service-act-refused` what does not fit its state, and `service-date-wrong`.
 */
export async function actOnService(db: Database, { serviceId, asked, signature, actor, now }: Acting): Promise<void> {
  await withService(db, serviceId, async (tx, held) => {
    const { service } = held;
    if (!actsOn(service.channel, service.state).includes(asked.act)) throw new Refusal('service-act-refused', { state: service.state });
    const by = { recordedBy: actor.id };
    switch (asked.act) {
      case 'posted': {
        const { carrier, trackingNumber } = asked;
        const columns = {
          ...by,
          state: 'sent',
          sentAt: now,
          carrier,
          trackingNumber,
          attempts: service.attempts + 1,
          triedAt: now,
        } as const;
        return noteService(tx, held, { type: 'delivery.sent', columns, actor, now });
      }
      case 'received': {
        const { signedBy, taker } = asked;
        const at = service.channel === 'window' ? now : dayReceived(held, asked.on, now);
        return recordDelivered(tx, held, { at, receipt: { signedBy, taker }, signature, actor, now });
      }
      case 'refused': {
        const columns = { ...by, state: 'refused', receipt: { reason: asked.reason }, triedAt: now } as const;
        return noteService(tx, held, { type: 'delivery.refused', columns, actor, now, data: { reason: asked.reason } });
      }
      case 'failed':
        return recordFailed(tx, held, { code: 'service-said', message: asked.reason, actor, now, columns: by });
      case 'retry':
        return retry(tx, held, now);
    }
  });
}

/** The day on a postal receipt: not before it was posted, and not to come. */
function dayReceived({ service }: Held, on: string, now: Date): Date {
  requireDay(on, service.sentAt ?? service.createdAt, now);
  return on === dayOf(now) ? now : atNoon(on);
}

async function retry(tx: Transaction, { service }: Pick<Held, 'service'>, now: Date): Promise<void> {
  await tx.update(services).set({ state: 'planned', retryAt: now }).where(eq(services.id, service.id));
  await queueService(tx, service.id);
}

/** Has all that the system could not send of a paper tried at once. Refuses with `operation-refused` when that is nothing. */
export const retryFailed = (db: Database, documentId: string, now: Date): Promise<void> =>
  db.transaction(async (tx) => {
    const failed = await tx
      .select()
      .from(services)
      .where(and(eq(services.documentId, documentId), eq(services.state, 'failed'), inArray(services.channel, ['email', 'sms'])));
    if (failed.length === 0) throw new Refusal('operation-refused');
    for (const service of failed) await retry(tx, { service }, now);
  });
