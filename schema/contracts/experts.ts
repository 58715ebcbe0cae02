import { z } from 'zod';
import { expertFields } from '../rules/experts.ts';
import { route } from './route.ts';
import { CaseNumber, Instant, Text } from './values.ts';

const Person = z.object({ id: z.string(), name: z.string(), organisationName: z.string() });

/** An expert of a panel. What others have said is not shown to an expert before all have voted: `isHidden`. */
export const PanelMember = Person.extend({
  /** `drawn`: not asked yet; `closed`: the vote was decided before they had voted. */
  state: z.enum(['drawn', 'asked', 'voted', 'closed']),
  isHidden: z.boolean(),
  decision: z.enum(['approve', 'reject', 'abstain']).nullable(),
  opinion: z.string().nullable(),
  /** Their name as they signed, when, the SHA-256 of what was signed, and whether what is kept is still that. */
  signature: z.object({ name: z.string(), at: Instant, hash: z.string(), isIntact: z.boolean() }).nullable(),
  /** Why the reader cannot have them replaced; a key under `reasons`. */
  replaceReason: z.string().nullable(),
});
export type PanelMember = z.infer<typeof PanelMember>;

/** One draw with everything it takes to draw it again, and what its panel has said. */
export const ExpertPanel = z.object({
  id: z.string(),
  taskId: z.string(),
  drawnAt: Instant,
  drawnBy: z.string(),
  count: z.number().int(),
  seed: z.string(),
  candidatesHash: z.string(),
  /** Everybody of the field, by id; `place` in the order drawn, or `reason` why they were left out. Not for the experts themselves. */
  candidates: z.array(Person.extend({ place: z.number().int().nullable(), reason: z.string().nullable() })),
  replacements: z.array(
    z.object({
      out: Person,
      in: Person,
      why: z.enum(['declined', 'challenged', 'unavailable']),
      reason: z.string(),
      by: z.string(),
      at: Instant,
    }),
  ),
  members: z.array(PanelMember),
  /** Null while it is hidden from the reader. */
  tally: z.object({ approve: z.number().int(), reject: z.number().int(), abstain: z.number().int() }).nullable(),
  outcome: z.enum(['approved', 'rejected']).nullable(),
});
export type ExpertPanel = z.infer<typeof ExpertPanel>;

export const ExpertReview = z.object({
  /** What the case's item asks of a panel. */
  field: z.enum(expertFields).nullable(),
  fieldName: Text.nullable(),
  least: z.number().int(),
  /** How the limit is to be kept meanwhile, by the item's law; null where it says nothing. */
  procedure: z.object({ law: z.string(), mode: z.enum(['suspend', 'included']), days: z.number().int() }).nullable(),
  panels: z.array(ExpertPanel),
});
export type ExpertReview = z.infer<typeof ExpertReview>;

const reason = z.string().trim().min(1).max(1000);
const TaskParams = z.object({ taskId: z.string().max(80) });
const CaseParams = z.object({ caseNumber: CaseNumber });

export const expertRoutes = {
  ofCase: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/experts',
    summary: 'Panels of experts drawn for a case, and their signed opinions',
    action: 'expert.read',
    params: CaseParams,
    response: ExpertReview,
  }),
  draw: route({
    method: 'POST',
    path: '/api/tasks/:taskId/expert-draw',
    summary: '抽取专家: draw a panel at random from those of the field whom nothing keeps from the case',
    action: 'task.complete',
    params: TaskParams,
    body: z.object({ count: z.number().int().min(1).max(50) }),
    response: ExpertReview,
    errors: [
      'task-not-open',
      'task-taken',
      'task-not-claimed',
      'no-expert-review',
      'experts-drawn',
      'experts-required',
      'experts-too-few',
      'must-avoid',
    ],
  }),
  decline: route({
    method: 'POST',
    path: '/api/tasks/:taskId/expert-decline',
    summary: 'An expert cannot take part: the next of the same draw is asked',
    action: 'task.complete',
    params: TaskParams,
    body: z.object({ reason }),
    response: z.object({ caseNumber: CaseNumber }),
    errors: ['task-not-open', 'no-expert-review', 'experts-too-few'],
  }),
  replace: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/expert-replacements',
    summary: 'Have an expert of the panel replaced by the next of the same draw',
    action: 'expert.replace',
    params: CaseParams,
    body: z.object({ expertId: z.string().max(60), why: z.enum(['challenged', 'unavailable']), reason }),
    response: ExpertReview,
    errors: ['not-on-panel', 'expert-voted', 'experts-too-few', 'must-avoid', 'case-ended'],
  }),
};
