import { and, asc, desc, eq, inArray, isNotNull, min, notInArray, sql } from 'drizzle-orm';
import type { HearingFacts, HearingPerson, ToldParty } from '../rules/hearing.ts';
import type { Database, Transaction } from './connect.ts';
import { caseParties, hearingPeople, hearings, partyStatements, services } from './tables/index.ts';

type Reader = Database | Transaction;
export type HearingRow = typeof hearings.$inferSelect;
export type PartyRecord = typeof caseParties.$inferSelect;

/** Somebody told of a hearing: their row, and what follows from how their papers were served. */
export interface StandingPerson extends HearingPerson {
  row: typeof hearingPeople.$inferSelect;
}

export interface StandingHearing extends HearingFacts {
  row: HearingRow;
  people: StandingPerson[];
}

export interface StandingParty extends ToldParty {
  row: PartyRecord;
  statements: { words: string; at: Date }[];
}

/** Where the hearing and the third parties of a case stand. `hearing` is the last one. */
export interface Standing {
  hearing: StandingHearing | null;
  parties: StandingParty[];
}

/**
 * Reads where a case's hearing and third parties stand; `dueAfter` gives the end of the days that run from a service. Two queries where
 * there is nothing of the kind, five otherwise.
 */
export async function standingOf(db: Reader, caseNumber: string, dueAfter: (servedAt: Date) => Date): Promise<Standing> {
  const [[hearing], parties] = await Promise.all([
    db.select().from(hearings).where(eq(hearings.caseNumber, caseNumber)).orderBy(desc(hearings.toldAt), desc(hearings.id)).limit(1),
    db.select().from(caseParties).where(eq(caseParties.caseNumber, caseNumber)).orderBy(asc(caseParties.addedAt), asc(caseParties.id)),
  ]);
  if (!hearing && parties.length === 0) return { hearing: null, parties: [] };
  const partyIds = parties.map(({ id }) => id);
  const [people, statements, served] = await Promise.all([
    hearing
      ? db
          .select()
          .from(hearingPeople)
          .where(eq(hearingPeople.hearingId, hearing.id))
          .orderBy(sql`party_id nulls first`)
      : Promise.resolve([]),
    partyIds.length > 0
      ? db.select().from(partyStatements).where(inArray(partyStatements.partyId, partyIds)).orderBy(asc(partyStatements.at))
      : Promise.resolve([]),
    servedIn(db, caseNumber),
  ]);
  const dueOf = (servedAt: Date | null): Date | null => servedAt && dueAfter(servedAt);
  const standing = people.map((row): StandingPerson => {
    const servedAt = served(row.rightsDocumentId, row.partyId);
    return {
      row,
      servedAt,
      dueAt: dueOf(servedAt),
      answer: row.answer,
      noticeServedAt: served(row.noticeDocumentId, row.partyId),
      signature: row.signature,
    };
  });
  return {
    hearing: hearing ? { row: hearing, ...hearing, hasOfficer: hearing.officerId !== null, people: standing } : null,
    parties: parties.map((row) => {
      const servedAt = served(row.documentId, row.id);
      const own = statements.filter(({ partyId }) => partyId === row.id).map(({ words, at }) => ({ words, at }));
      return { row, servedAt, dueAt: dueOf(servedAt), heardAt: row.heardAt, statements: own };
    }),
  };
}

/** When each paper of a case was first served on whom it is addressed to. */
async function servedIn(db: Reader, caseNumber: string): Promise<(documentId: string | null, partyId: string | null) => Date | null> {
  const rows = await db
    .select({
      documentId: services.documentId,
      isParty: sql<boolean>`${services.recipientKind} = 'thirdParty'`,
      at: min(services.deliveredAt),
    })
    .from(services)
    .where(and(eq(services.caseNumber, caseNumber), eq(services.state, 'delivered')))
    .groupBy(services.documentId, sql`2`);
  return (documentId, partyId) => rows.find((one) => one.documentId === documentId && one.isParty === (partyId !== null))?.at ?? null;
}

/** Asks the worker to stop or resume the decision's limit as the hearing stands; asked for again, it is still one job. */
export async function queueHearingClock(tx: Pick<Transaction, 'execute'>, hearingId: string, runAt: Date | null = null): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job('hearingClock', ${JSON.stringify({ hearingId })}::json,
    job_key => ${`hearing:${hearingId}`}, max_attempts => 100, run_at => ${runAt?.toISOString() ?? null}::timestamptz)`);
}

/** Whether a case's limit stands still for a hearing that is not over. */
export async function isStoppedForHearing(db: Reader, caseNumber: string): Promise<boolean> {
  const [found] = await db
    .select({ id: hearings.id })
    .from(hearings)
    .where(and(eq(hearings.caseNumber, caseNumber), notInArray(hearings.state, ['closed', 'waived']), isNotNull(hearings.stoppedAt)))
    .limit(1);
  return found !== undefined;
}
