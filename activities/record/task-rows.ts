import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { settleEscalation } from '../../schema/db/escalate.ts';
import { tasks } from '../../schema/db/tables/index.ts';
import { userTaskOf } from '../../schema/process/program.ts';
import type { Step } from '../../workflows/messages.ts';
import { organisationAt } from './case-facts.ts';
import type { CaseFacts, CaseRow } from './case-facts.ts';
import { stageDue } from '../../workflows/clock/case-clocks.ts';
import type { Clocks, DueTimes } from '../../workflows/clock/case-clocks.ts';
import type { Folded, OpenedTask } from './fold.ts';

const far = new Date('9999-12-31T00:00:00Z');

/** `organisation:role:department`, the worklist's key. */
export const groupKey = (organisationId: string, role: string, department: string): string => `${organisationId}:${role}:${department}`;

/** When a task opened at `at` is due by its own limit; null without one, and while the decision's limit stands still. */
export function dueOf(task: Pick<OpenedTask, 'limit' | 'stage'>, facts: CaseFacts, at: string, clocks: Clocks): Date | null {
  const due = task.limit && stageDue(clocks, task.limit, at, task.stage ?? null, facts.calendar);
  return due ? new Date(due) : null;
}

export async function openTasks(
  tx: Transaction,
  row: CaseRow,
  folded: Folded,
  facts: CaseFacts,
  step: Step,
  times: DueTimes,
): Promise<void> {
  const closedAtOnce = new Set(folded.closed.map((closed) => closed.task));
  const opened = folded.opened.filter((task) => !closedAtOnce.has(task.id));
  const values = opened.map((task) => taskRow(row, folded.holder, task, facts, step.at, times));
  // A recall or a straight return opens a task again under its own number: the same row, as if it had not been closed.
  if (values.length > 0) await tx.insert(tasks).values(values).onConflictDoUpdate({ target: tasks.id, set: reopened });
  const stillOpen = and(eq(tasks.caseNumber, row.caseNumber), eq(tasks.open, true));
  const moved = row.dueAt?.getTime() !== times.dueAt?.getTime();
  if (!moved) return;
  const sortAt = sql`coalesce(${tasks.dueAt}, ${(times.dueAt ?? far).toISOString()}::timestamptz)`;
  await tx.update(tasks).set({ caseDueAt: times.dueAt, warnAt: times.warnAt, promisedDueAt: times.promisedDueAt, sortAt }).where(stillOpen);
}

const reopened = {
  open: true,
  assigneeId: sql`excluded.assignee_id`,
  holderId: sql`excluded.holder_id`,
  claimedAt: sql`excluded.claimed_at`,
  caseDueAt: sql`excluded.case_due_at`,
  warnAt: sql`excluded.warn_at`,
  promisedDueAt: sql`excluded.promised_due_at`,
  closedAt: null,
  closedBy: null,
  closedFor: null,
  assignedById: null,
  closeReason: null,
  decision: null,
  opinion: null,
};

/** The row of a task opened at `at`; the engine's task says who by role and level, the case's path which organisation that is. */
export function taskRow(
  row: CaseRow,
  holder: string,
  task: OpenedTask,
  facts: CaseFacts,
  at: string,
  times: DueTimes,
): typeof tasks.$inferInsert {
  const openedAt = new Date(at);
  const role = task.assignment?.role ?? 'reviewer';
  const organisationId = organisationAt(facts, holder, task.assignment?.level);
  const department = task.assignment?.department ?? '';
  const dueAt = dueOf(task, facts, at, times.clocks);
  const assigneeId = role === 'applicant' ? row.applicantId : task.assignee;
  return {
    id: `${row.caseNumber}.${task.id}`,
    caseNumber: row.caseNumber,
    number: task.id,
    element: task.element,
    name: facts.program.nodes[task.element]?.name ?? task.element,
    stage: task.stage ?? null,
    role,
    organisationId,
    department,
    groupKey: groupKey(organisationId, role, department),
    itemId: row.itemId,
    applicantName: row.applicantName,
    assigneeId,
    holderId: assigneeId,
    claimedAt: assigneeId ? openedAt : null,
    openedAt,
    dueAt,
    sortAt: dueAt ?? times.dueAt ?? far,
    caseDueAt: times.dueAt,
    warnAt: times.warnAt,
    promisedDueAt: times.promisedDueAt,
    open: true,
  };
}

export async function closeTasks(tx: Transaction, row: CaseRow, folded: Folded, step: Step): Promise<void> {
  if (folded.closed.length === 0) return;
  const closedAt = new Date(step.at);
  // Only what is overdue was brought before the supervisors without having to be given out.
  if (row.dueAt && row.dueAt < closedAt) {
    const ids = folded.closed.map(({ task }) => `${row.caseNumber}.${task}`);
    await settleEscalation(tx, ids, closedAt);
  }
  const act = step.cause.kind === 'act' && step.cause.act.kind === 'complete' ? step.cause.act : null;
  const others = folded.closed.filter((closed) => closed.task !== act?.task);
  for (const reason of new Set(others.map((closed) => closed.reason))) {
    const numbers = others.filter((closed) => closed.reason === reason).map((closed) => closed.task);
    await tx
      .update(tasks)
      .set({ open: false, closedAt, closeReason: reason })
      .where(and(eq(tasks.caseNumber, row.caseNumber), inArray(tasks.number, numbers)));
  }
  const own = folded.closed.find((closed) => closed.task === act?.task);
  if (!act || !own) return;
  await tx
    .update(tasks)
    .set({
      open: false,
      closedAt,
      closeReason: own.reason,
      closedBy: act.actor.id,
      closedFor: act.actor.onBehalfOf?.id ?? null,
      decision: act.particulars.decision,
      opinion: act.particulars.opinion,
      draft: null,
      draftBy: null,
    })
    .where(and(eq(tasks.caseNumber, row.caseNumber), eq(tasks.number, act.task)));
}

/** After the clocks or the calendar have changed: when open tasks with a limit of their own are due. */
export async function retimeTasks(tx: Transaction, row: CaseRow, facts: CaseFacts, times: DueTimes): Promise<void> {
  const open = await tx
    .select({ number: tasks.number, element: tasks.element, openedAt: tasks.openedAt, dueAt: tasks.dueAt })
    .from(tasks)
    .where(and(eq(tasks.caseNumber, row.caseNumber), eq(tasks.open, true)));
  for (const task of open) {
    const node = userTaskOf(facts.program, task.element);
    const dueAt = node ? dueOf(node, facts, task.openedAt.toISOString(), times.clocks) : null;
    if (dueAt?.getTime() === task.dueAt?.getTime()) continue;
    await tx
      .update(tasks)
      .set({ dueAt, sortAt: dueAt ?? times.dueAt ?? far })
      .where(and(eq(tasks.caseNumber, row.caseNumber), eq(tasks.number, task.number)));
  }
}

/** Transfers, delegations and new signers: the task is the same, its handler another. */
export async function updateTasks(tx: Transaction, row: CaseRow, folded: Folded, at: Date): Promise<void> {
  await settleEscalation(
    tx,
    folded.updated.map((task) => `${row.caseNumber}.${task.id}`),
    at,
  );
  for (const task of folded.updated) {
    await tx
      .update(tasks)
      .set({ assigneeId: task.assignee, holderId: task.assignee, assignedById: null })
      .where(and(eq(tasks.caseNumber, row.caseNumber), eq(tasks.number, task.id)));
  }
}
