import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { Text } from '../../../schema/contracts/values.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, hearings, items, organisations } from '../../../schema/db/tables/index.ts';

/** Hearings to come, soonest first, one past the limit; what is public of them. */
export async function comingHearings(db: Database, { after, limit, now }: { after: [string, string] | null; limit: number; now: Date }) {
  const rows = await db
    .select({
      id: hearings.id,
      itemName: sql<Text>`${items.guide} -> 'name'`,
      agency: organisations.name,
      basis: hearings.basis,
      proposal: hearings.proposal,
      heldAt: hearings.heldAt,
      place: hearings.place,
    })
    .from(hearings)
    .innerJoin(cases, eq(cases.caseNumber, hearings.caseNumber))
    .innerJoin(items, eq(items.id, cases.itemId))
    .innerJoin(organisations, eq(organisations.id, cases.holderOrganisationId))
    .where(
      and(
        sql`${hearings.state} = 'scheduled'`,
        gte(hearings.heldAt, now),
        after ? sql`(${hearings.heldAt}, ${hearings.id}) > (${after[0]}::timestamptz, ${after[1]})` : undefined,
      ),
    )
    .orderBy(asc(hearings.heldAt), asc(hearings.id))
    .limit(limit + 1);
  return rows.map(({ proposal, heldAt, place, ...row }) => ({
    ...row,
    matter: row.basis === 'public' ? proposal : null,
    heldAt: heldAt!.toISOString(),
    place: place!,
  }));
}
