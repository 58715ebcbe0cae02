import { sql } from 'drizzle-orm';
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';
import type { CheckOutcome } from '../../contracts/licence-checks.ts';
import type { LicenceKey } from '../../licences/code.ts';
import type { LicenceData } from '../../licences/data.ts';
import type { StoredLicenceState } from '../../licences/state.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/**
 * The register: one row a licence, as it stands now. Written in the transaction of the step that issues, changes, renews or ends it;
 * what happened to it lies in the ledger under its number, and `ledgerSeq` and `ledgerHash` are the end of that chain.
 */
export const licences = pgTable(
  'licences',
  {
    number: text('number').primaryKey(),
    /** The case that issued it. */
    caseNumber: text('case_number').notNull().unique(),
    itemId: text('item_id').notNull(),
    organisationId: text('organisation_id').notNull(),
    holderId: text('holder_id').notNull(),
    holderName: text('holder_name').notNull(),
    holderKind: text('holder_kind').$type<'person' | 'legalPerson'>().notNull(),
    /** The parts of its identifier that stay from version to version: type 21, serial. */
    typeCode: text('type_code').notNull(),
    serial: text('serial').notNull(),
    issuedAt: instant('issued_at').notNull(),
    validTo: instant('valid_to'),
    state: text('state').$type<StoredLicenceState>().notNull(),
    /** The version in force; 0 for one that was issued before there were e-licences. */
    version: integer('version').notNull(),
    endedAt: instant('ended_at'),
    ledgerSeq: integer('ledger_seq').notNull().default(0),
    ledgerHash: text('ledger_hash').notNull().default(''),
  },
  (t) => [
    index('licences_item').on(t.itemId),
    index('licences_holder').on(t.holderId, t.issuedAt, t.number),
    index('licences_organisation').on(t.organisationId, t.issuedAt, t.number),
    index('licences_newest').on(t.issuedAt, t.number),
    index('licences_ending')
      .on(t.validTo)
      .where(sql`state = 'inForce'`),
  ],
);

/** Each version with what it says; a new one supersedes the former, and none is ever changed. */
export const licenceVersions = pgTable(
  'licence_versions',
  {
    /** GB/T 36904. */
    identifier: text('identifier').primaryKey(),
    number: text('number')
      .notNull()
      .references(() => licences.number),
    version: integer('version').notNull(),
    /** The case that made it. */
    caseNumber: text('case_number').notNull(),
    cause: text('cause').$type<'issue' | 'change' | 'renew'>().notNull(),
    data: jsonb('data').$type<LicenceData>().notNull(),
    issuedAt: instant('issued_at').notNull(),
    /** The numbered PDF; null when its fields were not whole. */
    documentId: text('document_id'),
    /** The signed text of its QR code; null until the press has signed it. */
    code: text('code'),
    reprints: integer('reprints').notNull().default(0),
  },
  (t) => [unique('licence_versions_version').on(t.number, t.version)],
);

/** Public keys of those that sign QR codes, published for good: an old licence stays verifiable after its key has been replaced. */
export const licenceKeys = pgTable('licence_keys', {
  kid: text('kid').primaryKey(),
  jwk: jsonb('jwk').$type<LicenceKey>().notNull(),
  since: instant('since').notNull(),
});

/** Each verification: when, how, of which licence and with what result; nothing of who asked. */
export const licenceChecks = pgTable(
  'licence_checks',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    means: text('means').$type<'code' | 'typed'>().notNull(),
    number: text('number'),
    version: integer('version'),
    outcome: text('outcome').$type<CheckOutcome>().notNull(),
  },
  (t) => [index('licence_checks_licence').on(t.number, t.at), index('licence_checks_at').on(t.at)],
);

/** That a holder was reminded of a licence's end: once for each number of days before. */
export const licenceReminders = pgTable(
  'licence_reminders',
  {
    number: text('number')
      .notNull()
      .references(() => licences.number),
    version: integer('version').notNull(),
    days: integer('days').notNull(),
    holderId: text('holder_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.number, t.version, t.days] }), index('licence_reminders_holder').on(t.holderId, t.at)],
);
