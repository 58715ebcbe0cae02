import { z } from 'zod';
import { incidentCodes } from '../rules/incident-codes.ts';
import { route } from './route.ts';
import { CaseNumber, Instant, page, PageQuery, Text } from './values.ts';

/** A failure inside a case: visible, explained, retryable. */
export const Incident = z.object({
  id: z.string(),
  caseNumber: CaseNumber,
  itemName: Text,
  element: z.string().nullable(),
  /** The element as its diagram names it. */
  elementName: z.string().nullable(),
  /** One of `incidentCodes`, with its words under `incidents`; `message` is what the engine or the service itself said. */
  code: z.string(),
  message: z.string(),
  at: Instant,
  resolvedAt: Instant.nullable(),
});
export type Incident = z.infer<typeof Incident>;

/** What can be done about something, or why not: a key under `reasons`. */
const Offer = z.object({ enabled: z.boolean(), reason: z.string().nullable() });
export type Offer = z.infer<typeof Offer>;

/** A variable of the process as it is now. */
export const Variable = z.object({
  name: z.string(),
  /** Absent where there is none of the name yet. */
  value: z.json().optional(),
  kind: z.enum(['missing', 'empty', 'text', 'number', 'boolean', 'list', 'object']),
  /** The values that the definition offers for it; null: any of its kind. */
  options: z.array(z.object({ value: z.string(), label: Text })).nullable(),
  /** Read by the element that failed. */
  isRead: z.boolean(),
  /** Why it can't be corrected here: a key under `reasons`; null when it can. */
  fixed: z.string().nullable(),
});
export type Variable = z.infer<typeof Variable>;

/** Everything somebody needs to see why a case is held and what would let it go on. */
export const IncidentView = Incident.extend({
  /** `document`: a paper could not be issued; the process itself goes on. */
  kind: z.enum(['process', 'document']),
  /** What the element evaluates: its conditions by the flow they stand on, its script, its inputs. */
  expressions: z.array(z.object({ at: z.string(), text: z.string() })),
  /** What it was given: the variables it sees. Null for who looks after systems and sees no case, and once it is resolved. */
  variables: z.array(Variable).nullable(),
  /** Where a gateway's token could go on, when skipping has to choose. */
  ways: z.array(z.object({ flow: z.string(), name: z.string(), condition: z.string().nullable() })),
  retry: Offer,
  fix: Offer,
  skip: Offer,
});
export type IncidentView = z.infer<typeof IncidentView>;

/** A token of a case, and where it may be moved by hand. */
export const MovableToken = z.object({
  token: z.number().int(),
  element: z.string(),
  elementName: z.string(),
  targets: z.array(z.object({ element: z.string(), name: z.string() })),
  /** Why it may not be moved at all: a key under `reasons`. */
  reason: z.string().nullable(),
});
export type MovableToken = z.infer<typeof MovableToken>;

export const RepairView = z.object({
  variables: z.array(Variable),
  tokens: z.array(MovableToken),
  fix: Offer,
  move: Offer,
  step: z.number().int(),
});
export type RepairView = z.infer<typeof RepairView>;

const Reason = z.string().trim().min(1).max(1000);
const Values = z
  .record(z.string().regex(/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u), z.json())
  .refine((values) => Object.keys(values).length <= 50 && JSON.stringify(values).length <= 20_000, 'too-long');
const IncidentParams = z.object({ incidentId: z.string().max(80) });
const CaseParams = z.object({ caseNumber: CaseNumber });

export const operationRoutes = {
  incidents: route({
    method: 'GET',
    path: '/api/incidents',
    summary: 'Incidents of the cases I supervise, the newest first',
    action: 'incident.read',
    query: PageQuery.extend({
      caseNumber: z.string().max(60).optional(),
      code: z.enum(incidentCodes).optional(),
      state: z.enum(['open', 'resolved']).default('open'),
    }),
    response: page(Incident),
  }),
  incident: route({
    method: 'GET',
    path: '/api/incidents/:incidentId',
    summary: 'One incident: what failed, where, why, with what input, and what can be done',
    action: 'incident.read',
    params: IncidentParams,
    response: IncidentView,
  }),
  retry: route({
    method: 'POST',
    path: '/api/incidents/:incidentId/retry',
    summary: 'Try the failed element again, with corrected variables where some are given',
    action: 'incident.retry',
    params: IncidentParams,
    body: z.object({ variables: Values.default({}), create: z.boolean().default(false), reason: z.string().trim().max(1000).default('') }),
    response: Incident,
    errors: ['incident-resolved', 'invalid-fields', 'must-avoid', 'operation-refused'],
  }),
  skip: route({
    method: 'POST',
    path: '/api/incidents/:incidentId/skip',
    summary: 'Pass the failed element by authority; `flow` is the way on where it has to be chosen',
    action: 'incident.skip',
    params: IncidentParams,
    body: z.object({ flow: z.string().max(200).optional(), reason: Reason }),
    response: Incident,
    errors: ['incident-resolved', 'must-avoid', 'operation-refused'],
  }),
  repair: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/repair',
    summary: 'The variables and tokens of a running case, and where each token may be moved by hand',
    action: 'incident.inspect',
    params: CaseParams,
    response: RepairView,
    errors: ['case-ended', 'case-not-started'],
  }),
  correct: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/variables',
    summary: 'Correct variables of a case; `create` lets names be new',
    action: 'incident.fix',
    params: CaseParams,
    body: z.object({
      values: Values.refine((values) => Object.keys(values).length > 0, 'required'),
      create: z.boolean().default(false),
      /** As the incident's element sees them. */
      incidentId: z.string().max(80).optional(),
      reason: Reason,
      step: z.number().int(),
    }),
    response: z.object({ step: z.number().int() }),
    errors: ['incident-resolved', 'invalid-fields', 'must-avoid', 'stale-revision', 'case-suspended'],
  }),
  move: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/moves',
    summary: 'Move a token by hand to where a case can stand',
    action: 'incident.move',
    params: CaseParams,
    body: z.object({ token: z.number().int(), to: z.string().max(200), reason: Reason }),
    response: z.object({ step: z.number().int() }),
    errors: ['token-gone', 'must-avoid', 'operation-refused', 'case-suspended'],
  }),
  calendar: route({
    method: 'GET',
    path: '/api/calendar',
    summary: 'The working-day calendar as published',
    action: 'public',
    response: z.object({ daysOff: z.array(z.string()), weekendsWorked: z.array(z.string()), publishedThrough: z.string() }),
  }),
};
