import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { correctionMarks } from '../../schema/db/tables/index.ts';
import type { Step } from '../../workflows/messages.ts';
import type { Folded } from './fold.ts';

/** The shared marks that a correction notice went out with belong to its round from now on; what was marked since waits on. */
export async function keepSentMarks(tx: Transaction, { cause, caseNumber }: Step, folded: Folded): Promise<void> {
  const ids = cause.kind === 'act' && cause.act.kind === 'complete' ? (cause.act.particulars.markIds ?? []) : [];
  if (ids.length === 0 || !folded.effects.some(({ effect }) => effect.kind === 'requestCorrection')) return;
  const sent = and(eq(correctionMarks.caseNumber, caseNumber), inArray(correctionMarks.id, ids), isNull(correctionMarks.round));
  await tx
    .update(correctionMarks)
    .set({ round: folded.correction?.round ?? 1 })
    .where(sent);
}
