import { eq } from 'drizzle-orm';
import { announce } from '../../../schema/db/announce.ts';
import type { Transaction } from '../../../schema/db/connect.ts';
import { appendLedger } from '../../../schema/db/ledger.ts';
import { cases, tasks } from '../../../schema/db/tables/index.ts';
import type { Actor } from '../../../workflows/messages.ts';
import type { TaskRecord } from './open-task.ts';

/** What an act that moves no token needs; `now` is the server's time. */
export interface TaskAct {
  taskId: string;
  actor: Actor;
  now: Date;
}

type CaseRow = typeof cases.$inferSelect;

/** Writes down what somebody did with a task: the row's columns and a ledger entry of its own. The caller holds both rows. */
export async function actOnTask(
  tx: Transaction,
  row: CaseRow,
  task: TaskRecord,
  { actor, now }: Omit<TaskAct, 'taskId'>,
  type: string,
  columns: Partial<TaskRecord>,
  data: Record<string, unknown> = {},
): Promise<TaskRecord> {
  if (Object.keys(columns).length > 0) await tx.update(tasks).set(columns).where(eq(tasks.id, task.id));
  await noteOnCase(tx, row, { actor, now }, type, { task: task.number, ...data }, task);
  return { ...task, ...columns };
}

/** A ledger entry of a case that belongs to no step: nobody wakes the workflow for it. Open pages are told. */
export async function noteOnCase(
  tx: Transaction,
  row: CaseRow,
  { actor, now }: { actor: Actor; now: Date },
  type: string,
  data: Record<string, unknown>,
  at: { element: string; name: string } | null = null,
): Promise<void> {
  const entry = {
    type,
    actorId: actor.id,
    actorName: actor.name,
    organisationId: actor.organisationId,
    element: at?.element ?? null,
    elementName: at?.name ?? null,
    data: { ...data, ...(actor.onBehalfOf ? { onBehalfOf: actor.onBehalfOf } : {}) },
  };
  // The row may have got entries since it was read in this transaction.
  const [end] = await tx
    .select({ ledgerSeq: cases.ledgerSeq, ledgerHash: cases.ledgerHash })
    .from(cases)
    .where(eq(cases.caseNumber, row.caseNumber));
  const chain = await appendLedger(tx, { caseNumber: row.caseNumber, ...end! }, [entry], { step: null, at: now.toISOString() });
  await tx.update(cases).set(chain).where(eq(cases.caseNumber, row.caseNumber));
  await announce(tx, row.caseNumber, row.step);
}
