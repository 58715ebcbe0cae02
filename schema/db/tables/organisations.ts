import { index, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { Level, StaffRole, Text } from '../../contracts/values.ts';

/** One national body, its provinces, cities and counties. `path` lists the ids from the top, `/national/hunan/changsha/`. */
export const organisations = pgTable(
  'organisations',
  {
    id: text('id').primaryKey(),
    parentId: text('parent_id'),
    level: text('level').$type<Level>().notNull(),
    name: jsonb('name').$type<Text>().notNull(),
    creditCode: text('credit_code').notNull().unique(),
    regionCode: text('region_code').notNull(),
    path: text('path').notNull(),
  },
  (t) => [index('organisations_path').on(t.path.op('text_pattern_ops'))],
);

export const departments = pgTable(
  'departments',
  {
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    code: text('code').notNull(),
    name: jsonb('name').$type<Text>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.code] })],
);

/** People, staff and applicants alike; who they are comes from the issuer, what staff may do from `posts`. */
export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    issuer: text('issuer'),
    subject: text('subject'),
    /** The issuer's `preferred_username`; joins seeded staff to their first sign-in. */
    login: text('login').notNull().unique(),
    name: text('name').notNull(),
    kind: text('kind').$type<'applicant' | 'staff'>().notNull(),
    /** Applicants: person or legal person, with the full code (encrypted by the server) and what is shown of it. */
    subjectKind: text('subject_kind').$type<'person' | 'legalPerson'>(),
    code: text('code'),
    codeMasked: text('code_masked'),
    phone: text('phone'),
    email: text('email'),
  },
  (t) => [unique('users_issuer_subject').on(t.issuer, t.subject)],
);

/** A role in an organisation, perhaps in one department of it. */
export const posts = pgTable(
  'posts',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    role: text('role').$type<StaffRole>().notNull(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    /** Empty: the whole organisation. */
    department: text('department').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.userId, t.role, t.organisationId, t.department] }), index('posts_group').on(t.organisationId, t.role)],
);
