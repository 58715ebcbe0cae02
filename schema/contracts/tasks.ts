import { z } from 'zod';
import { CaseMap, CaseView } from './cases.ts';
import { route } from './route.ts';
import { CaseNumber, CaseState, Instant, Light, Mark, page, PageQuery, Stage, Text } from './values.ts';

export const TaskRow = z.object({
  id: z.string(),
  caseNumber: CaseNumber,
  element: z.string(),
  name: z.string(),
  stage: Stage.nullable(),
  itemId: z.string(),
  itemName: Text,
  applicantName: z.string(),
  caseState: CaseState,
  organisationName: z.string(),
  department: z.string().nullable(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  openedAt: Instant,
  dueAt: Instant.nullable(),
  caseDueAt: Instant.nullable(),
  light: Light,
  urged: z.boolean(),
});
export type TaskRow = z.infer<typeof TaskRow>;

/** A button: what can be decided here; a disabled one says why (`reason` is an i18n key under `reasons`). */
export const DecisionOffer = z.object({
  value: z.string(),
  label: Text,
  tone: z.enum(['primary', 'default', 'danger']),
  requires: z.array(z.enum(['opinion', 'marks', 'agency', 'experts'])),
  enabled: z.boolean(),
  reason: z.string().nullable(),
});
export type DecisionOffer = z.infer<typeof DecisionOffer>;

/** The algebra's operations on a live task (schema of approval.md). */
export const OperationName = z.enum([
  'transfer',
  'delegate',
  'addSigner',
  'removeSigner',
  'return',
  'recall',
  'suspend',
  'resume',
  'terminate',
  'urge',
  'copy',
]);
export const OperationOffer = z.object({ name: OperationName, enabled: z.boolean(), reason: z.string().nullable() });

/** 暂存: what the handler has typed so far; never lost by a refusal. */
export const TaskDraft = z.object({
  decision: z.string().max(60).nullable(),
  opinion: z.string().max(4000),
  marks: z.array(Mark).max(200),
  agency: z.string().max(200).nullable(),
  experts: z.array(z.string().max(60)).max(50),
});
export type TaskDraft = z.infer<typeof TaskDraft>;

export const TaskView = z.object({
  task: TaskRow,
  open: z.boolean(),
  /** When not open: who did what, so that a late colleague reads it rather than an error. */
  closedBy: z.object({ name: z.string(), at: Instant, decision: Text.nullable() }).nullable(),
  case: CaseView,
  map: CaseMap,
  decisions: z.array(DecisionOffer),
  operations: z.array(OperationOffer),
  /** Completed user tasks one can return to. */
  returnTargets: z.array(z.object({ element: z.string(), name: z.string(), by: z.string().nullable(), at: Instant })),
  draft: TaskDraft.nullable(),
});
export type TaskView = z.infer<typeof TaskView>;

export const StaffMember = z.object({ id: z.string(), name: z.string(), organisationName: z.string(), roles: z.array(z.string()) });
export type StaffMember = z.infer<typeof StaffMember>;

const TaskParams = z.object({ taskId: z.string().max(80) });

export const taskRoutes = {
  list: route({
    method: 'GET',
    path: '/api/tasks',
    summary: 'A worklist in due-date order',
    action: 'task.list',
    query: PageQuery.extend({
      /** mine: claimed by or assigned to me; groups: mine to claim; all: every open task I may see. */
      scope: z.enum(['mine', 'groups', 'all']).default('groups'),
      query: z.string().max(100).optional(),
      itemId: z.string().max(80).optional(),
      stage: Stage.optional(),
      light: Light.optional(),
    }),
    response: page(TaskRow),
  }),
  counts: route({
    method: 'GET',
    path: '/api/tasks/counts',
    summary: 'How many wait in each worklist (capped at 1,000)',
    action: 'task.list',
    response: z.object({ mine: z.number().int(), groups: z.number().int(), overdue: z.number().int() }),
  }),
  get: route({
    method: 'GET',
    path: '/api/tasks/:taskId',
    summary: 'A task with its case',
    action: 'task.read',
    params: TaskParams,
    response: TaskView,
  }),
  claim: route({
    method: 'POST',
    path: '/api/tasks/:taskId/claim',
    summary: '签收: take a task of my group',
    action: 'task.claim',
    params: TaskParams,
    response: TaskRow,
    errors: ['task-taken', 'task-not-open'],
  }),
  release: route({
    method: 'POST',
    path: '/api/tasks/:taskId/release',
    summary: '退签: give it back to the group',
    action: 'task.claim',
    params: TaskParams,
    response: TaskRow,
    errors: ['task-not-claimed', 'task-not-open'],
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/api/tasks/:taskId/draft',
    summary: '暂存: keep what I typed',
    action: 'task.complete',
    params: TaskParams,
    body: TaskDraft,
    response: TaskDraft,
  }),
  complete: route({
    method: 'POST',
    path: '/api/tasks/:taskId/complete',
    summary: 'Decide: one of the offered decisions',
    action: 'task.complete',
    params: TaskParams,
    body: TaskDraft.extend({ decision: z.string().max(60), step: z.number().int().describe('the case step that the person saw') }),
    response: z.object({ caseNumber: CaseNumber, step: z.number().int(), state: CaseState, licenceNumber: z.string().nullable() }),
    errors: [
      'task-not-open',
      'task-taken',
      'opinion-required',
      'marks-required',
      'agency-required',
      'experts-required',
      'decision-unknown',
      'temporal-unavailable',
    ],
  }),
  operate: route({
    method: 'POST',
    path: '/api/tasks/:taskId/operations',
    summary: 'An operation of the approval algebra on a live task',
    action: 'task.operate',
    params: TaskParams,
    body: z.object({
      operation: OperationName,
      to: z.string().max(80).optional(),
      users: z.array(z.string().max(60)).max(50).optional(),
      position: z.enum(['before', 'after', 'parallel']).optional(),
      resubmit: z.enum(['again', 'straight']).optional(),
      reason: z.string().max(1000).optional(),
    }),
    response: z.object({ caseNumber: CaseNumber, step: z.number().int(), state: CaseState }),
    errors: ['operation-refused', 'task-not-open'],
  }),
  colleagues: route({
    method: 'GET',
    path: '/api/tasks/:taskId/colleagues',
    summary: 'Staff this task may be passed to, and experts who may be asked',
    action: 'staff.read',
    params: TaskParams,
    query: z.object({ role: z.string().max(40).optional(), query: z.string().max(60).optional() }),
    response: z.array(StaffMember),
  }),
};
