import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { ChosenChannel, RecipientKind, ServiceChannel, ServiceState, Taker } from '../../rules/service.ts';
import type { ReminderData, ReminderKind } from '../../rules/reminders.ts';
import { documents } from './documents.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** How an applicant wants to be reached: of a draft, and from its submission of the case. */
export const serviceChoices = pgTable('service_choices', {
  id: text('id').primaryKey(),
  draftId: text('draft_id').unique(),
  caseNumber: text('case_number').unique(),
  channels: jsonb('channels').$type<ChosenChannel[]>().notNull(),
  /** Consent to electronic service (Civil Procedure Law art. 90): without it only what is expressly received counts. */
  electronic: boolean('electronic').notNull(),
  email: text('email'),
  phone: text('phone'),
  postalAddress: text('postal_address'),
  changedAt: instant('changed_at').notNull(),
});

/** What proves a service: who took it, or who saw that it was left, or where it was made public. */
export interface ServiceReceipt {
  signedBy?: string;
  taker?: Taker;
  /** What the receiving server answered. */
  accepted?: string;
  reason?: string;
  place?: string;
  witnesses?: { name: string; unit: string }[];
  published?: { where: string; on: string };
}

/** 主动服务: what somebody is reminded of by e-mail or text message, besides on their own pages. It serves nothing, so nothing runs from it. */
export const messages = pgTable(
  'messages',
  {
    /** Named by what it reminds of and its channel, so that it is planned once. */
    id: text('id').primaryKey(),
    kind: text('kind').$type<ReminderKind>().notNull(),
    /** The case by whose choice somebody is reached. */
    caseNumber: text('case_number').notNull(),
    channel: text('channel').$type<'email' | 'sms'>().notNull(),
    address: text('address').notNull(),
    data: jsonb('data').$type<ReminderData>().notNull(),
    createdAt: instant('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When it is tried next; null when it has been sent or given up. */
    retryAt: instant('retry_at'),
    sentAt: instant('sent_at'),
    failure: text('failure'),
  },
  (t) => [
    index('messages_waiting')
      .on(t.retryAt)
      .where(sql`retry_at is not null`),
  ],
);

/** 送达: one paper to one recipient by one way; what has been tried, and what came of it. */
export const services = pgTable(
  'services',
  {
    /** What the system plans is named by its document and channel, so that it is planned once. */
    id: text('id').primaryKey(),
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id),
    caseNumber: text('case_number').notNull(),
    recipientKind: text('recipient_kind').$type<RecipientKind>().notNull(),
    recipientName: text('recipient_name').notNull(),
    channel: text('channel').$type<ServiceChannel>().notNull(),
    /** E-mail address, telephone number or postal address, as it was when this was planned. */
    address: text('address'),
    /** Consent to electronic service as it was then. */
    electronic: boolean('electronic').notNull(),
    state: text('state').$type<ServiceState>().notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by'),
    attempts: integer('attempts').notNull().default(0),
    triedAt: instant('tried_at'),
    /** When the system goes on with it by itself; null when it does not. */
    retryAt: instant('retry_at'),
    failureCode: text('failure_code'),
    failure: text('failure'),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    carrier: text('carrier'),
    trackingNumber: text('tracking_number'),
    receipt: jsonb('receipt').$type<ServiceReceipt>(),
    /** SHA-256 of the drawn signature, a PNG in the content store; null when the name was typed and confirmed. */
    signature: text('signature'),
    recordedBy: text('recorded_by'),
  },
  (t) => [
    index('services_case').on(t.caseNumber, t.createdAt),
    index('services_document').on(t.documentId),
    index('services_signature')
      .on(t.signature)
      .where(sql`signature is not null`),
    index('services_waiting')
      .on(t.retryAt)
      .where(sql`retry_at is not null`),
  ],
);
