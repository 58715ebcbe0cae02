import { z } from 'zod';
import { route } from './route.ts';
import { Instant, Text } from './values.ts';

export const Finding = z.object({ element: z.string().nullable(), code: z.string(), message: z.string() });
export type Finding = z.infer<typeof Finding>;

/** A published version: immutable, named by its content hash; running cases stay on theirs. */
export const DefinitionVersion = z.object({
  version: z.number().int(),
  hash: z.string(),
  publishedAt: Instant,
  publishedBy: z.string(),
  effectiveAt: Instant,
  note: z.string(),
  inForce: z.boolean(),
  running: z.number().int(),
});
export type DefinitionVersion = z.infer<typeof DefinitionVersion>;

export const DefinitionSummary = z.object({
  itemId: z.string(),
  itemName: Text,
  version: z.number().int(),
  publishedAt: Instant,
  running: z.number().int(),
  hasDraft: z.boolean(),
});
export type DefinitionSummary = z.infer<typeof DefinitionSummary>;

export const DefinitionDraft = z.object({
  itemId: z.string(),
  itemName: Text,
  bpmn: z.string(),
  /** The version the draft was begun from. */
  base: z.number().int(),
  revision: z.number().int(),
  updatedAt: Instant,
  updatedBy: z.string(),
});
export type DefinitionDraft = z.infer<typeof DefinitionDraft>;

const ItemParams = z.object({ itemId: z.string().max(80) });
const Bpmn = z.string().max(4_000_000);

export const definitionRoutes = {
  list: route({
    method: 'GET',
    path: '/api/definitions',
    summary: 'All items with their definition',
    action: 'definition.read',
    response: z.array(DefinitionSummary),
  }),
  versions: route({
    method: 'GET',
    path: '/api/definitions/:itemId/versions',
    summary: 'Versions, newest first',
    action: 'definition.read',
    params: ItemParams,
    response: z.array(DefinitionVersion),
  }),
  version: route({
    method: 'GET',
    path: '/api/definitions/:itemId/versions/:version',
    summary: 'The BPMN of one version',
    action: 'definition.read',
    params: ItemParams.extend({ version: z.coerce.number().int() }),
    response: DefinitionVersion.extend({ bpmn: z.string() }),
  }),
  draft: route({
    method: 'GET',
    path: '/api/definitions/:itemId/draft',
    summary: 'The draft being edited; begun from the version in force when there is none',
    action: 'definition.write',
    params: ItemParams,
    response: DefinitionDraft,
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/api/definitions/:itemId/draft',
    summary: 'Save the draft',
    action: 'definition.write',
    params: ItemParams,
    body: z.object({ bpmn: Bpmn, revision: z.number().int() }),
    response: DefinitionDraft,
    errors: ['definition-draft-stale'],
  }),
  discardDraft: route({
    method: 'DELETE',
    path: '/api/definitions/:itemId/draft',
    summary: 'Throw the draft away',
    action: 'definition.write',
    params: ItemParams,
    response: z.object({}),
  }),
  check: route({
    method: 'POST',
    path: '/api/definitions/:itemId/check',
    summary: 'Compile without publishing: every finding',
    action: 'definition.write',
    params: ItemParams,
    body: z.object({ bpmn: Bpmn }),
    response: z.object({ findings: z.array(Finding) }),
  }),
  publish: route({
    method: 'POST',
    path: '/api/definitions/:itemId/publish',
    summary: 'Publish the draft as a new version, at once or on a date',
    action: 'definition.publish',
    params: ItemParams,
    body: z.object({ revision: z.number().int(), note: z.string().min(1).max(500), effectiveAt: Instant.nullable() }),
    response: DefinitionVersion,
    errors: ['definition-refused', 'definition-draft-stale', 'effective-date-past'],
  }),
  running: route({
    method: 'GET',
    path: '/api/definitions/:itemId/running',
    summary: 'Running cases by version and element, for the live map',
    action: 'definition.read',
    params: ItemParams,
    response: z.array(z.object({ version: z.number().int(), element: z.string(), cases: z.number().int(), overdue: z.number().int() })),
  }),
};
