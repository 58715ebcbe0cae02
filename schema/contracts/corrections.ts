import { z } from 'zod';
import { route } from './route.ts';
import { CaseNumber, Instant, Mark, Text } from './values.ts';

/** The correction notice as it would go out now: what every colleague has marked, one item a target. */
export const NoticeDraft = z.object({
  items: z.array(
    z.object({
      target: Mark.shape.target,
      path: z.string(),
      name: Text,
      /** Not on the notice before, so that it could have been told then (Licensing Law art. 32). */
      isNew: z.boolean(),
      remarks: z.array(
        z.object({
          id: z.string(),
          message: z.string(),
          by: z.string(),
          organisation: z.string().nullable(),
          at: Instant,
          mine: z.boolean(),
        }),
      ),
    }),
  ),
  /** Names exactly these marks: who sends the notice says which they saw. */
  revision: z.string(),
  /** How many notices have gone out, and what stood on the last. */
  sent: z.number().int(),
  before: z.array(z.object({ target: Mark.shape.target, path: z.string(), name: Text, message: z.string() })),
  mayMark: z.boolean(),
  /** Why the reader may not add marks; a key under `reasons`. */
  reason: z.string().nullable(),
  /** The reader sends the notice, and may leave out what others have marked. */
  sends: z.boolean(),
});
export type NoticeDraft = z.infer<typeof NoticeDraft>;

const CaseParams = z.object({ caseNumber: CaseNumber });

export const correctionRoutes = {
  draft: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/marks',
    summary: 'The correction notice that colleagues are preparing together',
    action: 'correction.read',
    params: CaseParams,
    response: NoticeDraft,
  }),
  mark: route({
    method: 'PUT',
    path: '/api/cases/:caseNumber/marks',
    summary: 'Mark one answer or material for correction, or change my mark',
    action: 'correction.mark',
    params: CaseParams,
    body: Mark.extend({ message: z.string().trim().min(1).max(1000) }),
    response: NoticeDraft,
    errors: ['marks-closed', 'must-avoid', 'case-not-found'],
  }),
  unmark: route({
    method: 'DELETE',
    path: '/api/cases/:caseNumber/marks/:markId',
    summary: 'Take a mark back; who sends the notice may leave out anybody’s',
    action: 'correction.mark',
    params: CaseParams.extend({ markId: z.string().max(60) }),
    response: NoticeDraft,
    errors: ['marks-closed', 'must-avoid', 'not-allowed'],
  }),
};
