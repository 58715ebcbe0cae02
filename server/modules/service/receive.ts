import { eq } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import { choiceOfCase, recordDelivered, withService } from '../../../schema/db/service.ts';
import type { ServiceActor } from '../../../schema/db/service.ts';
import { services } from '../../../schema/db/tables/index.ts';

/** A paper's place in the portal is planned by this id when it is issued. */
const inPortal = (documentId: string): string => `${documentId}.portal`;

/**
 * The applicant has opened a paper: with consent to electronic service that is its receipt, once. Costs a reader who has opened it before
 * one look-up by key.
 */
export async function noteOpened(db: Database, documentId: string, applicant: ServiceActor, now: Date): Promise<void> {
  const [found] = await db
    .select({ state: services.state, caseNumber: services.caseNumber })
    .from(services)
    .where(eq(services.id, inPortal(documentId)));
  // Consent as it stands now: it may have been given, or taken back, since the paper was issued.
  if (found?.state !== 'sent' || !(await choiceOfCase(db, found.caseNumber)).electronic) return;
  await receive(db, documentId, applicant, now);
}

/** The applicant says that they have a paper, whether or not they agreed to electronic service before. Said twice, it is noted once. */
export const confirmReceipt = (db: Database, documentId: string, applicant: ServiceActor, now: Date): Promise<void> =>
  receive(db, documentId, applicant, now);

async function receive(db: Database, documentId: string, actor: ServiceActor, now: Date): Promise<void> {
  await withService(db, inPortal(documentId), async (tx, held) => {
    if (held.service.state !== 'sent') return;
    await recordDelivered(tx, held, { at: now, receipt: { signedBy: actor.name, taker: 'self' }, actor, now });
  });
}
