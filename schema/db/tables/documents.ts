import { sql } from 'drizzle-orm';
import { integer, index, jsonb, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';
import type { DocumentKindId } from '../../documents/kind-ids.ts';
import type { Template } from '../../documents/template.ts';
import { organisations } from './organisations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** What the documents of an agency carry: its mark in numbers, and whom its decisions may be taken to. */
export const documentAgencies = pgTable('document_agencies', {
  organisationId: text('organisation_id')
    .primaryKey()
    .references(() => organisations.id),
  mark: text('mark').notNull().unique(),
  reconsiderationBody: text('reconsideration_body').notNull(),
  court: text('court').notNull(),
});

/** A published template: immutable, named by the hash of its content. `itemId` is empty for the one of all items. */
export const documentTemplates = pgTable(
  'document_templates',
  {
    /** `<kind>.<item>.<version>` */
    id: text('id').primaryKey(),
    kind: text('kind').$type<DocumentKindId>().notNull(),
    itemId: text('item_id').notNull().default(''),
    version: integer('version').notNull(),
    hash: text('hash').notNull(),
    content: jsonb('content').$type<Template>().notNull(),
    note: text('note').notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull().defaultNow(),
    effectiveAt: instant('effective_at').notNull(),
  },
  (t) => [unique('document_templates_version').on(t.kind, t.itemId, t.version)],
);

/** The one draft of a template's next version. */
export const documentTemplateDrafts = pgTable(
  'document_template_drafts',
  {
    kind: text('kind').$type<DocumentKindId>().notNull(),
    itemId: text('item_id').notNull().default(''),
    base: integer('base').notNull(),
    content: jsonb('content').$type<Template>().notNull(),
    revision: integer('revision').notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.itemId] })],
);

/** `failed`: tried for a while without success; it is still tried, under its number, and an incident says so. */
export type DocumentState = 'pending' | 'failed' | 'issued';

/** A notice or decision of a case: numbered and frozen when its effect is recorded, rendered and signed afterwards, then never changed. */
export const documents = pgTable(
  'documents',
  {
    /** `<case number>.<step>.<place within the step>`: an effect recorded twice makes one document. */
    id: text('id').primaryKey(),
    caseNumber: text('case_number').notNull(),
    /** The third party that it is addressed to (`case_parties`); null: the applicant. Nobody else outside reads it. */
    partyId: text('party_id'),
    kind: text('kind').$type<DocumentKindId>().notNull(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    year: text('year').notNull(),
    sequence: integer('sequence').notNull(),
    number: text('number').notNull().unique(),
    /** The element of the diagram whose effect produced it. */
    element: text('element'),
    templateId: text('template_id')
      .notNull()
      .references(() => documentTemplates.id),
    language: text('language').$type<'zh'>().notNull(),
    fields: jsonb('fields').$type<Record<string, unknown>>().notNull(),
    state: text('state').$type<DocumentState>().notNull(),
    createdAt: instant('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When it is tried next; null once it is issued. */
    retryAt: instant('retry_at'),
    /** What the last attempt failed with: the sentence is `documents.failures.<code>`, and the details in English. */
    failureCode: text('failure_code'),
    failure: text('failure'),
    issuedAt: instant('issued_at'),
    name: text('name'),
    sha256: text('sha256'),
    size: integer('size'),
    pages: integer('pages'),
  },
  (t) => [
    unique('documents_sequence').on(t.organisationId, t.kind, t.year, t.sequence),
    index('documents_case').on(t.caseNumber, t.createdAt),
    index('documents_hash').on(t.sha256),
    index('documents_waiting')
      .on(t.retryAt)
      .where(sql`state <> 'issued'`),
  ],
);

/** A preview asked for by a designer: filled by the worker, fetched once or twice, cleared by the sweep. */
export const documentPreviews = pgTable('document_previews', {
  id: text('id').primaryKey(),
  ownerId: text('owner_id').notNull(),
  template: jsonb('template').$type<Template>().notNull(),
  fields: jsonb('fields').$type<Record<string, unknown>>().notNull(),
  createdAt: instant('created_at').notNull(),
  /** Base64; null while it is being made. */
  pdf: text('pdf'),
  svg: text('svg'),
  failureCode: text('failure_code'),
  failure: text('failure'),
});
