import type { StaffRole } from '../contracts/values.ts';
import type { Action } from './actions.ts';

/** A person as the rules see them. */
export interface Subject {
  id: string;
  kind: 'applicant' | 'staff';
  posts: readonly { role: StaffRole; organisationId: string; /** `/national/hunan/` */ path: string; department: string }[];
}

export interface TaskOfAction {
  role: string;
  organisationId: string;
  department: string;
  assigneeId: string | null;
  holderId: string | null;
}

/** What an action is done to; whatever is absent does not matter for it. */
export interface ObjectOfAction {
  /** The applicant of a case, the owner of a draft or file. */
  ownerId?: string;
  /** The path of the organisation that received the case; who holds it now lies on that path. */
  path?: string | null;
  /** People who have or had a task of the case. */
  involvedIds?: readonly string[];
  task?: TaskOfAction;
}

/** Why something is not allowed: a key under `reasons` in the pages' words. */
export type Denial = 'notApplicant' | 'notOwn' | 'notStaff' | 'notAllowed' | 'outOfScope' | 'notYours' | 'notSupervisor';
export type Permission = { allowed: true } | { allowed: false; reason: Denial };

/** Null when it is allowed, else why not. */
type Rule = (subject: Subject, object: ObjectOfAction) => Denial | null;

const rule =
  (reason: Denial, holds: (subject: Subject, object: ObjectOfAction) => boolean): Rule =>
  (subject, object) =>
    holds(subject, object) ? null : reason;

const either =
  (...rules: [Rule, ...Rule[]]): Rule =>
  (subject, object) => {
    const denials = rules.map((one) => one(subject, object));
    return denials.includes(null) ? null : denials.at(-1)!;
  };
const both =
  (...rules: Rule[]): Rule =>
  (subject, object) =>
    rules.map((one) => one(subject, object)).find((denial) => denial !== null) ?? null;

const covers = (subject: Subject, roles: readonly StaffRole[], path: string | null | undefined): boolean =>
  typeof path === 'string' && subject.posts.some((post) => roles.includes(post.role) && path.startsWith(post.path));

/** Experts see the cases they are asked about, not all of an organisation's. */
export const scopedRoles = ['window', 'reviewer', 'decider', 'supervisor'] as const satisfies readonly StaffRole[];
/** Administrators keep systems, security and audit apart and see no case (等保: 三权分立). */
const caseRoles = [...scopedRoles, 'expert'] as const satisfies readonly StaffRole[];

const signedIn: Rule = () => null;
const applicant = rule('notApplicant', (subject) => subject.kind === 'applicant');
const own = rule('notOwn', (subject, object) => object.ownerId === subject.id);
const staff = rule('notStaff', (subject) => subject.posts.length > 0);
const withRole = (...roles: StaffRole[]): Rule => rule('notAllowed', (subject) => subject.posts.some((post) => roles.includes(post.role)));

/** The case was received in the subject's organisation or one below it. */
const inScope = rule('outOfScope', (subject, object) => covers(subject, scopedRoles, object.path));
const worksOnCases = (subject: Subject): boolean => subject.posts.some((post) => (caseRoles as readonly StaffRole[]).includes(post.role));
const involved = rule('outOfScope', (subject, object) => worksOnCases(subject) && (object.involvedIds?.includes(subject.id) ?? false));
const supervises = rule('notSupervisor', (subject, object) => covers(subject, ['supervisor'], object.path));
const administers = rule('outOfScope', (subject, object) => covers(subject, ['systemAdministrator'], object.path));
/** Suspending or ending a case is for who answers for it: its deciders and supervisors. */
const leads = rule('notSupervisor', (subject, object) => covers(subject, ['supervisor', 'decider'], object.path));

/** The task is the subject's to handle: assigned to them, or to a group of theirs. An applicant's own are no work of staff. */
const handles = rule('notYours', (subject, { task }) => {
  if (!task || !worksOnCases(subject)) return false;
  if (task.assigneeId !== null) return task.assigneeId === subject.id;
  return subject.posts.some(
    (post) => post.role === task.role && post.organisationId === task.organisationId && post.department === task.department,
  );
});

/** Who may do what: one row an action. Every endpoint names its row; the server asks it with the object at hand. */
const rules: Record<Action, Rule> = {
  'session.read': signedIn,
  'session.end': signedIn,
  'draft.create': applicant,
  'draft.read': both(applicant, own),
  'draft.write': both(applicant, own),
  'draft.submit': both(applicant, own),
  'file.write': both(applicant, own),
  'file.read': either(own, involved, inScope),
  'case.list-own': applicant,
  'case.read': either(own, involved, inScope),
  'case.correct': both(applicant, own),
  'case.withdraw': both(applicant, own),
  'case.search': withRole(...scopedRoles),
  'task.list': withRole(...caseRoles),
  'task.read': either(handles, involved, inScope),
  'task.claim': handles,
  'task.complete': handles,
  'task.operate': either(handles, involved, inScope),
  'task.urge': either(handles, inScope),
  'task.lead': leads,
  'staff.read': staff,
  'definition.read': withRole('designer', 'supervisor'),
  'definition.write': withRole('designer'),
  'definition.publish': withRole('designer'),
  'document.read': either(own, involved, inScope),
  'document.retry': either(supervises, administers),
  'template.read': withRole('designer', 'supervisor'),
  'template.write': withRole('designer'),
  'template.publish': withRole('designer'),
  'incident.read': either(supervises, administers),
  'incident.retry': either(supervises, administers),
  'calendar.read': signedIn,
  'supervision.read': withRole('supervisor'),
};

/** Whether a subject may do an action to an object, or why not. Pure: the same answer in the server, the tests and the web. */
export function permission(subject: Subject, action: Action, object: ObjectOfAction = {}): Permission {
  const reason = rules[action](subject, object);
  return reason === null ? { allowed: true } : { allowed: false, reason };
}

export const may = (subject: Subject, action: Action, object: ObjectOfAction = {}): boolean => permission(subject, action, object).allowed;

/** Whether any object could be acted on at all: what an endpoint can know before it has read one. */
export function mayEver(subject: Subject, action: Action): boolean {
  const within: ObjectOfAction[] = subject.posts.map(({ path, role, organisationId, department }) => ({
    path,
    task: { role, organisationId, department, assigneeId: null, holderId: null },
  }));
  const asked: ObjectOfAction = {
    involvedIds: [subject.id],
    task: { role: '', organisationId: '', department: '', assigneeId: subject.id, holderId: null },
  };
  return [{}, { ownerId: subject.id }, ...within, asked].some((object) => may(subject, action, object));
}

/** What a case is to a person; null when it is nothing of theirs. `public` is who knows the query code. */
export type Relation = 'own' | 'handling' | 'supervising' | 'public';

export function relationTo(subject: Subject, object: ObjectOfAction): Relation | null {
  if (own(subject, object) === null) return 'own';
  if (involved(subject, object) === null) return 'handling';
  if (covers(subject, ['window', 'reviewer', 'decider'], object.path)) return 'handling';
  if (supervises(subject, object) === null) return 'supervising';
  return null;
}
