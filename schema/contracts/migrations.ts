import { z } from 'zod';
import { route } from './route.ts';
import { CaseNumber, Instant, page, PageQuery } from './values.ts';

/** trying → tried → running ⇄ paused → done; a batch that has run is undone by `undoing` → `undone`. */
export const BatchState = z.enum(['trying', 'tried', 'running', 'paused', 'done', 'undoing', 'undone']);
export type BatchState = z.infer<typeof BatchState>;

/** refused: the case cannot go over as it stands; failed: it did not answer, to be tried again; kept: it could not be undone. */
export const MovingState = z.enum(['waiting', 'moving', 'moved', 'refused', 'failed', 'undoing', 'undone', 'kept']);
export type MovingState = z.infer<typeof MovingState>;

/** One reason or change, with how many cases have it and some of them; `version` is the one they run on. */
export const Grouped = z.object({
  version: z.number().int(),
  element: z.string().nullable(),
  code: z.string(),
  others: z.array(z.string()),
  cases: z.number().int(),
  examples: z.array(z.string()),
});
export type Grouped = z.infer<typeof Grouped>;

/** Where an element of the old version is found in the new one. */
export const MappingRow = z.object({
  from: z.string(),
  name: z.string().nullable(),
  /** The BPMN type, or `process`. */
  type: z.string(),
  to: z.string().nullable(),
  how: z.enum(['automatic', 'suggested', 'missing']),
  reason: z.enum(['same-id', 'same-name', 'same-neighbours', 'same-place']).nullable(),
  /** Running cases that are there now. */
  cases: z.number().int(),
});
export type MappingRow = z.infer<typeof MappingRow>;

/** An element of the new version that an old one may be mapped to. */
export const MappingTarget = z.object({ id: z.string(), name: z.string().nullable(), type: z.string() });
export type MappingTarget = z.infer<typeof MappingTarget>;

export const Batch = z.object({
  id: z.string(),
  itemId: z.string(),
  /** Null: the cases of every version. */
  from: z.number().int().nullable(),
  /** Null: the draft. */
  to: z.number().int().nullable(),
  mapping: z.record(z.string(), z.string().nullable()),
  state: BatchState,
  reason: z.string().nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  total: z.number().int(),
  looked: z.number().int(),
  movable: z.number().int(),
  findings: z.array(Grouped),
  changes: z.array(Grouped),
  /** Once it runs: how many of its cases are in each state. */
  moving: z.record(MovingState, z.number().int()).nullable(),
});
export type Batch = z.infer<typeof Batch>;

export const MovingCase = z.object({
  caseNumber: CaseNumber,
  state: MovingState,
  findings: z.array(z.object({ element: z.string().nullable(), code: z.string(), message: z.string() })),
  at: Instant,
  /** Whether the reader may open it. */
  readable: z.boolean(),
});
export type MovingCase = z.infer<typeof MovingCase>;

const ItemParams = z.object({ itemId: z.string().max(80) });
const BatchParams = z.object({ batchId: z.string().max(40) });
const Version = z.coerce.number().int().min(1);

export const migrationRoutes = {
  mapping: route({
    method: 'GET',
    path: '/api/definitions/:itemId/mapping',
    summary: 'Where each element of one version is found in another: by id, suggested, or missing',
    action: 'definition.read',
    params: ItemParams,
    query: z.object({ from: Version, to: Version }),
    response: z.object({ rows: z.array(MappingRow), targets: z.array(MappingTarget) }),
  }),
  list: route({
    method: 'GET',
    path: '/api/definitions/:itemId/migrations',
    summary: 'The latest migrations of an item',
    action: 'definition.read',
    params: ItemParams,
    response: z.array(Batch),
  }),
  try: route({
    method: 'POST',
    path: '/api/definitions/:itemId/migrations',
    summary: 'Try a version, or the draft, against the running cases; wakes no case',
    action: 'definition.write',
    params: ItemParams,
    body: z.object({
      from: z.number().int().min(1).nullable(),
      to: z.number().int().min(1).nullable(),
      mapping: z.record(z.string().max(200), z.string().max(200).nullable()),
    }),
    response: Batch,
    errors: ['definition-refused', 'migration-same-version'],
  }),
  get: route({
    method: 'GET',
    path: '/api/migrations/:batchId',
    summary: 'A migration and how far it has come',
    action: 'definition.read',
    params: BatchParams,
    response: Batch,
  }),
  cases: route({
    method: 'GET',
    path: '/api/migrations/:batchId/cases',
    summary: 'The cases of a migration that runs',
    action: 'definition.read',
    params: BatchParams,
    query: PageQuery.extend({ state: MovingState.optional() }),
    response: page(MovingCase),
  }),
  run: route({
    method: 'POST',
    path: '/api/migrations/:batchId/run',
    summary: 'Take the running cases over, a few at a time',
    action: 'definition.migrate',
    params: BatchParams,
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
    response: Batch,
    errors: ['migration-not-ready', 'migration-draft'],
  }),
  pause: route({
    method: 'POST',
    path: '/api/migrations/:batchId/pause',
    summary: 'Stop after the cases under way',
    action: 'definition.migrate',
    params: BatchParams,
    response: Batch,
    errors: ['migration-not-ready'],
  }),
  resume: route({
    method: 'POST',
    path: '/api/migrations/:batchId/resume',
    summary: 'Go on with a migration that was stopped',
    action: 'definition.migrate',
    params: BatchParams,
    response: Batch,
    errors: ['migration-not-ready'],
  }),
  retry: route({
    method: 'POST',
    path: '/api/migrations/:batchId/retry',
    summary: 'Try the refused and failed cases again',
    action: 'definition.migrate',
    params: BatchParams,
    response: Batch,
    errors: ['migration-not-ready'],
  }),
  undo: route({
    method: 'POST',
    path: '/api/migrations/:batchId/undo',
    summary: 'Take the cases back, or one of them, as far as nobody has acted in them since',
    action: 'definition.migrate',
    params: BatchParams,
    body: z.object({ reason: z.string().trim().min(1).max(500), caseNumber: CaseNumber.nullable() }),
    response: Batch,
    errors: ['migration-not-ready'],
  }),
};
