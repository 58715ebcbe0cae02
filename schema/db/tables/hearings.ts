import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, timestamp, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import type { HearingAnswer, HearingBasis, HearingState, RecordSignature } from '../../rules/hearing.ts';
import { cases } from './cases.ts';
import { documents } from './documents.ts';
import { users } from './organisations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const caseNumber = () =>
  text('case_number')
    .notNull()
    .references(() => cases.caseNumber);
const person = (name: string) => text(name).references(() => users.id);

/** 利害关系人: somebody whose major interests a case bears on, who is told of it and heard (Licensing Law art. 36). */
export const caseParties = pgTable(
  'case_parties',
  {
    id: text('id').primaryKey(),
    caseNumber: caseNumber(),
    name: text('name').notNull(),
    /** In what way it concerns them, as their notice says. */
    interest: text('interest').notNull(),
    email: text('email'),
    phone: text('phone'),
    /** Their notice, with the code of their page. */
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id),
    addedBy: person('added_by').notNull(),
    addedAt: instant('added_at').notNull(),
    /** They have stated their opinion, or that they have none. */
    heardAt: instant('heard_at'),
  },
  (t) => [unique('case_parties_name').on(t.caseNumber, t.name)],
);

/** 陈述申辩: what a third party states. */
export const partyStatements = pgTable(
  'party_statements',
  {
    id: text('id').primaryKey(),
    partyId: text('party_id')
      .notNull()
      .references(() => caseParties.id),
    words: text('words').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('party_statements_party').on(t.partyId, t.at)],
);

/** 听证 of a case, from the notice of the right to the signed record. */
export const hearings = pgTable(
  'hearings',
  {
    id: text('id').primaryKey(),
    caseNumber: caseNumber(),
    basis: text('basis').$type<HearingBasis>().notNull(),
    state: text('state').$type<HearingState>().notNull(),
    /** The decision that the authority means to make, and why; of one held ex officio, why it is. */
    proposal: text('proposal').notNull(),
    reasons: text('reasons').notNull(),
    toldBy: person('told_by').notNull(),
    toldAt: instant('told_at').notNull(),
    requestedAt: instant('requested_at'),
    mustHoldBy: instant('must_hold_by'),
    heldAt: instant('held_at'),
    place: text('place'),
    officerId: person('officer_id'),
    recorder: text('recorder'),
    participants: jsonb('participants').$type<{ name: string; role: string }[]>(),
    statements: jsonb('statements').$type<{ speaker: string; words: string }[]>(),
    recordedBy: person('recorded_by'),
    recordedAt: instant('recorded_at'),
    recordDocumentId: text('record_document_id').references(() => documents.id),
    closedAt: instant('closed_at'),
    /** When the worker has stopped the decision's limit for it, and let it go on; or why that was not possible. */
    stoppedAt: instant('stopped_at'),
    resumedAt: instant('resumed_at'),
    clockRefusal: text('clock_refusal'),
    lateNotedAt: instant('late_noted_at'),
  },
  (t) => [
    index('hearings_case').on(t.caseNumber, t.toldAt),
    uniqueIndex('hearings_open')
      .on(t.caseNumber)
      .where(sql`state not in ('closed', 'waived')`),
    index('hearings_coming')
      .on(t.heldAt, t.id)
      .where(sql`state = 'scheduled'`),
    index('hearings_running')
      .on(t.toldAt)
      .where(sql`state not in ('closed', 'waived')`),
  ],
);

/** Who takes part in a hearing: the applicant, and each third party. */
export const hearingPeople = pgTable(
  'hearing_people',
  {
    /** `<hearing>.applicant` or `<hearing>.<party>`. */
    id: text('id').primaryKey(),
    hearingId: text('hearing_id')
      .notNull()
      .references(() => hearings.id),
    /** Null: the applicant. */
    partyId: text('party_id').references(() => caseParties.id),
    name: text('name').notNull(),
    rightsDocumentId: text('rights_document_id').references(() => documents.id),
    answer: text('answer').$type<HearingAnswer>(),
    answerReason: text('answer_reason'),
    answeredAt: instant('answered_at'),
    /** The first notice of the date that stands. */
    noticeDocumentId: text('notice_document_id').references(() => documents.id),
    signature: text('signature').$type<RecordSignature>(),
    signedName: text('signed_name'),
    signedAt: instant('signed_at'),
    /** Why they would not sign, or what they object to. */
    remark: text('remark'),
  },
  (t) => [index('hearing_people_hearing').on(t.hearingId)],
);
