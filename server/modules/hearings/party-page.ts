import { and, asc, eq, sql } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { z } from 'zod';
import type { PartyAct, PartyView } from '../../../schema/contracts/hearings.ts';
import type { Database } from '../../../schema/db/connect.ts';
import type { PartyRecord, StandingParty } from '../../../schema/db/hearings.ts';
import { recordDelivered, withService } from '../../../schema/db/service.ts';
import { caseParties, documents, organisations, partyStatements, services } from '../../../schema/db/tables/index.ts';
import { kindOf } from '../../../schema/documents/kinds.ts';
import { stateNow } from '../../../schema/rules/hearing.ts';
import { Refusal } from '../../errors.ts';
import type { FoundCase } from '../cases/repo.ts';
import { askRecusal } from '../recusals/ask.ts';
import { answerHearing, signRecord } from './attend.ts';
import { canHear, withHearing } from './hold-case.ts';
import type { Acting } from './hold-case.ts';
import { attendingOffers, hearingView } from './view.ts';
import type { HearingFactsRead } from './view.ts';

/** Papers addressed to a third party that lie ready for them, oldest first. */
const papersOf = (db: Database, partyId: string) =>
  db
    .select({
      document: documents,
      // By whatever way: here, at the window, by post.
      served: sql<boolean>`exists (select 1 from services s where s.document_id = ${documents.id} and s.state = 'delivered')`,
    })
    .from(documents)
    .innerJoin(services, eq(services.documentId, documents.id))
    .where(and(eq(documents.partyId, partyId), eq(services.channel, 'portal')))
    .orderBy(asc(documents.createdAt), asc(documents.id));

/** A paper that was served on a third party by their page, with whom it is addressed to and, once it is issued, its file; null for any other paper. */
export async function findPartyPaper(
  db: Database,
  documentId: string,
): Promise<{ partyId: string; file: { name: string; size: number; sha256: string } | null } | null> {
  const { partyId, name, size, sha256 } = documents;
  const [found] = await db
    .select({ partyId, name, size, sha256 })
    .from(documents)
    .innerJoin(services, and(eq(services.documentId, documents.id), eq(services.channel, 'portal')))
    .where(eq(documents.id, documentId));
  if (!found || found.partyId === null) return null;
  const file = found.sha256 === null ? null : { name: found.name!, size: found.size!, sha256: found.sha256 };
  return { partyId: found.partyId, file };
}

/** All that a third party reads of the case: their papers, what they have said, and of the hearing what concerns them. */
export async function partyView(
  db: Database,
  found: FoundCase,
  { row, dueAt, heardAt, statements }: StandingParty,
  read: HearingFactsRead,
  linkTo: (documentId: string) => string,
): Promise<z.infer<typeof PartyView>> {
  const { row: ofCase, guide } = found;
  const { standing, now } = read;
  const [papers, [agency]] = await Promise.all([
    papersOf(db, row.id),
    db.select({ name: organisations.name }).from(organisations).where(eq(organisations.id, ofCase.holderOrganisationId)),
  ]);
  const { hearing } = standing;
  const person = hearing?.people.find((one) => one.row.partyId === row.id) ?? null;
  const isOver = !canHear(ofCase);
  const isScheduled = hearing !== null && person !== null && ['scheduled', 'recorded'].includes(stateNow(hearing, now));
  const hasOfficer = hearing?.row.officerId ? null : 'hearing-without-officer';
  return {
    caseNumber: ofCase.caseNumber,
    itemName: guide.name,
    agency: agency!.name,
    applicantName: ofCase.applicantName,
    name: row.name,
    interest: row.interest,
    dueAt: dueAt?.toISOString() ?? null,
    heardAt: heardAt?.toISOString() ?? null,
    statements: statements.map(({ words, at }) => ({ words, at: at.toISOString() })),
    papers: papers.map(({ document, served }) => ({
      documentId: document.id,
      name: kindOf(document.kind).name,
      number: document.number,
      issuedOn: String(document.fields.issuedOn),
      served,
      link: document.sha256 === null ? null : linkTo(document.id),
    })),
    hearing: person ? hearingView(read, row.id) : null,
    offers: [
      { name: 'state' as const, enabled: !isOver, reason: isOver ? 'hearing-not-now' : null },
      ...attendingOffers(hearing, person, now),
      ...(isScheduled ? [{ name: 'challenge' as const, enabled: hasOfficer === null, reason: hasOfficer }] : []),
    ],
    isOver,
  };
}

/** What a third party does. Refuses with what each act does, and `not-found` for a paper that is not theirs. */
export async function actAsParty(
  db: Database,
  acting: Acting & { found: FoundCase },
  party: PartyRecord,
  act: z.output<typeof PartyAct>,
): Promise<void> {
  switch (act.kind) {
    case 'receipt':
      return confirmPaper(db, acting, party, act.documentId);
    case 'state':
      return stateOpinion(db, acting, party, act.words);
    case 'request':
    case 'waive':
      return answerHearing(db, acting, party.id, { answer: act.kind, reason: act.reason });
    case 'sign':
      return signRecord(db, acting, party.id, act);
    case 'challenge':
      return challengeOfficer(db, acting, party, act.reason);
  }
}

/** They have the paper: it is served, and what runs from it begins. Said twice, it is noted once. */
async function confirmPaper(db: Database, { now }: Acting, party: PartyRecord, documentId: string): Promise<void> {
  const done = await withService(db, `${documentId}.portal`, async (tx, held) => {
    if (held.document.partyId !== party.id) return false;
    if (held.service.state === 'sent')
      await recordDelivered(tx, held, { at: now, receipt: { signedBy: party.name, taker: 'self' }, actor: null, now });
    return true;
  });
  if (!done) throw new Refusal('not-found');
}

/** 陈述申辩 (art. 36): kept word for word, for who reviews and decides; the same words sent again are kept once. */
const stateOpinion = (db: Database, acting: Acting, party: PartyRecord, words: string): Promise<void> =>
  withHearing(db, acting, async ({ tx, row, standing, note }) => {
    if (!canHear(row)) throw new Refusal('hearing-not-now');
    const before = standing.parties.find((one) => one.row.id === party.id)!;
    const isKnown = words === '' ? before.heardAt !== null : before.statements.some((one) => one.words === words);
    if (isKnown) return;
    if (words !== '') await tx.insert(partyStatements).values({ id: nanoid(), partyId: party.id, words, at: acting.now });
    if (before.heardAt === null) await tx.update(caseParties).set({ heardAt: acting.now }).where(eq(caseParties.id, party.id));
    await note(words === '' ? 'party.silent' : 'party.stated', words === '' ? {} : { opinion: words });
  });

/** 申请回避 of the officer (art. 48): decided by a head like the applicant's own. */
async function challengeOfficer(db: Database, acting: Acting & { found: FoundCase }, party: PartyRecord, reason: string): Promise<void> {
  const { caseNumber, holderOrganisationId: organisationId } = acting.found.row;
  const personId = await withHearing(db, acting, async ({ standing }) => standing.hearing?.row.officerId ?? null);
  if (personId === null) throw new Refusal('hearing-without-officer');
  const { actor, now } = acting;
  const about = { personId, named: null, organisationId, department: null };
  await askRecusal(db, { caseNumber, kind: 'challenged', reason, partyId: party.id, actor, now, ...about });
}
