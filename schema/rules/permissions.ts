import type { StaffRole } from '../contracts/values.ts';
import type { Action } from './actions.ts';

/** A person as the rules see them. */
export interface Subject {
  id: string;
  kind: 'applicant' | 'staff';
  posts: { role: StaffRole; organisationId: string; /** `/national/hunan/` */ path: string; department: string }[];
}

/** What an action is done to; whatever is absent does not matter for it. */
export interface ObjectOfAction {
  ownerId?: string;
  /** Paths of the organisations a case belongs to: where it was received, and who holds it. */
  paths?: string[];
  task?: { role: string; organisationId: string; path: string; department: string; assigneeId: string | null; holderId: string | null };
}

type Rule = (subject: Subject, object: ObjectOfAction) => boolean;

const signedIn: Rule = () => true;
const applicant: Rule = (subject) => subject.kind === 'applicant';
const own: Rule = (subject, object) => object.ownerId === subject.id;
const staff: Rule = (subject) => subject.posts.length > 0;
const withRole =
  (...roles: StaffRole[]): Rule =>
  (subject) =>
    subject.posts.some((post) => roles.includes(post.role));
const either =
  (...rules: Rule[]): Rule =>
  (subject, object) =>
    rules.some((rule) => rule(subject, object));
const both =
  (...rules: Rule[]): Rule =>
  (subject, object) =>
    rules.every((rule) => rule(subject, object));

/** Administrators keep systems, security and audit apart and see no case (等保: 三权分立). */
const caseRoles: StaffRole[] = ['window', 'reviewer', 'decider', 'supervisor', 'expert'];

/** The case lies in one of the subject's organisations or below it. */
const inScope: Rule = (subject, object) =>
  (object.paths ?? []).some((path) => subject.posts.some((post) => caseRoles.includes(post.role) && path.startsWith(post.path)));

/** The task is the subject's to handle: assigned to them, or to a group of theirs. */
const handles: Rule = (subject, { task }) => {
  if (!task) return false;
  if (task.assigneeId !== null) return task.assigneeId === subject.id;
  return subject.posts.some(
    (post) => post.role === task.role && post.organisationId === task.organisationId && post.department === task.department,
  );
};

const supervises: Rule = (subject, object) =>
  subject.posts.some((post) => post.role === 'supervisor' && (object.paths ?? []).some((path) => path.startsWith(post.path)));

/** Who may do what: one row an action. Every endpoint names its row; the server asks it with the object at hand. */
const rules: Record<Action, Rule> = {
  'session.read': signedIn,
  'session.end': signedIn,
  'draft.create': applicant,
  'draft.read': both(applicant, own),
  'draft.write': both(applicant, own),
  'draft.submit': both(applicant, own),
  'file.write': own,
  'file.read': either(own, inScope),
  'case.list-own': applicant,
  'case.read': either(own, inScope),
  'case.correct': both(applicant, own),
  'case.withdraw': both(applicant, own),
  'case.search': withRole(...caseRoles),
  'task.list': withRole(...caseRoles),
  'task.read': either(handles, inScope),
  'task.claim': handles,
  'task.complete': handles,
  'task.operate': either(handles, supervises, inScope),
  'staff.read': staff,
  'definition.read': withRole('designer', 'supervisor'),
  'definition.write': withRole('designer'),
  'definition.publish': withRole('designer'),
  'incident.read': withRole('supervisor', 'systemAdministrator'),
  'incident.retry': supervises,
  'calendar.read': signedIn,
  'supervision.read': withRole('supervisor'),
};

/** Whether a subject may do an action to an object. Pure: the same answer in the server, the tests and the web. */
export const may = (subject: Subject, action: Action, object: ObjectOfAction = {}): boolean => rules[action](subject, object);

/** Whether any object could be acted on at all: what an endpoint can know before it has read one. */
export function mayEver(subject: Subject, action: Action): boolean {
  const owned: ObjectOfAction = { ownerId: subject.id };
  const within: ObjectOfAction[] = subject.posts.map((post) => ({
    paths: [post.path],
    task: {
      role: post.role,
      organisationId: post.organisationId,
      path: post.path,
      department: post.department,
      assigneeId: null,
      holderId: null,
    },
  }));
  const assigned: ObjectOfAction[] = staff(subject, {})
    ? [{ task: { role: '', organisationId: '', path: '', department: '', assigneeId: subject.id, holderId: null } }]
    : [];
  return [{}, owned, ...within, ...assigned].some((object) => may(subject, action, object));
}
