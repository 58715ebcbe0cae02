import { z } from 'zod';
import { Answers } from '../forms/form.ts';
import { TrustLevel } from '../licences/trust.ts';
import { route } from './route.ts';
import { CaseNumber, Instant, Text } from './values.ts';

/** An uploaded file. Bytes go up by tus at /api/uploads with metadata `target` (`draft:<id>` or `case:<number>`), `materialCode`, `filename`. */
export const FileInfo = z.object({
  id: z.string(),
  materialCode: z.string(),
  name: z.string(),
  /** Sniffed from the bytes, never taken from the client. */
  type: z.string(),
  /** Bytes; at most 50 MiB. */
  size: z.number().int(),
  sha256: z.string(),
  scan: z.enum(['clean', 'notScanned']),
  trust: TrustLevel,
  /** The identifier of the e-licence that it is, where it was taken from the register. */
  licenceIdentifier: z.string().nullable(),
  uploadedAt: Instant,
});
export type FileInfo = z.infer<typeof FileInfo>;

export const Draft = z.object({
  id: z.string(),
  itemId: z.string(),
  itemName: Text,
  organisationId: z.string(),
  organisationName: Text,
  answers: Answers,
  files: z.array(FileInfo),
  /** Grows with every save; send the last one seen as `revision`. */
  revision: z.number().int(),
  /** The form's and the definition's version when the draft was begun or last reconciled. */
  formVersion: z.number().int(),
  definitionVersion: z.number().int(),
  /** True when the item's form or definition has changed since; the applicant checks the answers again. */
  changed: z.boolean(),
  updatedAt: Instant,
  expiresAt: Instant,
  submittedAs: CaseNumber.nullable(),
  /** The number of the licence that it is about. */
  subjectLicence: z.string().nullable(),
});
export type Draft = z.infer<typeof Draft>;

export const Receipt = z.object({
  caseNumber: CaseNumber,
  /** Shown once to the applicant; with the case number it opens tracking without sign-in. */
  queryCode: z.string(),
  submittedAt: Instant,
  itemName: Text,
  organisationName: Text,
  /** Address of the tracking page with both codes, drawn as the QR code. */
  trackingUrl: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

const DraftParams = z.object({ draftId: z.string().max(40) });

export const draftRoutes = {
  create: route({
    method: 'POST',
    path: '/api/drafts',
    summary: 'Begin an application',
    action: 'draft.create',
    body: z.object({ itemId: z.string().max(80), organisationId: z.string().max(40) }),
    response: Draft,
  }),
  list: route({ method: 'GET', path: '/api/drafts', summary: 'My drafts', action: 'draft.read', response: z.array(Draft) }),
  get: route({
    method: 'GET',
    path: '/api/drafts/:draftId',
    summary: 'One draft',
    action: 'draft.read',
    params: DraftParams,
    response: Draft,
  }),
  save: route({
    method: 'PATCH',
    path: '/api/drafts/:draftId',
    summary: 'Save answers as typed; nothing is validated but shape and size',
    action: 'draft.write',
    params: DraftParams,
    body: z.object({ revision: z.number().int(), answers: Answers, acceptChanges: z.boolean().optional() }),
    response: Draft,
    errors: ['stale-revision', 'draft-expired', 'draft-submitted'],
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/drafts/:draftId',
    summary: 'Delete a draft with its files',
    action: 'draft.write',
    params: DraftParams,
    response: z.object({}),
  }),
  submit: route({
    method: 'POST',
    path: '/api/drafts/:draftId/submit',
    summary: 'Submit: validates everything, takes a case number, stores the outbox job that starts the workflow',
    action: 'draft.submit',
    params: DraftParams,
    body: z.object({ revision: z.number().int(), declaration: z.literal(true) }),
    response: Receipt,
    errors: [
      'invalid-fields',
      'materials-missing',
      'stale-revision',
      'draft-expired',
      'draft-submitted',
      'form-changed',
      'definition-changed',
    ],
  }),
  removeFile: route({
    method: 'DELETE',
    path: '/api/files/:fileId',
    summary: 'Take back an uploaded file of a draft or an open correction',
    action: 'file.write',
    params: z.object({ fileId: z.string().max(40) }),
    response: z.object({}),
  }),
  /** GET /api/files/:fileId streams the bytes (action file.read), `inline` for pictures and PDF. */
};
