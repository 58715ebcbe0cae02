import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { CaseState, Stage } from '../../contracts/values.ts';
import type { SentNotice } from '../../rules/correction.ts';
import type { IncidentCode } from '../../rules/incident-codes.ts';
import type { StoredClock } from '../../rules/stored-clock.ts';
import type { Answers } from '../../forms/form.ts';
import { definitions, items } from './catalogue.ts';
import { organisations } from './organisations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

export interface Conclusion {
  kind: string;
  reason: string | null;
  agency: string | null;
}

/** The projection of a case. Every column is folded from the ledger by the step's own transaction; `step` guards it. */
export const cases = pgTable(
  'cases',
  {
    caseNumber: text('case_number').primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    definitionId: text('definition_id')
      .notNull()
      .references(() => definitions.id),
    /** Where it was handed in, and who holds it now (转报 moves it up). */
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    holderOrganisationId: text('holder_organisation_id')
      .notNull()
      .references(() => organisations.id),
    applicantId: text('applicant_id').notNull(),
    applicantName: text('applicant_name').notNull(),
    applicant: jsonb('applicant').$type<Record<string, unknown>>().notNull(),
    answers: jsonb('answers').$type<Answers>().notNull(),
    formVersion: integer('form_version').notNull(),
    queryCodeHash: text('query_code_hash').notNull(),
    state: text('state').$type<CaseState>().notNull(),
    stage: text('stage').$type<Stage>(),
    step: integer('step').notNull().default(0),
    started: boolean('started').notNull().default(false),
    suspended: boolean('suspended').notNull().default(false),
    submittedAt: instant('submitted_at').notNull(),
    acceptedAt: instant('accepted_at'),
    endedAt: instant('ended_at'),
    dueAt: instant('due_at'),
    promisedDueAt: instant('promised_due_at'),
    /** When yellow begins: ≤ 20 % or ≤ 2 workdays left. */
    warnAt: instant('warn_at'),
    /** When the light next turns: the sweeper writes that down; null when it will not. */
    lightAt: instant('light_at'),
    clocks: jsonb('clocks').$type<Record<string, StoredClock>>().notNull().default({}),
    correction: jsonb('correction').$type<SentNotice>(),
    conclusion: jsonb('conclusion').$type<Conclusion>(),
    /** The licence that it issued, or that it has changed, renewed or ended. */
    licenceNumber: text('licence_number'),
    /** The licence that it is about, from the beginning; null for a case that issues one. */
    subjectLicence: text('subject_licence'),
    /** The denied case that it reviews again, from the beginning; one denial is objected to once. */
    subjectCase: text('subject_case'),
    /** Last ledger entry, so that the next one chains on without a look-up. */
    ledgerSeq: integer('ledger_seq').notNull().default(0),
    ledgerHash: text('ledger_hash').notNull().default(''),
  },
  (t) => [
    index('cases_newest').on(t.submittedAt, t.caseNumber),
    index('cases_mine').on(t.applicantId, t.submittedAt, t.caseNumber),
    index('cases_open_due')
      .on(t.dueAt)
      .where(sql`ended_at is null`),
    index('cases_light')
      .on(t.lightAt)
      .where(sql`ended_at is null`),
    index('cases_not_started')
      .on(t.submittedAt)
      .where(sql`not started`),
    index('cases_holder').on(t.holderOrganisationId, t.submittedAt),
    index('cases_organisation').on(t.organisationId, t.submittedAt, t.caseNumber),
    index('cases_subject_licence')
      .on(t.subjectLicence, t.submittedAt)
      .where(sql`subject_licence is not null`),
    uniqueIndex('cases_subject_case')
      .on(t.subjectCase)
      .where(sql`subject_case is not null`),
    index('cases_definition_open')
      .on(t.definitionId, t.caseNumber)
      .where(sql`ended_at is null`),
  ],
);

/** Where a case's tokens have been and are: one row an element. `live` counts the tokens in it now. */
export const positions = pgTable(
  'positions',
  {
    caseNumber: text('case_number')
      .notNull()
      .references(() => cases.caseNumber),
    element: text('element').notNull(),
    live: integer('live').notNull(),
    count: integer('count').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.caseNumber, t.element] }),
    index('positions_live')
      .on(t.element)
      .where(sql`live > 0`),
  ],
);

/** What happened, once and for all: append-only (a trigger forbids change), each entry chained to the one before by its hash. */
export const ledger = pgTable(
  'ledger',
  {
    caseNumber: text('case_number').notNull(),
    seq: integer('seq').notNull(),
    /** The workflow step it belongs to; null for acts that do not wake the workflow (claim, release, urge). */
    step: integer('step'),
    at: instant('at').notNull(),
    type: text('type').notNull(),
    actorId: text('actor_id'),
    actorName: text('actor_name'),
    organisationId: text('organisation_id'),
    element: text('element'),
    elementName: text('element_name'),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseNumber, t.seq] })],
);

/** Failures inside cases: visible, explained, retryable. */
export const incidents = pgTable(
  'incidents',
  {
    id: text('id').primaryKey(),
    caseNumber: text('case_number').notNull(),
    /** The engine's number of it. */
    number: integer('number').notNull(),
    element: text('element'),
    code: text('code').$type<IncidentCode>().notNull(),
    message: text('message').notNull(),
    at: instant('at').notNull(),
    resolvedAt: instant('resolved_at'),
  },
  (t) => [
    index('incidents_open')
      .on(t.at, t.id)
      .where(sql`resolved_at is null`),
    index('incidents_case').on(t.caseNumber),
  ],
);

/** Gapless counters (licence and document numbers), taken inside the step's transaction. */
export const counters = pgTable('counters', { key: text('key').primaryKey(), last: bigint('last', { mode: 'number' }).notNull() });

/** What the reconciler last saw of a case in Temporal: a history that has not grown needs no second look. */
export const reconciliations = pgTable('reconciliations', {
  caseNumber: text('case_number').primaryKey(),
  runId: text('run_id').notNull(),
  historyLength: integer('history_length').notNull(),
  /** The step that the projection was at. */
  step: integer('step'),
  checkedAt: instant('checked_at').notNull(),
});
