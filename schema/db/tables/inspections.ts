import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { InspectionKind, PointFinding } from '../../rules/inspections.ts';
import { cases } from './cases.ts';
import { users } from './organisations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const person = (name: string) =>
  text(name)
    .notNull()
    .references(() => users.id);
const inspectionId = () =>
  text('inspection_id')
    .notNull()
    .references(() => inspections.id);

/** 实地核查 and 检验检测 (Licensing Law arts. 34, 55): ordered for a case, made by at least two of the staff, closed by the signature of each. */
export const inspections = pgTable(
  'inspections',
  {
    id: text('id').primaryKey(),
    caseNumber: text('case_number')
      .notNull()
      .references(() => cases.caseNumber),
    kind: text('kind').$type<InspectionKind>().notNull(),
    place: text('place').notNull(),
    /** The article that requires it; null for a site visit, which the Licensing Law itself asks for. */
    law: text('law'),
    note: text('note').notNull(),
    orderedBy: person('ordered_by'),
    orderedAt: instant('ordered_at').notNull(),
    /** Until when inspectors had to be assigned (art. 55): five working days after acceptance; null for a site visit. */
    assignBy: instant('assign_by'),
    findings: jsonb('findings').$type<PointFinding[]>().notNull(),
    conclusion: text('conclusion'),
    result: text('result').$type<'meets' | 'fails'>(),
    /** Raised by each change of the record: who signs says which one they saw. */
    revision: integer('revision').notNull().default(1),
    state: text('state').$type<'open' | 'closed' | 'cancelled'>().notNull().default('open'),
    endedAt: instant('ended_at'),
    /** SHA-256 of the record as it was signed. */
    recordHash: text('record_hash'),
    cancelReason: text('cancel_reason'),
  },
  (t) => [
    index('inspections_case').on(t.caseNumber, t.orderedAt),
    index('inspections_open')
      .on(t.caseNumber)
      .where(sql`state = 'open'`),
  ],
);

/** Who makes an inspection, and their signature of the record as it stands; a change of the record takes signatures away. */
export const inspectionOfficers = pgTable(
  'inspection_officers',
  {
    inspectionId: inspectionId(),
    userId: person('user_id'),
    signedAt: instant('signed_at'),
    signedHash: text('signed_hash'),
  },
  (t) => [primaryKey({ columns: [t.inspectionId, t.userId] }), index('inspection_officers_user').on(t.userId)],
);

/** A photo of the record. Bytes live in the file store under their hash. */
export const inspectionPhotos = pgTable(
  'inspection_photos',
  {
    id: text('id').primaryKey(),
    inspectionId: inspectionId(),
    ownerId: person('owner_id'),
    name: text('name').notNull(),
    type: text('type').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    scan: text('scan').$type<'clean' | 'notScanned'>().notNull(),
    /** As the inspector says; the time of the upload is the system's. */
    takenAt: instant('taken_at'),
    takenWhere: text('taken_where'),
    caption: text('caption').notNull().default(''),
    uploadedAt: instant('uploaded_at').notNull(),
    removedAt: instant('removed_at'),
  },
  (t) => [index('inspection_photos_of').on(t.inspectionId, t.uploadedAt), index('inspection_photos_hash').on(t.sha256)],
);
