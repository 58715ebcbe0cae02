import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { settleEscalation } from '../../schema/db/escalate.ts';
import { tasks } from '../../schema/db/tables/index.ts';
import { addWorkdays } from '../../workflows/clock/workdays.ts';
import type { Step } from '../../workflows/messages.ts';
import { organisationAt } from './case-facts.ts';
import type { CaseFacts, CaseRow } from './case-facts.ts';
import type { DueTimes } from '../../workflows/clock/case-clocks.ts';
import type { Folded, OpenedTask } from './fold.ts';

const far = new Date('9999-12-31T00:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;

/** `organisation:role:department`, the worklist's key. */
export const groupKey = (organisationId: string, role: string, department: string): string => `${organisationId}:${role}:${department}`;

/** The end of the n-th day after `at` by the task's own limit; null without one. */
export function dueOf(task: OpenedTask, facts: CaseFacts, at: string): Date | null {
  if (!task.limit) return null;
  if (task.limit.unit === 'workday') return new Date(addWorkdays(facts.calendar, at, task.limit.n));
  const day = new Date(new Date(at).getTime() + task.limit.n * dayMs);
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(day);
  return new Date(`${local}T23:59:59+08:00`);
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
  const dueAt = dueOf(task, facts, at);
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
