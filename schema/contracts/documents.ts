import { z } from 'zod';
import { DocumentKindName } from '../documents/kind-ids.ts';
import { Template } from '../documents/template.ts';
import { route } from './route.ts';
import { CaseNumber, Instant, Text } from './values.ts';

/** Why a document could not be issued so far; for staff alone. The sentence is `documents.failures.<code>`. */
const Failure = z.object({ code: z.string(), message: z.string(), attempts: z.number().int(), retryAt: Instant.nullable() });

/** A notice or decision of a case. Its bytes are GET /api/documents/:documentId/content, once it is issued. */
export const CaseDocument = z.object({
  id: z.string(),
  kind: DocumentKindName,
  name: Text,
  number: z.string(),
  organisationName: Text,
  /** `pending`: numbered, and about to be issued; `failed`: it is still tried, and an incident says why. */
  state: z.enum(['pending', 'failed', 'issued']),
  /** The day that stands in it. */
  issuedOn: z.iso.date(),
  /** The name it is kept under for good, its size and pages, and SHA-256; null until it is issued. */
  file: z.object({ name: z.string(), size: z.number().int(), pages: z.number().int(), sha256: z.string() }).nullable(),
  failure: Failure.nullable(),
});
export type CaseDocument = z.infer<typeof CaseDocument>;

/** That a document exists, for who has the query code: no number, nothing of what it says. */
export const KnownDocument = CaseDocument.pick({ kind: true, name: true, issuedOn: true });
export type KnownDocument = z.infer<typeof KnownDocument>;

export const TemplateVersion = z.object({
  version: z.number().int(),
  hash: z.string(),
  note: z.string(),
  publishedBy: z.string(),
  publishedAt: Instant,
  effectiveAt: Instant,
  inForce: z.boolean(),
});
export type TemplateVersion = z.infer<typeof TemplateVersion>;

export const TemplateSummary = z.object({
  kind: DocumentKindName,
  name: Text,
  /** The template of all items, and of each item that has one of its own. */
  version: z.number().int(),
  publishedAt: Instant,
  hasDraft: z.boolean(),
  ownItems: z.array(z.object({ itemId: z.string(), name: Text, version: z.number().int() })),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const TemplateDraft = z.object({
  kind: DocumentKindName,
  itemId: z.string(),
  content: Template,
  /** The version it was begun from; 0 for an item's first own one, begun from that of all items. */
  base: z.number().int(),
  revision: z.number().int(),
  updatedAt: Instant,
  updatedBy: z.string(),
});
export type TemplateDraft = z.infer<typeof TemplateDraft>;

export const Preview = z.object({
  state: z.enum(['pending', 'drawn', 'failed']),
  /** The pages under one another, for an image; the PDF is GET /api/document-previews/:previewId/content. */
  svg: z.string().nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type Preview = z.infer<typeof Preview>;

const KindParams = z.object({ kind: DocumentKindName });
/** Empty: the template of all items. */
const ItemQuery = z.object({ itemId: z.string().max(80).default('') });

export const documentRoutes = {
  ofCase: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/documents',
    summary: 'The notices and decisions of a case, oldest first',
    action: 'document.read',
    params: z.object({ caseNumber: CaseNumber }),
    response: z.array(CaseDocument),
  }),
  retry: route({
    method: 'POST',
    path: '/api/documents/:documentId/retry',
    summary: 'Try at once to issue a document that has not been issued; its number stays',
    action: 'document.retry',
    params: z.object({ documentId: z.string().max(100) }),
    response: CaseDocument,
    errors: ['document-issued'],
  }),
  templates: route({
    method: 'GET',
    path: '/api/document-templates',
    summary: 'All kinds of documents with their templates',
    action: 'template.read',
    response: z.array(TemplateSummary),
  }),
  versions: route({
    method: 'GET',
    path: '/api/document-templates/:kind/versions',
    summary: 'Published versions of a template, newest first',
    action: 'template.read',
    params: KindParams,
    query: ItemQuery,
    response: z.array(TemplateVersion),
  }),
  version: route({
    method: 'GET',
    path: '/api/document-templates/:kind/versions/:version',
    summary: 'One published version with its content',
    action: 'template.read',
    params: KindParams.extend({ version: z.coerce.number().int() }),
    query: ItemQuery,
    response: TemplateVersion.extend({ content: Template }),
  }),
  draft: route({
    method: 'GET',
    path: '/api/document-templates/:kind/draft',
    summary: 'The draft being edited; begun from the version in force when there is none',
    action: 'template.write',
    params: KindParams,
    query: ItemQuery,
    response: TemplateDraft,
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/api/document-templates/:kind/draft',
    summary: 'Save the draft; an unknown field is refused by name and place',
    action: 'template.write',
    params: KindParams,
    query: ItemQuery,
    body: z.object({ content: Template, revision: z.number().int() }),
    response: TemplateDraft,
    errors: ['template-refused', 'template-draft-stale'],
  }),
  discardDraft: route({
    method: 'DELETE',
    path: '/api/document-templates/:kind/draft',
    summary: 'Throw the draft away',
    action: 'template.write',
    params: KindParams,
    query: ItemQuery,
    response: z.object({}),
  }),
  publish: route({
    method: 'POST',
    path: '/api/document-templates/:kind/publish',
    summary: 'Publish the draft as a new version, at once or on a date; documents already numbered keep theirs',
    action: 'template.publish',
    params: KindParams,
    query: ItemQuery,
    body: z.object({ revision: z.number().int(), note: z.string().min(1).max(500), effectiveAt: Instant.nullable() }),
    response: TemplateVersion,
    errors: ['template-draft-stale', 'effective-date-past'],
  }),
  preview: route({
    method: 'POST',
    path: '/api/document-templates/:kind/preview',
    summary: 'Have a template drawn with sample data, by the worker that draws the real ones',
    action: 'template.write',
    params: KindParams,
    body: z.object({ content: Template }),
    response: z.object({ previewId: z.string() }),
    errors: ['template-refused'],
  }),
  previewResult: route({
    method: 'GET',
    path: '/api/document-previews/:previewId',
    summary: 'A preview once it is drawn: waits for it for some seconds',
    action: 'template.write',
    params: z.object({ previewId: z.string().max(40) }),
    response: Preview,
  }),
};
