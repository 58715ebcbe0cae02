import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { NodeOf } from '../process/program.ts';
import { avoidanceOf } from '../rules/avoidance.ts';
import type { CaseOfAvoidance, TaskOfAvoidance } from '../rules/avoidance.ts';
import { dayOf, isAway } from '../rules/stand-in.ts';
import type { Absence } from '../rules/stand-in.ts';
import { caseOfAvoidance, peopleOfCase } from './avoidance.ts';
import type { Transaction } from './connect.ts';
import type { LedgerEntry } from './ledger.ts';
import { absences, escalations, organisations, posts, tasks } from './tables/index.ts';

type TaskRow = typeof tasks.$inferSelect;
type UserTask = Pick<NodeOf<'userTask'>, 'separateFrom'>;

/** Why nobody can take a task. */
type Reason = 'emptyGroup' | 'allAway' | 'allAvoid';
type Why = Reason | 'overdue';

const stepOf = (task: Pick<TaskRow, 'element' | 'stage'>, node: UserTask | undefined): TaskOfAvoidance => ({
  element: task.element,
  stage: task.stage,
  ...(node?.separateFrom ? { separateFrom: node.separateFrom } : {}),
});

/**
 * Which of some tasks it is not certain that somebody can take, in one query. Certain is: somebody of the group (or who
 * has it in hand) is there today, has had no part in this case so far, is not of the applicant's own organisation, and nobody
 * was challenged in it. The others need a closer look.
 */
const doubtful = (tx: Transaction, taskIds: string[], day: string): Promise<TaskRow[]> =>
  tx
    .select()
    .from(tasks)
    .where(
      and(
        inArray(tasks.id, taskIds),
        sql`${tasks.open} and ${tasks.role} <> 'applicant'`,
        sql`(exists (select 1 from recusals r where r.case_number = ${tasks.caseNumber} and r.state <> 'rejected') or not exists (
          select 1 from posts p join organisations o on o.id = p.organisation_id
            join cases c on c.case_number = ${tasks.caseNumber} left join users applicant on applicant.id = c.applicant_id
          where (case when ${tasks.holderId} is null
              then p.organisation_id = ${tasks.organisationId} and p.role = ${tasks.role} and p.department = ${tasks.department}
              else p.user_id = ${tasks.holderId} end)
            and o.credit_code is distinct from applicant.code and p.user_id <> c.applicant_id
            and not exists (select 1 from absences a where a.user_id = p.user_id and a.revoked_at is null
              and a.from_day <= ${day}::date and a.through_day >= ${day}::date)
            and not exists (select 1 from ledger l where l.case_number in (c.case_number, c.subject_case) and l.type in ('task.completed', 'case.submitted')
              and (l.actor_id = p.user_id or l.data #>> '{onBehalfOf,id}' = p.user_id))))`,
      ),
    );

/** Why nobody at all can take a task today, a stand-in included; null when somebody can. */
async function whyNobody(tx: Transaction, task: TaskRow, node: UserTask | undefined, day: string): Promise<Reason | null> {
  const group = await candidatesFor(tx, task);
  if (group.length === 0) return 'emptyGroup';
  const away = await absencesOf(tx, group, day);
  const standIns = away.flatMap(({ standInId }) => (standInId === null ? [] : [standInId]));
  const [of, people] = await Promise.all([caseOfAvoidance(tx, task.caseNumber), peopleOfCase(tx, [...group, ...standIns])]);
  const step = stepOf(task, node);
  const isFree = (id: string): boolean => {
    const person = people.get(id);
    return person !== undefined && avoidanceOf(person, of, step) === null;
  };
  const present = group.filter((id) => !isAway(away, id, task.role, day));
  if (present.some(isFree)) return null;
  // A stand-in acts in the name of who is away: neither may be too close to the case.
  const lent = away.filter((one) => !present.includes(one.userId) && one.standInId !== null);
  if (lent.some((one) => isFree(one.userId) && isFree(one.standInId!))) return null;
  return present.length === 0 ? 'allAway' : 'allAvoid';
}

async function candidatesFor(tx: Transaction, task: TaskRow): Promise<string[]> {
  if (task.holderId !== null) return [task.holderId];
  const rows = await tx
    .selectDistinct({ id: posts.userId })
    .from(posts)
    .where(and(eq(posts.organisationId, task.organisationId), sql`${posts.role} = ${task.role}`, eq(posts.department, task.department)));
  return rows.map(({ id }) => id);
}

