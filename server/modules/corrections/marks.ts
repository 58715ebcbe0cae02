import { and, eq, isNull } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { Mark, Text } from '../../../schema/contracts/values.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { cases, correctionMarks } from '../../../schema/db/tables/index.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { noteOnCase } from '../tasks/act.ts';
import { noticeTask } from './repo.ts';

interface Marking {
  caseNumber: string;
  actor: Actor;
  now: Date;
}

/** Holds the case's row while its notice can still be changed. Refuses with `marks-closed`. */
async function lockNotice(tx: Transaction, caseNumber: string) {
  const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber)).for('update');
  const open = await noticeTask(tx, caseNumber);
  if (!row || !open) throw new Refusal('marks-closed');
  return { row, task: open.task };
}

/** Adds a person's mark about one answer or material, or changes the one they have. The same words again change nothing. */
export const addMark = (db: Database, { caseNumber, actor, now }: Marking, mark: Mark, subject: Text): Promise<void> =>
  db.transaction(async (tx) => {
    const { row, task } = await lockNotice(tx, caseNumber);
    const { target, path, message } = mark;
    const about = and(eq(correctionMarks.target, target), eq(correctionMarks.path, path), eq(correctionMarks.byId, actor.id));
    const [mine] = await tx
      .select()
      .from(correctionMarks)
      .where(and(eq(correctionMarks.caseNumber, caseNumber), isNull(correctionMarks.round), about));
    if (mine?.message === message) return;
    if (mine) await tx.update(correctionMarks).set({ message, at: now }).where(eq(correctionMarks.id, mine.id));
    else {
      const by = { byId: actor.id, organisationId: actor.organisationId, at: now };
      await tx.insert(correctionMarks).values({ id: nanoid(), caseNumber, target, path, message, ...by });
    }
    await noteOnCase(tx, row, { actor, now }, 'correction.marked', { subject, reason: message }, task);
  });

/** Takes a mark back. Only who made it or who sends the notice may. One that is gone already is no error. */
export const dropMark = (db: Database, { caseNumber, actor, now }: Marking, id: string, nameOf: (mark: Mark) => Text): Promise<void> =>
  db.transaction(async (tx) => {
    const { row, task } = await lockNotice(tx, caseNumber);
    const mine = and(eq(correctionMarks.id, id), eq(correctionMarks.caseNumber, caseNumber), isNull(correctionMarks.round));
    const [mark] = await tx.select().from(correctionMarks).where(mine);
    if (!mark) return;
    if (mark.byId !== actor.id && task.holderId !== (actor.onBehalfOf?.id ?? actor.id)) throw new Refusal('not-allowed');
    await tx.delete(correctionMarks).where(eq(correctionMarks.id, id));
    const said = { subject: nameOf(mark), reason: mark.message };
    await noteOnCase(tx, row, { actor, now }, 'correction.unmarked', said, task);
  });
