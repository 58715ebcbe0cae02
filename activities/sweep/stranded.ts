import { and, eq, isNull, sql } from 'drizzle-orm';
import { announce } from '../../schema/db/announce.ts';
import type { Database } from '../../schema/db/connect.ts';
import { escalate } from '../../schema/db/escalate.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { cases, escalations } from '../../schema/db/tables/index.ts';
import { userTaskOf } from '../../schema/process/program.ts';
import { dayOf } from '../../schema/rules/stand-in.ts';
import type { FactsSource } from '../record/facts-source.ts';

/** Tasks looked at in one sweep. */
const lot = 200;

/**
 * Open tasks that have lost the people who could take them since they were opened: of groups whose members are all gone
 * or away today, and in the hands of somebody who is away with nobody in their place. Each group costs one look into an
 * index, however many tasks wait in it.
 */
const strandedTasks = (db: Database, day: string) =>
  db.execute<{ id: string; case_number: string }>(sql`
    with recursive groups(key) as (
      (select group_key from tasks where open and holder_id is null order by group_key limit 1)
      union all
      select (select t.group_key from tasks t where t.open and t.holder_id is null and t.group_key > groups.key order by t.group_key limit 1)
      from groups where groups.key is not null
    ), away as (
      select user_id, stand_in_id, roles from absences
      where revoked_at is null and from_day <= ${day}::date and through_day >= ${day}::date
    ), empty as (
      select key from groups where key is not null and split_part(key, ':', 2) <> 'applicant' and not exists (
        select 1 from posts p where p.organisation_id = split_part(key, ':', 1) and p.role = split_part(key, ':', 2)
          and p.department = split_part(key, ':', 3) and not exists (
            select 1 from away a where a.user_id = p.user_id and a.stand_in_id is null and (a.roles = '[]'::jsonb or a.roles ? p.role)))
    ), found as (
      select t.id, t.case_number from empty cross join lateral (
        select id, case_number from tasks where open and holder_id is null and group_key = empty.key limit ${lot}) t
      union
      select t.id, t.case_number from away a join tasks t on t.holder_id = a.user_id
      where t.open and a.stand_in_id is null and (a.roles = '[]'::jsonb or a.roles ? t.role)
    )
    select id, case_number from found f
    where not exists (select 1 from ${escalations} e where e.task_id = f.id and e.resolved_at is null)
    order by id limit ${lot}`);

/** Says of stranded tasks so to their supervisors, each in a transaction of its case. Gives how many there were. */
export async function escalateStranded(db: Database, source: FactsSource, now: Date): Promise<number> {
  let escalated = 0;
  for (const { id, case_number: caseNumber } of await strandedTasks(db, dayOf(now))) {
    escalated += await db.transaction(async (tx) => {
      const [row] = await tx
        .select()
        .from(cases)
        .where(and(eq(cases.caseNumber, caseNumber), isNull(cases.endedAt)))
        .for('update');
      if (!row) return 0;
      const { program } = await source.factsOfCase(tx, row);
      const entries = await escalate(tx, [id], (element) => userTaskOf(program, element), now);
      const chain = await appendLedger(tx, row, entries, { step: null, at: now.toISOString() });
      await tx.update(cases).set(chain).where(eq(cases.caseNumber, caseNumber));
      if (entries.length > 0) await announce(tx, caseNumber, row.step);
      return entries.length;
    });
  }
  return escalated;
}
