import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Answers } from '../../forms/form.ts';
import type { TrustLevel } from '../../licences/trust.ts';
import { items } from './catalogue.ts';
import { organisations, users } from './organisations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** What an applicant has typed so far, whatever it is. */
export const drafts = pgTable(
  'drafts',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    answers: jsonb('answers').$type<Answers>().notNull(),
    revision: integer('revision').notNull().default(1),
    formVersion: integer('form_version').notNull(),
    definitionVersion: integer('definition_version').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    submittedAs: text('submitted_as'),
    /** The licence that is to be changed, renewed or cancelled. */
    subjectLicence: text('subject_licence'),
  },
  (t) => [index('drafts_mine').on(t.userId, t.updatedAt)],
);

/** An uploaded material, of a draft or of a case. Bytes live in the file store under their hash. */
export const files = pgTable(
  'files',
  {
    id: text('id').primaryKey(),
    ownerId: text('owner_id')
      .notNull()
      .references(() => users.id),
    draftId: text('draft_id'),
    caseNumber: text('case_number'),
    materialCode: text('material_code').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    scan: text('scan').$type<'clean' | 'notScanned'>().notNull(),
    uploadedAt: instant('uploaded_at').notNull().defaultNow(),
    /** How far it can be relied on: A the issuer's own data … D made by the applicant (schema/licences/trust.ts). */
    trust: text('trust').$type<TrustLevel>().notNull().default('C'),
    /** The version of an e-licence that it is, by its identifier, where it was taken from the register instead of uploaded. */
    licenceIdentifier: text('licence_identifier'),
    /** Set when the applicant replaces it in a correction: kept for the record, shown no more. */
    removedAt: instant('removed_at'),
  },
  (t) => [index('files_draft').on(t.draftId), index('files_case').on(t.caseNumber), index('files_hash').on(t.sha256)],
);

/** The daily sequence of case numbers by implementation code (办件编码: 31 + date + 4 digits). */
export const caseNumbers = pgTable(
  'case_numbers',
  { implementationCode: text('implementation_code').notNull(), day: text('day').notNull(), last: integer('last').notNull() },
  (t) => [primaryKey({ columns: [t.implementationCode, t.day] })],
);
