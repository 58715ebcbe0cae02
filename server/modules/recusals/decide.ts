import { and, eq, inArray } from 'drizzle-orm';
import { keptFromCase } from '../../../schema/db/avoidance.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { escalate } from '../../../schema/db/escalate.ts';
import { appendLedger } from '../../../schema/db/ledger.ts';
import { cases, definitions, recusals, tasks } from '../../../schema/db/tables/index.ts';
import { userTaskOf } from '../../../schema/process/program.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { removeOfficer } from '../hearings/officers.ts';
import { actOnTask, noteOnCase } from '../tasks/act.ts';

export interface Deciding {
  id: string;
  uphold: boolean;
  /** Who is meant, where the request names nobody known. */
  personId: string | null;
  reason: string;
  actor: Actor;
  now: Date;
}

/**
 * A head upholds or rejects a request. Who must stay away loses what they have claimed of the case to its group in the same
 * transaction, and where nobody is left for a task its supervisors are told. Refuses with `already-decided`, `person-required`.
 */
export const decideRecusal = (db: Database, deciding: Deciding): Promise<void> =>
  db.transaction(async (tx) => {
    const { id, uphold, reason, actor, now } = deciding;
    const [asked] = await tx.select({ caseNumber: recusals.caseNumber }).from(recusals).where(eq(recusals.id, id));
    if (!asked) throw new Refusal('not-found');
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, asked.caseNumber)).for('update');
    const [request] = await tx.select().from(recusals).where(eq(recusals.id, id)).for('update');
    if (request!.state !== 'pending') throw new Refusal('already-decided');
    const personId = request!.personId ?? (request!.named === null ? null : deciding.personId);
    if (uphold && request!.named !== null && personId === null) throw new Refusal('person-required');
    const state = uphold ? 'upheld' : 'rejected';
    const decided = { state, personId, decision: reason, decidedBy: actor.id, decidedAt: now } as const;
    await tx.update(recusals).set(decided).where(eq(recusals.id, id));
    await noteOnCase(tx, row!, { actor, now }, `recusal.${state}`, { reason, ...(personId === null ? {} : { users: [personId] }) });
    if (!uphold) return;
    await removeOfficer(tx, row!, { actor, now });
    const open = await tx
      .select()
      .from(tasks)
      .where(and(eq(tasks.caseNumber, row!.caseNumber), eq(tasks.open, true)));
    await freeClaimed(tx, row!, open, { actor, now });
    await tellSupervisors(tx, row!, open, now);
  });

type CaseRow = typeof cases.$inferSelect;
type TaskRow = typeof tasks.$inferSelect;

/** What somebody who must now stay away has claimed goes back to its group. What the engine gave them, a head gives to another. */
async function freeClaimed(tx: Transaction, row: CaseRow, open: TaskRow[], by: { actor: Actor; now: Date }): Promise<void> {
  const claimed = open.filter((task) => task.holderId !== null && task.assigneeId === null);
  const holders = claimed.map((task) => task.holderId!);
  const avoiding = await keptFromCase(tx, row.caseNumber, holders);
  for (const task of claimed) {
    const reason = avoiding.get(task.holderId!);
    // A challenge that is still pending only makes them wait.
    if (reason === undefined || reason === 'recusalPending') continue;
    const freed = { holderId: null, claimedAt: null, assignedById: null, draft: null, draftBy: null };
    await actOnTask(tx, row, task, by, 'task.released', freed, { users: [task.holderId], recused: true });
  }
}

async function tellSupervisors(tx: Transaction, row: CaseRow, open: TaskRow[], now: Date): Promise<void> {
  const [found] = await tx.select({ program: definitions.program }).from(definitions).where(eq(definitions.id, row.definitionId));
  const ids = open.map((task) => task.id);
  const entries = await escalate(tx, ids, (element) => userTaskOf(found!.program, element), now);
  if (entries.length === 0) return;
  const [end] = await tx.select().from(cases).where(eq(cases.caseNumber, row.caseNumber));
  const chain = await appendLedger(tx, end!, entries, { step: null, at: now.toISOString() });
  await tx.update(cases).set(chain).where(eq(cases.caseNumber, row.caseNumber));
}

/** Departments whose tasks a case has had: what an applicant can name besides a person. */
export async function unitsOf(db: Database, caseNumber: string): Promise<{ organisationId: string; department: string }[]> {
  return db
    .selectDistinct({ organisationId: tasks.organisationId, department: tasks.department })
    .from(tasks)
    .where(and(eq(tasks.caseNumber, caseNumber), inArray(tasks.role, ['window', 'reviewer', 'decider'])));
}
