import { and, asc, eq, exists, gt, like, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import { items, offices, organisations } from '../../../schema/db/tables/index.ts';

export interface ItemFilter {
  query?: string | undefined;
  organisationId?: string | undefined;
  audience?: string | undefined;
  level?: string | undefined;
  after: string | null;
  limit: number;
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (one) => `\\${one}`);

/** Items in the order of their codes; every word of the query must occur, in any place. One row past the limit. */
export async function findItems(db: Database, filter: ItemFilter) {
  const words = (filter.query ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const conditions: (SQL | undefined)[] = words.map((word) => like(items.searchText, `%${escapeLike(word)}%`));
  conditions.push(sql`${items.guide} ->> 'state' = 'inUse'`);
  // What an authority begins by itself is nobody's to apply for.
  conditions.push(sql`${items.guide} -> 'licence' ->> 'startedBy' = 'applicant'`);
  if (filter.audience) conditions.push(sql`${items.guide} -> 'audience' ? ${filter.audience}`);
  if (filter.level) conditions.push(sql`${items.guide} ->> 'receivingLevel' = ${filter.level}`);
  if (filter.after) conditions.push(gt(items.basicCode, filter.after));
  if (filter.organisationId) {
    const office = db
      .select({ one: sql`1` })
      .from(offices)
      .where(and(eq(offices.itemId, items.id), eq(offices.organisationId, filter.organisationId)));
    conditions.push(exists(office));
  }
  return db
    .select({ id: items.id, basicCode: items.basicCode, guide: items.guide })
    .from(items)
    .where(and(...conditions))
    .orderBy(asc(items.basicCode))
    .limit(filter.limit + 1);
}

export async function findItem(db: Database, itemId: string) {
  const [found] = await db.select().from(items).where(eq(items.id, itemId));
  return found ?? null;
}

export async function officesOf(db: Database, itemId: string) {
  return db
    .select({ office: offices, organisation: organisations })
    .from(offices)
    .innerJoin(organisations, eq(organisations.id, offices.organisationId))
    .where(eq(offices.itemId, itemId))
    .orderBy(asc(organisations.path));
}

export async function allOrganisations(db: Database) {
  return db.select().from(organisations).orderBy(asc(organisations.path));
}
