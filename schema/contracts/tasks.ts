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
  /** 升级: where nobody of its group can take it, since when and why. */
  escalated: z.object({ at: Instant, why: z.enum(['emptyGroup', 'allAway', 'allAvoid', 'overdue']) }).nullable(),
  /** 代理: in whose name the reader would handle it. */
  inNameOf: z.string().nullable(),
  /** Why the reader cannot claim it (avoidance); an i18n key under `reasons`. */
  reason: z.string().nullable(),
});
export type TaskRow = z.infer<typeof TaskRow>;

/** A button: what can be decided here; a disabled one says why (`reason` is an i18n key under `reasons`). */
export const DecisionOffer = z.object({
  value: z.string(),
  label: Text,
  tone: z.enum(['primary', 'default', 'danger']),
  requires: z.array(z.enum(['opinion', 'marks', 'agency', 'experts', 'signature'])),
  enabled: z.boolean(),
  reason: z.string().nullable(),
});
export type DecisionOffer = z.infer<typeof DecisionOffer>;

/** The algebra's operations on a live task (schema of approval.md); `assign` 指派 and `consult` 沟通 are staff's own. */
export const OperationName = z.enum([
  'assign',
  'consult',
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
});
export type TaskDraft = z.infer<typeof TaskDraft>;

export const TaskView = z.object({
  /** 代理: in whose name the reader acts here. */
  inNameOf: z.string().nullable(),
  /** 回避: why the reader may not handle this, and by which rule. */
  avoidance: z.object({ reason: z.string(), law: Text }).nullable(),
  /** 同一人再次办理: the reader approved at the step directly before, and says so when approving again. */
  askAgain: z.boolean(),
  /** Signers with an open task here: who can be removed. */
  signers: z.array(z.object({ id: z.string(), name: z.string() })),
  consultations: z.array(
    z.object({
      id: z.string(),
      by: z.string(),
      of: z.string(),
      /** The reader is asked. */
      mine: z.boolean(),
      question: z.string(),
      askedAt: Instant,
      answer: z.string().nullable(),
      answeredAt: Instant.nullable(),
    }),
  ),
  copies: z.array(z.object({ from: z.string(), to: z.string(), mine: z.boolean(), sentAt: Instant, readAt: Instant.nullable() })),
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

export const StaffMember = z.object({
  id: z.string(),
  name: z.string(),
  organisationName: z.string(),
  roles: z.array(z.string()),
  /** 代理: away today. */
  away: z.boolean(),
});
export type StaffMember = z.infer<typeof StaffMember>;

/** Somebody a task could go to; who cannot take it is listed with the reason (`reasons` in i18n). */
export const Colleague = StaffMember.extend({ reason: z.string().nullable() });
export type Colleague = z.infer<typeof Colleague>;

const TaskParams = z.object({ taskId: z.string().max(80) });

/** What became of one task of a batch: done, or refused with a code of `errors`. */
export const IssueResult = z.object({ taskId: z.string(), caseNumber: CaseNumber.nullable(), refusal: z.string().nullable() });
export type IssueResult = z.infer<typeof IssueResult>;

export const taskRoutes = {
  list: route({
    method: 'GET',
    path: '/api/tasks',
    summary: 'A worklist in due-date order',
    action: 'task.list',
    query: PageQuery.extend({
      /** mine: in my hands or theirs I stand in for; groups: mine to claim; all: every open task I may see; escalated: for me to give out. */
      scope: z.enum(['mine', 'groups', 'all', 'escalated']).default('groups'),
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
    response: z.object({
      mine: z.number().int(),
      groups: z.number().int(),
      overdue: z.number().int(),
      /** Open questions to me, unread copies, tasks for me to give out, and challenges for me to decide. */
      asked: z.number().int(),
      unread: z.number().int(),
      escalated: z.number().int(),
      recusals: z.number().int(),
    }),
  }),
  done: route({
    method: 'GET',
    path: '/api/tasks/done',
    summary: '已办: what I have completed, newest first',
    action: 'task.list',
    query: PageQuery,
    response: page(TaskRow.extend({ closedAt: Instant, decision: Text.nullable(), mayRecall: z.boolean() })),
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
    errors: ['task-taken', 'task-not-open', 'must-avoid'],
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
  issueMany: route({
    method: 'POST',
    path: '/api/tasks/issues',
    summary: 'Hand out what was granted in many cases at once; each task has its own answer',
    action: 'task.complete',
    body: z.object({ taskIds: z.array(z.string().max(80)).min(1).max(50) }),
    response: z.object({ results: z.array(IssueResult) }),
  }),
  complete: route({
    method: 'POST',
    path: '/api/tasks/:taskId/complete',
    summary: 'Decide: one of the offered decisions',
    action: 'task.complete',
    params: TaskParams,
    body: TaskDraft.extend({
      decision: z.string().max(60),
      step: z.number().int().describe('the case step that the person saw'),
      marksSeen: z.string().max(60).optional().describe('which shared marks the sender of a correction notice saw'),
      furtherReason: z.string().max(1000).optional().describe('why a further notice asks for what the one before did not'),
      signedName: z.string().trim().max(60).optional().describe('an expert signs their opinion with their name'),
      again: z.boolean().optional().describe('approved at the step before already, and says so again'),
    }),
    response: z.object({ caseNumber: CaseNumber, step: z.number().int(), state: CaseState, licenceNumber: z.string().nullable() }),
    errors: [
      'task-not-open',
      'task-taken',
      'opinion-required',
      'marks-required',
      'marks-changed',
      'further-marks-reason',
      'agency-required',
      'experts-required',
      'signature-wrong',
      'decision-unknown',
      'must-avoid',
      'confirm-again',
      'promise-holds-grant',
      'hearing-unserved',
      'hearing-running',
      'hearing-awaited',
      'party-unserved',
      'party-running',
      'inspection-open',
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
    errors: ['operation-refused', 'task-not-open', 'must-avoid', 'person-avoids'],
  }),
  read: route({
    method: 'POST',
    path: '/api/tasks/:taskId/read',
    summary: 'Mark the copies of a task that were sent to me as read',
    action: 'task.read',
    params: TaskParams,
    response: z.object({ read: z.number().int() }),
  }),
  colleagues: route({
    method: 'GET',
    path: '/api/tasks/:taskId/colleagues',
    summary: 'Staff that an operation on this task may name, and experts who may be asked',
    action: 'staff.read',
    params: TaskParams,
    query: z.object({
      role: z.string().max(40).optional(),
      operation: OperationName.optional(),
      query: z.string().max(60).optional(),
    }),
    response: z.array(Colleague),
  }),
};
