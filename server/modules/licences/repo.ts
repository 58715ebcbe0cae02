import { and, desc, eq, gt, inArray, isNull, like, lte, ne, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import {
  cases,
  documents,
  items,
  ledger,
  licenceReminders,
  licences,
  licenceVersions,
  organisations,
} from '../../../schema/db/tables/index.ts';
import type { LicenceState } from '../../../schema/licences/state.ts';

export type LicenceRow = typeof licences.$inferSelect;

export interface LicencePage {
  after: [string, string] | null;
  limit: number;
}

const ofCurrent = and(eq(licenceVersions.number, licences.number), eq(licenceVersions.version, licences.version));

/** Licences with the version in force, newest first; one row past the limit. */
const listed = (db: Database, where: (SQL | undefined)[], { after, limit }: LicencePage) =>
  db
    .select({ licence: licences, data: licenceVersions.data, itemName: items.guide })
    .from(licences)
    .innerJoin(licenceVersions, ofCurrent)
    .innerJoin(items, eq(items.id, licences.itemId))
    .where(and(...where, after ? sql`(${licences.issuedAt}, ${licences.number}) < (${after[0]}::timestamptz, ${after[1]})` : undefined))
    .orderBy(desc(licences.issuedAt), desc(licences.number))
    .limit(limit + 1);
export type ListedLicence = Awaited<ReturnType<typeof listed>>[number];

export const findOwnLicences = (db: Database, holderId: string, page: LicencePage) => listed(db, [eq(licences.holderId, holderId)], page);

export interface RegisterFilter {
  query?: string | undefined;
  state?: LicenceState | undefined;
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (one) => `\\${one}`);

/** The register of some organisations, by a part of the holder's name or the beginning of the number. */
export function searchLicences(db: Database, within: string[] | 'all', { query, state }: RegisterFilter, page: LicencePage, now: Date) {
  const words = query?.trim();
  const where = [
    within === 'all' ? undefined : inArray(licences.organisationId, within),
    words
      ? or(
          like(licences.holderName, `%${escapeLike(words)}%`),
          like(licences.number, `${escapeLike(words)}%`),
          eq(licenceVersions.identifier, words),
        )
      : undefined,
    stateIs(state, now),
  ];
  return listed(db, where, page);
}

function stateIs(state: LicenceState | undefined, now: Date): SQL | undefined {
  if (!state) return undefined;
  if (state === 'expired') return and(eq(licences.state, 'inForce'), lte(licences.validTo, now));
  if (state === 'valid') return and(eq(licences.state, 'inForce'), or(isNull(licences.validTo), gt(licences.validTo, now)));
  return eq(licences.state, state);
}

/** A licence with what decides who may see it: its holder, and the path of the body that issued it. */
export async function findLicence(db: Database | Transaction, number: string) {
  const [found] = await db
    .select({ licence: licences, path: organisations.path, guide: items.guide, receivedIn: cases.organisationId })
    .from(licences)
    .innerJoin(organisations, eq(organisations.id, licences.organisationId))
    .innerJoin(items, eq(items.id, licences.itemId))
    .innerJoin(cases, eq(cases.caseNumber, licences.caseNumber))
    .where(eq(licences.number, number));
  return found ?? null;
}
export type FoundLicence = NonNullable<Awaited<ReturnType<typeof findLicence>>>;

/** All versions with their papers, newest first. */
export const versionsOf = (db: Database | Transaction, number: string) =>
  db
    .select({ version: licenceVersions, document: documents })
    .from(licenceVersions)
    .leftJoin(documents, eq(documents.id, licenceVersions.documentId))
    .where(eq(licenceVersions.number, number))
    .orderBy(desc(licenceVersions.version));
export type LicenceVersion = Awaited<ReturnType<typeof versionsOf>>[number];

export const historyOf = (db: Database, number: string) =>
  db.select().from(ledger).where(eq(ledger.caseNumber, number)).orderBy(desc(ledger.seq));

export const remindersOf = (db: Database, number: string, version: number) =>
  db
    .select()
    .from(licenceReminders)
    .where(and(eq(licenceReminders.number, number), eq(licenceReminders.version, version)))
    .orderBy(desc(licenceReminders.at));

/** The case about a licence that is still to act upon it; null when there is none. One that has only its papers to deliver keeps nobody. */
export async function openCaseOf(db: Database | Transaction, number: string): Promise<string | null> {
  const [found] = await db
    .select({ caseNumber: cases.caseNumber })
    .from(cases)
    .where(and(eq(cases.subjectLicence, number), isNull(cases.endedAt), isNull(cases.licenceNumber)))
    .limit(1);
  return found?.caseNumber ?? null;
}

/** Items in use that are about a licence which one of these items issued. */
export async function itemsAbout(db: Database | Transaction, itemId: string) {
  const rows = await db
    .select({ id: items.id, guide: items.guide, form: items.form })
    .from(items)
    .where(and(ne(sql`${items.guide} -> 'licence' ->> 'effect'`, 'issue'), sql`${items.guide} ->> 'state' = 'inUse'`))
    .orderBy(items.basicCode);
  return rows.filter(({ guide }) => guide.licence.of.length === 0 || guide.licence.of.includes(itemId));
}
export type ItemAbout = Awaited<ReturnType<typeof itemsAbout>>[number];
