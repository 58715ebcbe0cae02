import { and, desc, lte, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { alias, unionAll } from 'drizzle-orm/pg-core';
import type { Database } from '../../../schema/db/connect.ts';
import {
  cases,
  consultations,
  copies,
  files,
  items,
  ledger,
  licenceVersions,
  organisations,
  positions,
  tasks,
  users,
} from '../../../schema/db/tables/index.ts';

const holder = alias(users, 'holder');

/** A case with its item, where it was received, and its tasks' people; null when there is none of that number. */
export async function findCase(db: Database, caseNumber: string) {
  const [found] = await db
    .select({ row: cases, guide: items.guide, form: items.form, path: organisations.path })
    .from(cases)
    .innerJoin(items, eq(items.id, cases.itemId))
    .innerJoin(organisations, eq(organisations.id, cases.organisationId))
    .where(eq(cases.caseNumber, caseNumber));
  if (!found) return null;
  const [tasksOfCase, informed, licenceEndsOn] = await Promise.all([
    tasksOf(db, caseNumber),
    informedOf(db, caseNumber),
    endOfRenewed(db, found.guide.licence.effect === 'renew' ? found.row : null),
  ]);
  return { ...found, tasks: tasksOfCase, ...informed, licenceEndsOn };
}
export type FoundCase = NonNullable<Awaited<ReturnType<typeof findCase>>>;

/** The last day of the licence that a renewal is about, as it stood when it was asked for. */
async function endOfRenewed(db: Database, row: typeof cases.$inferSelect | null): Promise<string | null> {
  if (row === null || row.subjectLicence === null) return null;
  const [before] = await db
    .select({ data: licenceVersions.data })
    .from(licenceVersions)
    .where(and(eq(licenceVersions.number, row.subjectLicence), lte(licenceVersions.issuedAt, row.submittedAt)))
    .orderBy(desc(licenceVersions.version))
    .limit(1);
  return before?.data.validTo ?? null;
}

/** Who was asked for an opinion in a case, or sent a copy of a task of it. */
async function informedOf(db: Database, caseNumber: string): Promise<{ informedIds: string[]; consultedIds: string[] }> {
  const asked = db
    .select({ id: consultations.askedOf, asked: sql<boolean>`true`.as('asked') })
    .from(consultations)
    .where(eq(consultations.caseNumber, caseNumber));
  const told = db
    .select({ id: copies.toId, asked: sql<boolean>`false`.as('asked') })
    .from(copies)
    .where(eq(copies.caseNumber, caseNumber));
  const rows = await unionAll(asked, told);
  const idsOf = (some: typeof rows): string[] => [...new Set(some.map(({ id }) => id))];
  return { informedIds: idsOf(rows), consultedIds: idsOf(rows.filter((row) => row.asked)) };
}

/** All tasks of a case in the order they were opened, with the name of who holds each. */
async function tasksOf(db: Database, caseNumber: string) {
  return db
    .select({ task: tasks, holderName: holder.name })
    .from(tasks)
    .leftJoin(holder, eq(holder.id, tasks.holderId))
    .where(eq(tasks.caseNumber, caseNumber))
    .orderBy(asc(tasks.openedAt), asc(tasks.number));
}
export type CaseTask = FoundCase['tasks'][number];

export async function ledgerOf(db: Database, caseNumber: string) {
  return db.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(asc(ledger.seq));
}
export type LedgerRow = Awaited<ReturnType<typeof ledgerOf>>[number];

export async function filesOf(db: Database, caseNumber: string) {
  return db
    .select()
    .from(files)
    .where(and(eq(files.caseNumber, caseNumber), isNull(files.removedAt)))
    .orderBy(asc(files.uploadedAt), asc(files.id));
}

export async function positionsOf(db: Database, caseNumber: string) {
  return db.select().from(positions).where(eq(positions.caseNumber, caseNumber)).orderBy(asc(positions.firstAt));
}
export type Position = Awaited<ReturnType<typeof positionsOf>>[number];

/** Names of people by id, in one query. */
export async function namesOf(db: Database, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
  return new Map(rows.map((row) => [row.id, row.name]));
}