const absencesOf = (tx: Transaction, ids: string[], day: string): Promise<Absence[]> =>
  tx
    .select()
    .from(absences)
    .where(
      and(
        inArray(absences.userId, ids),
        isNull(absences.revokedAt),
        sql`${absences.from} <= ${day}::date and ${absences.through} >= ${day}::date`,
      ),
    );

/** The nearest organisation upwards with a supervisor who is there and may see to the case; the topmost when there is none. */
async function supervisingOrganisation(tx: Transaction, organisationId: string, of: CaseOfAvoidance, day: string): Promise<string> {
  const [own] = await tx.select({ path: organisations.path }).from(organisations).where(eq(organisations.id, organisationId));
  const upwards = (own?.path ?? `/${organisationId}/`).split('/').filter(Boolean).toReversed();
  const heads = await tx
    .select({ id: posts.userId, organisationId: posts.organisationId })
    .from(posts)
    .where(and(inArray(posts.organisationId, upwards), eq(posts.role, 'supervisor')));
  const ids = heads.map(({ id }) => id);
  const [people, away] = [await peopleOfCase(tx, ids), ids.length === 0 ? [] : await absencesOf(tx, ids, day)];
  const isFree = (id: string): boolean => !isAway(away, id, 'supervisor', day) && avoidanceOf(people.get(id)!, of, null) === null;
  return upwards.find((one) => heads.some((head) => head.organisationId === one && isFree(head.id))) ?? upwards.at(-1)!;
}

/**
 * Where nobody can take one of these tasks, says so to the supervisors of its organisation, or of the one above where there
 * is none: nothing is ever approved for want of people. Gives the ledger's entries; the caller holds the case's row.
 */
export async function escalate(
  tx: Transaction,
  taskIds: string[],
  nodeOf: (element: string) => UserTask | undefined,
  now: Date,
): Promise<LedgerEntry[]> {
  const day = dayOf(now);
  const entries: LedgerEntry[] = [];
  for (const task of taskIds.length === 0 ? [] : await doubtful(tx, taskIds, day)) {
    const reason = await whyNobody(tx, task, nodeOf(task.element), day);
    if (reason !== null) entries.push(...(await bringUp(tx, task, reason, now)));
  }
  return entries;
}

/**
 * The statutory limit of a case has passed: its supervisors are told of each task that staff have open, once (Licensing Law art. 74 makes who
 * decides late answer for it). Gives the ledger's entries; the caller holds the case's row.
 */
export async function escalateOverdue(tx: Transaction, caseNumber: string, now: Date): Promise<LedgerEntry[]> {
  const open = await tx
    .select()
    .from(tasks)
    .where(and(eq(tasks.caseNumber, caseNumber), eq(tasks.open, true), ne(tasks.role, 'applicant')))
    .orderBy(asc(tasks.number));
  const entries: LedgerEntry[] = [];
  for (const task of open) entries.push(...(await bringUp(tx, task, 'overdue', now)));
  return entries;
}

/** Brings a task before its supervisors unless it is before them already. */
async function bringUp(tx: Transaction, task: TaskRow, why: Why, now: Date): Promise<LedgerEntry[]> {
  const [known] = await tx
    .select({ at: escalations.at })
    .from(escalations)
    .where(and(eq(escalations.taskId, task.id), isNull(escalations.resolvedAt)));
  if (known) return [];
  const of = await caseOfAvoidance(tx, task.caseNumber);
  const organisationId = await supervisingOrganisation(tx, task.organisationId, of, dayOf(now));
  await tx.insert(escalations).values({ taskId: task.id, caseNumber: task.caseNumber, organisationId, reason: why, at: now });
  return [escalated(task, organisationId, why)];
}

const escalated = ({ element, name, number }: TaskRow, organisationId: string, reason: Why): LedgerEntry => ({
  type: 'task.escalated',
  actorId: null,
  actorName: null,
  organisationId,
  element,
  elementName: name,
  data: { task: number, why: reason },
});

/** Somebody has taken the task after all, or was given it. */
export async function settleEscalation(tx: Transaction, taskIds: string[], now: Date): Promise<void> {
  if (taskIds.length === 0) return;
  await tx
    .update(escalations)
    .set({ resolvedAt: now })
    .where(and(inArray(escalations.taskId, taskIds), isNull(escalations.resolvedAt)));
}
