import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';
import type { ItemGuide } from '../../catalog/item.ts';
import type { Form } from '../../forms/form.ts';
import type { Program } from '../../process/program.ts';
import { organisations } from './organisations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** An approval item: the guide and the form now in force. Definitions are versioned apart. */
export const items = pgTable('items', {
  id: text('id').primaryKey(),
  basicCode: text('basic_code').notNull().unique(),
  guide: jsonb('guide').$type<ItemGuide>().notNull(),
  form: jsonb('form').$type<Form>().notNull(),
  formVersion: integer('form_version').notNull(),
  /** Names, aliases and codes in one text, lower case, for the search. */
  searchText: text('search_text').notNull(),
});

/** An implementing body where one may apply, with its 31-character implementation code. */
export const offices = pgTable(
  'offices',
  {
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    implementationCode: text('implementation_code').notNull().unique(),
  },
  (t) => [primaryKey({ columns: [t.itemId, t.organisationId] })],
);

/** A published definition: immutable, named by the hash of its content. The latest effective one is in force. */
export const definitions = pgTable(
  'definitions',
  {
    id: text('id').primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    version: integer('version').notNull(),
    hash: text('hash').notNull(),
    bpmn: text('bpmn').notNull(),
    program: jsonb('program').$type<Program>().notNull(),
    engineVersion: integer('engine_version').notNull(),
    note: text('note').notNull(),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull().defaultNow(),
    effectiveAt: instant('effective_at').notNull(),
  },
  (t) => [unique('definitions_item_version').on(t.itemId, t.version), index('definitions_in_force').on(t.itemId, t.effectiveAt)],
);

/** The one draft of an item's next definition. */
export const definitionDrafts = pgTable('definition_drafts', {
  itemId: text('item_id')
    .primaryKey()
    .references(() => items.id),
  base: integer('base').notNull(),
  bpmn: text('bpmn').notNull(),
  revision: integer('revision').notNull(),
  updatedBy: text('updated_by').notNull(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});
