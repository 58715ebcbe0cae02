import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { planReminder } from '../../schema/db/messages.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { items, licenceReminders, licences } from '../../schema/db/tables/index.ts';
import { entry } from '../record/entries.ts';

/** Licences looked at in one sweep. */
const lot = 200;

/**
 * Licences in force whose end has come within one of their item's numbers of days, and whose holder has not been told so for this version.
 * Of several numbers that have passed at once only the nearest is told.
 */
const ending = (db: Database, now: Date) =>
  db.execute<{ number: string; days: number }>(sql`
    select l.number, told.days from ${licences} l join ${items} i on i.id = l.item_id
    cross join lateral (
      select min(d.value::int) as days from jsonb_array_elements_text(i.guide -> 'result' -> 'remindDays') as d(value)
      where l.valid_to <= ${now.toISOString()}::timestamptz + make_interval(days => d.value::int)
    ) told
    where l.state = 'inForce' and l.version > 0 and l.valid_to > ${now.toISOString()}::timestamptz
      and l.valid_to <= ${now.toISOString()}::timestamptz + interval '400 days' and told.days is not null
      and not exists (
        select 1 from ${licenceReminders} r where r.number = l.number and r.version = l.version and r.days = told.days)
    order by l.valid_to limit ${lot}`);

/**
 * Reminds holders that a licence ends (主动服务): once for each number of days before it and each version, noted in the licence's ledger. Two
 * workers may sweep at once. Gives how many were reminded.
 */
export async function remindHolders(db: Database, now: Date): Promise<number> {
  let reminded = 0;
  for (const { number, days } of await ending(db, now)) {
    reminded += await db.transaction(async (tx) => {
      const [row] = await tx.select().from(licences).where(eq(licences.number, number)).for('update');
      if (row?.state !== 'inForce') return 0;
      const { version, holderId, ledgerSeq, ledgerHash } = row;
      const [made] = await tx
        .insert(licenceReminders)
        .values({ number, version, days, holderId, at: now })
        .onConflictDoNothing()
        .returning({ days: licenceReminders.days });
      if (!made) return 0;
      const [item] = await tx.select({ guide: items.guide }).from(items).where(eq(items.id, row.itemId));
      const subject = item?.guide.result.name ?? { zh: number, en: number };
      const data = { subject, days, path: `/licences/${number}` };
      const ways = await planReminder(
        tx,
        { id: `licence:${number}.${version}.${days}`, kind: 'licenceEnds', caseNumber: row.caseNumber, data },
        now,
      );
      const chain = await appendLedger(
        tx,
        { caseNumber: number, ledgerSeq, ledgerHash },
        [entry('licence.reminded', { days, version, ways: ['portal', ...ways] })],
        {
          step: null,
          at: now.toISOString(),
        },
      );
      await tx.update(licences).set(chain).where(eq(licences.number, number));
      return 1;
    });
  }
  return reminded;
}
