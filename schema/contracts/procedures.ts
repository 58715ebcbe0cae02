import { z } from 'zod';
import { procedureBases } from '../rules/procedures.ts';
import { route } from './route.ts';
import { CaseNumber, CaseState, Instant, Text } from './values.ts';

/** What can be done to a case's limits now, and what not and why (a key under `reasons`). */
export const ProcedureOffer = z.object({
  name: z.enum(['startProcedure', 'endProcedure', 'extend']),
  enabled: z.boolean(),
  reason: z.string().nullable(),
});
export type ProcedureOffer = z.infer<typeof ProcedureOffer>;

export const ProcedureView = z.object({
  offers: z.array(ProcedureOffer),
  /** The special procedure under way; null: none. */
  running: z
    .object({
      basis: z.enum(procedureBases),
      name: Text,
      law: z.string(),
      mode: z.enum(['suspend', 'included']),
      startedAt: Instant,
      days: z.number().int(),
      /** Until when it takes, as the applicant was told. */
      until: Instant.nullable(),
    })
    .nullable(),
  /** By how many days of which unit the limit may be extended, who may, and by which article. */
  extension: z.object({
    days: z.number().int(),
    unit: z.enum(['workday', 'calendarDay']),
    approver: z.enum(['agencyHead', 'governmentHead']),
    article: Text,
  }),
});
export type ProcedureView = z.infer<typeof ProcedureView>;

const params = z.object({ caseNumber: CaseNumber });
const Done = z.object({ caseNumber: CaseNumber, step: z.number().int(), state: CaseState });
const reason = z.string().trim().min(1).max(1000);

export const procedureRoutes = {
  get: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/procedures',
    summary: 'The special procedure under way, and what may be done to the limits',
    action: 'clock.read',
    params,
    response: ProcedureView,
  }),
  start: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/procedures',
    summary: '特别程序: begin one, by an article that requires it; the applicant is told how long it takes (Licensing Law art. 45)',
    action: 'clock.procedure',
    params,
    body: z.object({
      basis: z
        .string()
        .max(40)
        .describe(`one of ${procedureBases.join(', ')}`),
      law: z.string().trim().max(300).describe('the article that requires the procedure'),
      days: z.number().int().min(1).max(365).describe('working days it takes'),
      mode: z.enum(['suspend', 'included']).default('suspend').describe('included: counted inside the limit'),
      reason,
    }),
    response: Done,
    errors: ['no-legal-basis', 'procedure-running', 'no-limit-running', 'limit-passed', 'must-avoid', 'case-ended'],
  }),
  end: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/procedures/end',
    summary: 'The special procedure is over: the limit goes on the day after',
    action: 'clock.procedure',
    params,
    body: z.object({ reason }),
    response: Done,
    errors: ['procedure-not-running', 'hearing-open', 'no-limit-running', 'must-avoid', 'case-ended'],
  }),
  extend: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/extension',
    summary: '延期: extend the limit, once, by the head, with reasons to the applicant (Licensing Law art. 42)',
    action: 'clock.extend',
    params,
    body: z.object({ days: z.number().int().min(1).max(365), reason }),
    response: Done,
    errors: ['already-extended', 'extension-too-long', 'limit-passed', 'no-limit-running', 'must-avoid', 'case-ended'],
  }),
};
