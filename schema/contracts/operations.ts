import { z } from 'zod';
import { route } from './route.ts';
import { CaseNumber, Instant, page, PageQuery } from './values.ts';

/** A failure inside a case: visible, explained, retryable. */
export const Incident = z.object({
  id: z.string(),
  caseNumber: CaseNumber,
  element: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  at: Instant,
  resolvedAt: Instant.nullable(),
});
export type Incident = z.infer<typeof Incident>;

export const operationRoutes = {
  incidents: route({
    method: 'GET',
    path: '/api/incidents',
    summary: 'Open incidents of the cases I supervise',
    action: 'incident.read',
    query: PageQuery,
    response: page(Incident),
  }),
  retry: route({
    method: 'POST',
    path: '/api/incidents/:incidentId/retry',
    summary: 'Try the failed element again',
    action: 'incident.retry',
    params: z.object({ incidentId: z.string().max(80) }),
    response: Incident,
  }),
  calendar: route({
    method: 'GET',
    path: '/api/calendar',
    summary: 'The working-day calendar as published',
    action: 'public',
    response: z.object({ daysOff: z.array(z.string()), weekendsWorked: z.array(z.string()), publishedThrough: z.string() }),
  }),
};
