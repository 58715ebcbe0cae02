import { z } from 'zod';
import { violationKinds } from '../rules/violations.ts';
import { Answers, Form } from '../forms/form.ts';
import { KnownDocument } from './documents.ts';
import { FileInfo } from './drafts.ts';
import { route } from './route.ts';
import { CaseNumber, CaseState, Instant, Light, Mark, page, PageQuery, Stage, Text } from './values.ts';

/** One clock as people read it; days by the item's unit. `explanation` is sentence by sentence. */
export const ClockView = z.object({
  name: z.enum([
    'receive',
    'correction',
    'decision',
    'promised',
    'firstReview',
    'procedure',
    'hearingRequest',
    'hearing',
    'inspection',
    'deliver',
    'stage',
  ]),
  due: Instant.nullable(),
  provisional: z.boolean(),
  state: z.enum(['running', 'stopped', 'closed', 'overdue']),
  total: z.number().int(),
  used: z.number().int(),
  remaining: z.number().int(),
  overdue: z.number().int(),
  unit: z.enum(['workday', 'calendarDay']),
  explanation: z.array(Text),
  /** Every day from the day after the start to the due day (while stopped to today), in runs of one kind. */
  segments: z.array(z.object({ from: z.iso.date(), to: z.iso.date(), kind: z.enum(['counted', 'stopped', 'rest']) })),
});
export type ClockView = z.infer<typeof ClockView>;

