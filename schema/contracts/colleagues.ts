import { z } from 'zod';
import { StaffMember } from './tasks.ts';
import { route } from './route.ts';
import { CaseNumber, Instant, page, PageQuery, StaffRole, Text } from './values.ts';

const Person = z.object({ id: z.string(), name: z.string() });
const Day = z.iso.date();

/** What a list that leads to a task shows of it. */
const AboutTask = {
  taskId: z.string(),
  taskName: z.string(),
  caseNumber: CaseNumber,
  itemName: Text,
  applicantName: z.string(),
  taskOpen: z.boolean(),
};

/** 沟通: a question to a colleague, and the answer. */
export const ConsultationRow = z.object({
  ...AboutTask,
  id: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  question: z.string(),
  answer: z.string().nullable(),
  answeredAt: Instant.nullable(),
});
export type ConsultationRow = z.infer<typeof ConsultationRow>;

/** 抄送: a copy that somebody sent me. */
export const CopyRow = z.object({
  ...AboutTask,
  id: z.string(),
  from: z.string(),
  note: z.string().nullable(),
  sentAt: Instant,
  readAt: Instant.nullable(),
});
export type CopyRow = z.infer<typeof CopyRow>;

/** 代理: somebody is away, and who acts in their name. */
export const AbsenceRow = z.object({
  id: z.string(),
  user: Person,
  standIn: Person.nullable(),
  from: Day,
  through: Day,
  roles: z.array(StaffRole),
  state: z.enum(['ahead', 'underWay', 'over', 'calledOff']),
  setBy: z.string(),
  /** The reader may call it off. */
  mayRevoke: z.boolean(),
});
export type AbsenceRow = z.infer<typeof AbsenceRow>;

/** 回避: who is said to be too close to a case, why, and what became of it. */
export const RecusalRow = z.object({
  id: z.string(),
  caseNumber: CaseNumber,
  itemName: Text,
  kind: z.enum(['declared', 'challenged']),
  state: z.enum(['pending', 'upheld', 'rejected']),
  /** Null for the applicant, and where it is not yet known who is meant. */
  person: Person.nullable(),
  /** The name as it was written. */
  named: z.string().nullable(),
  /** The department it is about, when not a person. */
  unit: z.string().nullable(),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  decidedAt: Instant.nullable(),
  decision: z.string().nullable(),
});
export type RecusalRow = z.infer<typeof RecusalRow>;

const CaseParams = z.object({ caseNumber: CaseNumber });
const Id = z.object({ id: z.string().max(40) });
const words = (most: number) => z.string().trim().min(1).max(most);

export const consultationRoutes = {
  list: route({
    method: 'GET',
    path: '/api/consultations',
    summary: '问我的: what colleagues have asked me, newest first',
    action: 'consultation.list',
    query: PageQuery.extend({ open: z.enum(['true', 'false']).default('true') }),
    response: page(ConsultationRow),
  }),
  answer: route({
    method: 'POST',
    path: '/api/consultations/:id/answer',
    summary: 'Answer a question, while the task it is about is open',
    action: 'consultation.answer',
    params: Id,
    body: z.object({ answer: words(4000) }),
    response: ConsultationRow,
    errors: ['already-answered', 'task-not-open'],
  }),
};

export const copyRoutes = {
  list: route({
    method: 'GET',
    path: '/api/copies',
    summary: '抄送我的: tasks that I was sent a copy of, newest first',
    action: 'copy.list',
    query: PageQuery,
    response: page(CopyRow),
  }),
};

export const absenceRoutes = {
  list: route({
    method: 'GET',
    path: '/api/absences',
    summary: '代理: my absences, those I stand in for, and those of people I supervise, from today on',
    action: 'absence.list',
    response: z.array(AbsenceRow),
  }),
  people: route({
    method: 'GET',
    path: '/api/absences/people',
    summary: 'Colleagues of my organisations: who may stand in, and whom I may speak for',
    action: 'absence.list',
    query: z.object({ query: z.string().max(60).optional() }),
    response: z.array(StaffMember.extend({ organisationId: z.string(), maySpeakFor: z.boolean() })),
  }),
  create: route({
    method: 'POST',
    path: '/api/absences',
    summary: 'Say who is away on which days, and who stands in',
    action: 'absence.write',
    body: z.object({
      userId: z.string().max(60),
      standInId: z.string().max(60).nullable(),
      from: Day,
      through: Day,
      roles: z.array(StaffRole).max(10),
    }),
    response: AbsenceRow,
    errors: ['absence-refused'],
  }),
  revoke: route({
    method: 'POST',
    path: '/api/absences/:id/revocation',
    summary: 'Call an absence off',
    action: 'absence.write',
    params: Id,
    response: AbsenceRow,
    errors: ['absence-refused'],
  }),
};

export const recusalRoutes = {
  list: route({
    method: 'GET',
    path: '/api/recusals',
    summary: '回避: what I am to decide, oldest first',
    action: 'recusal.list',
    query: PageQuery,
    response: page(RecusalRow.extend({ mayDecide: z.boolean(), candidates: z.array(Person) })),
  }),
  ofCase: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/recusals',
    summary: 'What was asked in a case and what became of it; departments that can be named',
    action: 'case.read',
    params: CaseParams,
    response: z.object({
      rows: z.array(RecusalRow),
      units: z.array(z.object({ organisationId: z.string(), department: z.string().nullable(), name: z.string() })),
      mayAsk: z.boolean(),
    }),
  }),
  declare: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/recusals',
    summary: 'A member of staff says that they are too close to a case',
    action: 'recusal.declare',
    params: CaseParams,
    body: z.object({ reason: words(1000) }),
    response: RecusalRow,
    errors: ['recusal-pending', 'case-ended'],
  }),
  challenge: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/challenges',
    summary: '申请回避: the applicant names an officer or a department that should not handle the case',
    action: 'recusal.challenge',
    params: CaseParams,
    body: z.object({
      officer: z.string().trim().max(60).optional(),
      unit: z.object({ organisationId: z.string().max(60), department: z.string().max(60).nullable() }).optional(),
      reason: words(1000),
    }),
    response: RecusalRow,
    errors: ['recusal-pending', 'challenge-names-nobody', 'case-ended'],
  }),
  decide: route({
    method: 'POST',
    path: '/api/recusals/:id/decision',
    summary: 'A head decides; upholding a name that nobody alone has says who is meant',
    action: 'recusal.decide',
    params: Id,
    body: z.object({ uphold: z.boolean(), personId: z.string().max(60).optional(), reason: words(1000) }),
    response: RecusalRow,
    errors: ['already-decided', 'person-required'],
  }),
};
