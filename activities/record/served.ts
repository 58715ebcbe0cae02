import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { decisionServed } from '../../schema/db/service.ts';
import { documents, services } from '../../schema/db/tables/index.ts';
import { dayOf } from '../../schema/documents/official-date.ts';
import { serviceWay } from '../../schema/rules/service.ts';
import type { Step } from '../../workflows/messages.ts';
import type { DocumentSources } from './document-fields.ts';

/** The act by which a case is delivered: when, and by whom where that was a person. */
export interface Served {
  at: string;
  actorId: string | null;
}

export const servedBy = ({ at, cause }: Step): Served => ({
  at,
  actorId: cause.kind === 'act' && 'actor' in cause.act ? cause.act.actor.id : null,
});

/**
 * How the decision of a case that is being delivered was served. What its own records say comes first; where there are none yet, the
 * window's word that it was handed over or posted is the record, and the remedies run from it.
 */
export async function serviceOfDecision(tx: Transaction, caseNumber: string, { at, actorId }: Served): Promise<DocumentSources['served']> {
  const known = (await decisionServed(tx, caseNumber)) ?? (await byWord(tx, caseNumber, new Date(at), actorId));
  if (!known) return null;
  return { way: serviceWay[known.channel].zh, on: dayOf(known.deliveredAt!), takenBy: known.receipt?.signedBy };
}

async function byWord(tx: Transaction, caseNumber: string, at: Date, actorId: string | null) {
  const ofDecision = tx
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.caseNumber, caseNumber), inArray(documents.kind, ['grantDecision', 'denialDecision'])));
  const [open] = await tx
    .select({ id: services.id })
    .from(services)
    .where(
      and(
        inArray(services.documentId, ofDecision),
        inArray(services.channel, ['window', 'post']),
        inArray(services.state, ['planned', 'sent']),
      ),
    )
    .limit(1);
  if (!open) return null;
  const [done] = await tx
    .update(services)
    .set({ state: 'delivered', deliveredAt: at, recordedBy: actorId })
    .where(eq(services.id, open.id))
    .returning();
  return done ?? null;
}
