import { z } from 'zod';
import { LicenceData } from '../licences/data.ts';
import { LicenceEffect } from '../catalog/item.ts';
import { LicenceState } from '../licences/state.ts';
import { TimelineEntry } from './cases.ts';
import { Draft } from './drafts.ts';
import { route } from './route.ts';
import { CaseNumber, Instant, page, PageQuery, Text } from './values.ts';

export const LicenceSummary = z.object({
  number: z.string(),
  itemId: z.string(),
  identifier: z.string(),
  version: z.number().int(),
  licenceName: Text,
  itemName: Text,
  holderName: z.string(),
  authority: Text,
  state: LicenceState,
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  /** Days until it ends, today included; null without an end. */
  daysLeft: z.number().int().nullable(),
  issuedAt: Instant,
});
export type LicenceSummary = z.infer<typeof LicenceSummary>;

/** Something that can be begun for a licence, or why it can't: a key under `licences.reasons`. */
export const LicenceOffer = z.object({
  itemId: z.string(),
  itemName: Text,
  effect: LicenceEffect,
  reason: z.enum(['notInForce', 'caseOpen', 'expired']).nullable(),
  /** The extension is asked for later than 30 days before the end (Licensing Law art. 50). */
  late: z.boolean(),
});
export type LicenceOffer = z.infer<typeof LicenceOffer>;

export const LicenceVersionView = z.object({
  identifier: z.string(),
  version: z.number().int(),
  cause: z.enum(['issue', 'change', 'renew']),
  issuedAt: Instant,
  caseNumber: CaseNumber,
  data: LicenceData,
  /** The signed PDF at GET /api/documents/:documentId/content, once it is issued. */
  document: z.object({ id: z.string(), name: z.string(), sha256: z.string(), size: z.number().int() }).nullable(),
});
export type LicenceVersionView = z.infer<typeof LicenceVersionView>;

export const LicenceView = LicenceSummary.extend({
  relation: z.enum(['own', 'staff']),
  /** Newest first. */
  versions: z.array(LicenceVersionView),
  /** What the QR code of the version in force says; null while it is being made. */
  verifyUrl: z.string().nullable(),
  reprints: z.number().int(),
  offers: z.array(LicenceOffer),
  /** Cases about it that are under way. */
  openCase: CaseNumber.nullable(),
  /** When its holder was reminded of its end, by days before it. */
  reminders: z.array(z.object({ days: z.number().int(), at: Instant })),
  history: z.array(TimelineEntry),
});
export type LicenceView = z.infer<typeof LicenceView>;

const LicenceParams = z.object({ number: z.string().max(80) });
const Begin = z.object({ itemId: z.string().max(80) });

export const licenceRoutes = {
  mine: route({
    method: 'GET',
    path: '/api/licences/mine',
    summary: 'My licences, newest first',
    action: 'licence.list-own',
    query: PageQuery,
    response: page(LicenceSummary),
  }),
  search: route({
    method: 'GET',
    path: '/api/licences',
    summary: 'The register, as far as one’s organisation goes: by number, holder or state',
    action: 'licence.search',
    query: PageQuery.extend({ query: z.string().max(100).optional(), state: LicenceState.optional() }),
    response: page(LicenceSummary),
  }),
  get: route({
    method: 'GET',
    path: '/api/licences/:number',
    summary: 'One licence with its versions, its history and what can be done with it',
    action: 'licence.read',
    params: LicenceParams,
    response: LicenceView,
  }),
  apply: route({
    method: 'POST',
    path: '/api/licences/:number/drafts',
    summary: 'Begin to change, renew or give up a licence: a draft filled in from it',
    action: 'licence.apply',
    params: LicenceParams,
    body: Begin,
    response: Draft,
    errors: ['licence-not-valid', 'licence-in-case', 'item-not-for-licence'],
  }),
  end: route({
    method: 'POST',
    path: '/api/licences/:number/cases',
    summary: 'Begin ex officio to revoke or withdraw a licence: a case of its own, decided like any other',
    action: 'licence.end',
    params: LicenceParams,
    body: Begin.extend({ reason: z.string().trim().min(1).max(2000) }),
    response: z.object({ caseNumber: CaseNumber }),
    errors: ['licence-not-valid', 'licence-in-case', 'item-not-for-licence'],
  }),
  reprint: route({
    method: 'POST',
    path: '/api/licences/:number/reprints',
    summary: 'Print the licence again, marked as a reprint, with a reason that is kept',
    action: 'licence.reprint',
    params: LicenceParams,
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
    response: LicenceView,
    errors: ['licence-not-valid', 'licence-document-pending'],
  }),
  reuse: route({
    method: 'POST',
    path: '/api/drafts/:draftId/licence-materials',
    summary: 'Hand in one of my licences as a material, from the register, instead of uploading a copy',
    action: 'draft.write',
    params: z.object({ draftId: z.string().max(40) }),
    body: z.object({ materialCode: z.string().max(60), number: z.string().max(80) }),
    response: Draft,
    errors: ['licence-not-valid', 'licence-document-pending', 'draft-expired', 'draft-submitted'],
  }),
};