/** A line of the timeline, from the ledger; redacted by who reads (applicants see departments, never persons). */
export const TimelineEntry = z.object({
  seq: z.number().int(),
  at: Instant,
  /** Ledger type: `case.submitted`, `task.completed`, `effect.accept` … the sentence is `timeline.<type>` in i18n with `params`. */
  type: z.string(),
  actor: z.string().nullable(),
  organisation: z.string().nullable(),
  element: z.string().nullable(),
  elementName: z.string().nullable(),
  opinion: z.string().nullable(),
  params: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const HolderView = z.object({ organisationName: z.string(), department: z.string().nullable(), since: Instant.nullable() });

/** What a supervisor should see of how a case was handled (Licensing Law art. 72); not for those outside. */
export const Anomaly = z.object({
  kind: z.enum(['secondCorrection']),
  at: Instant,
  by: z.string().nullable(),
  reason: z.string(),
  /** What it is about: the fields and materials. */
  names: z.array(Text),
});
export type Anomaly = z.infer<typeof Anomaly>;

/** 并联办理: one department's part of a joint review. */
export const DepartmentPart = z.object({
  element: z.string(),
  organisationName: Text,
  department: Text,
  /** `ahead`: not its turn yet; `waiting`: nobody has taken it up. */
  state: z.enum(['ahead', 'waiting', 'working', 'done']),
  openedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  isLate: z.boolean(),
  /** Materials that concern it first. */
  materials: z.array(z.string()),
  /** Not for the applicant or the public. */
  by: z.string().nullable(),
  decision: Text.nullable(),
  opinion: z.string().nullable(),
});
export type DepartmentPart = z.infer<typeof DepartmentPart>;
/** A period of the law that a case has broken (schema/rules/violations.ts); not for those outside. `law`: article of the Licensing Law. */
export const ViolationView = z.object({ kind: z.enum(violationKinds), at: Instant, law: z.string() });
export type ViolationView = z.infer<typeof ViolationView>;

/** Whether the applicant may object to a denial. `until`: the last day's last moment; `caseNumber`: of the re-review that has been begun. */
export const ObjectionView = z.object({
  state: z.enum(['notServed', 'open', 'over', 'begun']),
  until: Instant.nullable(),
  caseNumber: CaseNumber.nullable(),
  law: Text,
});
export type ObjectionView = z.infer<typeof ObjectionView>;

export const CaseView = z.object({
  caseNumber: CaseNumber,
  itemId: z.string(),
  itemName: Text,
  /** What applies to the reader: `own` is the applicant's view. */
  relation: z.enum(['own', 'handling', 'supervising', 'public']),
  state: CaseState,
  stage: Stage.nullable(),
  /** False between submission and the workflow's first step (Temporal may be down; nothing is lost). */
  started: z.boolean(),
  applicantName: z.string(),
  organisationName: Text,
  holder: HolderView.nullable(),
  submittedAt: Instant,
  acceptedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  promisedDueAt: Instant.nullable(),
  light: Light,
  clocks: z.array(ClockView),
  licenceNumber: z.string().nullable(),
  /** The outcome's reason and remedies, or the agency that is right, where there is one. */
  conclusion: z.object({ kind: z.string(), reason: z.string().nullable(), agency: z.string().nullable() }).nullable(),
  /** Open marks while in CORRECTION, with who asked and until when. */
  correction: z
    .object({ marks: z.array(Mark), note: z.string().nullable(), dueAt: Instant.nullable(), round: z.number().int() })
    .nullable(),
  anomalies: z.array(Anomaly),
  /** Empty for what one department handles alone. */
  departments: z.array(DepartmentPart),
  violations: z.array(ViolationView),
  /** Null where the item allows no objection, there is no denial, or it is not the reader's case. */
  objection: ObjectionView.nullable(),
  /** The denied case that this one reviews again; not for the public. */
  subjectCase: CaseNumber.nullable(),
  canWithdraw: z.boolean(),
  timeline: z.array(TimelineEntry),
  /** Null for the public view. */
  answers: Answers.nullable(),
  form: Form.nullable(),
  files: z.array(FileInfo),
  /** The step number: also the ETag, and what SSE announces. */
  step: z.number().int(),
});
export type CaseView = z.infer<typeof CaseView>;

export const CaseSummary = z.object({
  caseNumber: CaseNumber,
  itemName: Text,
  state: CaseState,
  stage: Stage.nullable(),
  organisationName: Text,
  submittedAt: Instant,
  dueAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  light: Light,
  needsMe: z.boolean(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/** The process map of one case: the definition it runs on, the past, the present, the way ahead. */
export const CaseMap = z.object({
  bpmn: z.string(),
  definitionVersion: z.number().int(),
  visited: z.array(z.object({ element: z.string(), count: z.number().int(), firstAt: Instant, lastAt: Instant })),
  /** Elements now holding a token; `holder` is a department for the public. */
  current: z.array(z.object({ element: z.string(), since: Instant, dueAt: Instant.nullable(), holder: z.string().nullable() })),
  /** Flow nodes that can still be reached from the tokens. */
  ahead: z.array(z.string()),
  step: z.number().int(),
});
export type CaseMap = z.infer<typeof CaseMap>;

const CaseParams = z.object({ caseNumber: CaseNumber });

export const caseRoutes = {
  mine: route({
    method: 'GET',
    path: '/api/cases/mine',
    summary: 'My applications, newest first',
    action: 'case.list-own',
    query: PageQuery,
    response: page(CaseSummary),
  }),
  search: route({
    method: 'GET',
    path: '/api/cases',
    summary: 'All cases I may see, for staff',
    action: 'case.search',
    query: PageQuery.extend({
      query: z.string().max(100).optional(),
      itemId: z.string().optional(),
      state: CaseState.optional(),
      light: Light.optional(),
      open: z.enum(['true', 'false']).optional(),
    }),
    response: page(
      CaseSummary.extend({ applicantName: z.string(), holder: HolderView.nullable(), anomalies: z.array(Anomaly.shape.kind) }),
    ),
  }),
  get: route({
    method: 'GET',
    path: '/api/cases/:caseNumber',
    summary: 'One case, redacted for the reader',
    action: 'case.read',
    params: CaseParams,
    response: CaseView,
  }),
  map: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/map',
    summary: 'The live process map',
    action: 'case.read',
    params: CaseParams,
    response: CaseMap,
  }),
  correct: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/correction',
    summary: 'Answer a correction notice: the corrected answers; files were uploaded before',
    action: 'case.correct',
    params: CaseParams,
    body: z.object({ step: z.number().int(), answers: Answers }),
    response: CaseView,
    errors: ['not-in-correction', 'invalid-fields', 'materials-missing', 'stale-revision'],
  }),
  object: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/objection',
    summary: 'Object to a denial where the item allows it: a re-review begins, as a case of its own',
    action: 'case.object',
    params: CaseParams,
    body: z.object({ reason: z.string().trim().min(1).max(2000) }),
    response: z.object({ caseNumber: CaseNumber }),
    errors: ['objection-not-possible', 'objection-not-served', 'objection-too-late', 'objection-begun'],
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/withdrawal',
    summary: 'Withdraw the application before it is decided',
    action: 'case.withdraw',
    params: CaseParams,
    body: z.object({ reason: z.string().max(500) }),
    response: CaseView,
    errors: ['cannot-withdraw', 'case-ended'],
  }),
  track: route({
    method: 'POST',
    path: '/api/track',
    summary: 'Track without sign-in, by case number and query code',
    action: 'public',
    body: z.object({ caseNumber: z.string().max(60), queryCode: z.string().max(20) }),
    response: z.object({ case: CaseView, map: CaseMap, documents: z.array(KnownDocument) }),
    errors: ['query-code-wrong'],
  }),
  /** GET /api/cases/:caseNumber/events and /api/track/events?caseNumber&queryCode: SSE, `event: step`, `data: {"caseNumber","step"}`. */
};
