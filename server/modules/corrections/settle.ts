import { eq } from 'drizzle-orm';
import type { Mark } from '../../../schema/contracts/values.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { cases } from '../../../schema/db/tables/index.ts';
import { furtherMarks, mergeMarks } from '../../../schema/rules/correction.ts';
import type { Particulars } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { openMarks, revisionOf } from './repo.ts';

/** What who sends a notice says of it. */
export interface Sending {
  /** Marks of their own that come with the decision. */
  marks: Mark[];
  /** The revision of the shared marks that they saw. */
  marksSeen?: string | undefined;
  /** Why this notice asks for what the one before did not. */
  furtherReason?: string | undefined;
}

/**
 * The one notice of what everybody has marked (Licensing Law art. 32). Refuses with `marks-changed` when a colleague has marked
 * something that the sender has not seen, `marks-required`, and `further-marks-reason` when a further notice asks for something new.
 */
export async function settleNotice(
  db: Database,
  caseNumber: string,
  { marks, marksSeen, furtherReason }: Sending,
): Promise<Pick<Particulars, 'marks' | 'markIds' | 'further'>> {
  const [shared, [row]] = await Promise.all([
    openMarks(db, caseNumber),
    db.select({ correction: cases.correction }).from(cases).where(eq(cases.caseNumber, caseNumber)),
  ]);
  if (revisionOf(shared) !== (marksSeen ?? revisionOf([]))) throw new Refusal('marks-changed');
  const all = mergeMarks([...shared.map(({ mark }) => mark), ...marks]);
  if (all.length === 0) throw new Refusal('marks-required');
  const further = furtherMarks(all, row?.correction ?? null);
  const reason = furtherReason?.trim() ?? '';
  if (further.length > 0 && reason === '') throw new Refusal('further-marks-reason', { count: further.length });
  return {
    marks: all,
    ...(shared.length > 0 ? { markIds: shared.map(({ mark }) => mark.id) } : {}),
    ...(further.length > 0 ? { further: { marks: further, reason } } : {}),
  };
}
