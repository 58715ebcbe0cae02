import type { StaffRole } from '../contracts/values.ts';
import type { Action } from './actions.ts';
import { coversRole } from './stand-in.ts';

interface Post {
  role: StaffRole;
  organisationId: string;
  /** `/national/hunan/` */
  path: string;
  department: string;
}

/** Somebody who is away, in whose name another acts; `posts` are those it is about. */
export interface Principal {
  id: string;
  name: string;
  posts: readonly Post[];
  /** Roles it is about; empty: all. */
  roles: readonly StaffRole[];
}

/** A person as the rules see them. */
export interface Subject {
  id: string;
  /** `party`: an interested third party, who has no account but the code of a notice. */
  kind: 'applicant' | 'staff' | 'party';
  posts: readonly Post[];
  /** 代理: whom they stand in for today. */
  standsFor?: readonly Principal[];
}

export interface TaskOfAction {
  role: string;
  organisationId: string;
  department: string;
  assigneeId: string | null;
  holderId: string | null;
  /** 指派: who gave it to its holder; such a holder need not be of the task's group. */
  assignedById?: string | null;
}

/** What an action is done to; whatever is absent does not matter for it. */
export interface ObjectOfAction {
  /** The applicant of a case, the owner of a draft or file. */
  ownerId?: string;
  /** The path of the organisation that received the case; who holds it now lies on that path. */
  path?: string | null;
  /** The organisation that handles the case now: it lies on `path`. */
  holderOrganisationId?: string;
  /** Several bodies handle it together (统一、联合、集中办理). */
  joint?: boolean;
  /** People who have or had a task of the case. */
  involvedIds?: readonly string[];
  /** People who were asked for an opinion or sent a copy: they read, and no more. */
  informedIds?: readonly string[];
  /** Of those, who was asked for an opinion. */
  consultedIds?: readonly string[];
  /** Who holds its hearing. */
  hearingOfficerId?: string | null;
  /** Who makes an inspection of the case. */
  inspectorIds?: readonly string[];
  task?: TaskOfAction;
}

/** Why something is not allowed: a key under `reasons` in the pages' words. */
export type Denial =
  | 'notApplicant'
  | 'notOwn'
  | 'notStaff'
  | 'notAllowed'
  | 'outOfScope'
  | 'notYours'
  | 'notSupervisor'
  | 'notHead'
  | 'notOverHolder'
  | 'ownHand'
  | 'notHandlingBody'
  | 'notInspector'
  | 'notAgencyHead'
  | 'notGovernmentHead';
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
export const scopedRoles = ['window', 'reviewer', 'decider', 'supervisor', 'governmentHead'] as const satisfies readonly StaffRole[];
/** Administrators keep systems, security and audit apart and see no case (等保: 三权分立). */
export const caseRoles = [...scopedRoles, 'expert'] as const satisfies readonly StaffRole[];

const signedIn: Rule = () => null;
const applicant = rule('notApplicant', (subject) => subject.kind === 'applicant');
const own = rule('notOwn', (subject, object) => object.ownerId === subject.id);
const party = rule('notOwn', (subject) => subject.kind === 'party');
const staff = rule('notStaff', (subject) => subject.posts.length > 0);
const withRole = (...roles: StaffRole[]): Rule => rule('notAllowed', (subject) => subject.posts.some((post) => roles.includes(post.role)));

/** The case was received in the subject's organisation or one below it. */
const inScope = rule('outOfScope', (subject, object) => covers(subject, scopedRoles, object.path));
const worksOnCases = (subject: Subject): boolean => subject.posts.some((post) => (caseRoles as readonly StaffRole[]).includes(post.role));
/** The person and whom they stand in for. */
const namesOf = (subject: Subject): string[] => [subject.id, ...(subject.standsFor ?? []).map(({ id }) => id)];
const isOneOf = (subject: Subject, ids: readonly string[] | undefined): boolean =>
  namesOf(subject).some((id) => ids?.includes(id) ?? false);
const involved = rule('outOfScope', (subject, object) => worksOnCases(subject) && isOneOf(subject, object.involvedIds));
const informed = rule('outOfScope', (subject, object) => worksOnCases(subject) && (object.informedIds?.includes(subject.id) ?? false));
const consulted = rule('notAllowed', (subject, object) => worksOnCases(subject) && (object.consultedIds?.includes(subject.id) ?? false));
/** Was sent to look at what was applied for; nobody stands in for them. */
const inspects = rule('notInspector', (subject, object) => worksOnCases(subject) && (object.inspectorIds?.includes(subject.id) ?? false));
/** Works on cases of the body that holds this one. */
const ofHolder = rule('notAllowed', (subject, { holderOrganisationId }) =>
  subject.posts.some((post) => post.organisationId === holderOrganisationId && ['window', 'reviewer', 'decider'].includes(post.role)),
);
const supervises = rule('notSupervisor', (subject, object) => covers(subject, ['supervisor'], object.path));
const administers = rule('outOfScope', (subject, object) => covers(subject, ['systemAdministrator'], object.path));
/** Suspending or ending a case is for who answers for it: its deciders and supervisors. */
const leads = rule('notSupervisor', (subject, object) => covers(subject, ['supervisor', 'decider'], object.path));

/** An organisation's own path, on the path of a case below it. */
function pathTo(path: string | null | undefined, organisationId: string): string | null {
  const end = path?.indexOf(`/${organisationId}/`) ?? -1;
  return end < 0 ? null : path!.slice(0, end + organisationId.length + 2);
}

/** What passes a step by, or goes round it, is for the supervisors of the body that has to decide, and of those above it. */
const supervisesHolder = rule('notOverHolder', (subject, { path, holderOrganisationId }) =>
  covers(subject, ['supervisor'], holderOrganisationId === undefined ? null : pathTo(path, holderOrganisationId)),
);
/** Nobody mends by hand what they handle or handled themselves, in their own name or another's, nor their own application. */
const hasNoHandInIt = rule(
  'ownHand',
  (subject, { involvedIds, ownerId }) => !isOneOf(subject, involvedIds) && (ownerId === undefined || !namesOf(subject).includes(ownerId)),
);

/** 指派: a task is given out by the deciders of the body that handles it, and by supervisors of that body or of one above. */
const heads = rule('notHead', (subject, { path, task }) => {
  if (!task || task.role === 'applicant') return false;
  const isDecider = subject.posts.some((post) => post.role === 'decider' && post.organisationId === task.organisationId);
  return isDecider || covers(subject, ['supervisor'], pathTo(path, task.organisationId));
});
const holdsAt = (subject: Subject, roles: readonly StaffRole[], organisationId: string | undefined): boolean =>
  subject.posts.some((post) => roles.includes(post.role) && post.organisationId === organisationId);
/** 特别程序: by those who examine and decide in the body that handles the case. */
const runsProcedures = rule('notHandlingBody', (subject, { holderOrganisationId }) =>
  holdsAt(subject, ['reviewer', 'decider'], holderOrganisationId),
);
/** 延期 (Licensing Law art. 42): by the head of that authority; of what several handle together, by the head of its government. */
const extendsLimits: Rule = (subject, { holderOrganisationId, joint }) => {
  if (joint) return holdsAt(subject, ['governmentHead'], holderOrganisationId) ? null : 'notGovernmentHead';
  return holdsAt(subject, ['decider'], holderOrganisationId) ? null : 'notAgencyHead';
};
const escalates = (subject: Subject): boolean => subject.posts.some((post) => post.role === 'supervisor' || post.role === 'decider');

/** The task is for somebody with this id and these posts to handle: assigned or given to them, or to a group of theirs. */
function isFor(task: TaskOfAction, { id, posts }: Pick<Principal, 'id' | 'posts'>): boolean {
  if (task.assigneeId !== null) return task.assigneeId === id;
  if (task.assignedById && task.holderId === id) return true;
  return posts.some(
    (post) => post.role === task.role && post.organisationId === task.organisationId && post.department === task.department,
  );
}

/**
 * In whose name a person would handle a task: their own (`null`), or somebody's they stand in for; undefined when it is
 * not theirs at all. What is in somebody's hands already is handled in that name. An applicant's own are no work of staff.
 */
export function inWhoseName(subject: Subject, task: TaskOfAction | undefined): Principal | null | undefined {
  if (!task || !worksOnCases(subject)) return undefined;
  const principals = (subject.standsFor ?? []).filter((one) => coversRole(one, task.role) && isFor(task, one));
  const held = principals.find((one) => one.id === (task.assigneeId ?? task.holderId));
  if (held) return held;
  return isFor(task, subject) ? null : principals[0];
}

/** The task is the subject's to handle, in their own name or as a stand-in. */
const handles = rule('notYours', (subject, { task }) => inWhoseName(subject, task) !== undefined);

/** Who may do what: one row an action. Every endpoint names its row; the server asks it with the object at hand. */
const rules: Record<Action, Rule> = {
  'session.read': signedIn,
  'session.end': signedIn,
  'draft.create': applicant,
  'draft.read': both(applicant, own),
  'draft.write': both(applicant, own),
  'draft.submit': both(applicant, own),
  // Staff hand in the photos of an inspection.
  'file.write': both(either(applicant, staff), own),
  'file.read': either(own, involved, informed, inScope),
  'case.list-own': applicant,
  'case.read': either(own, involved, informed, inScope),
  'case.correct': both(applicant, own),
  'case.withdraw': both(applicant, own),
  'case.object': both(applicant, own),
  'correction.read': either(involved, informed, inScope),
  // Who prepares the notice: the body that has the case, who works on it, and who was asked for an opinion.
  'correction.mark': either(involved, consulted, ofHolder),
  'case.search': withRole(...scopedRoles),
  'licence.list-own': applicant,
  'licence.read': either(own, inScope),
  'licence.apply': both(applicant, own),
  'licence.search': withRole(...scopedRoles),
  // What was issued is given out again at a window of the body that issued it, or by who answers for it.
  'licence.reprint': rule('outOfScope', (subject, object) => covers(subject, ['window', 'decider', 'supervisor'], object.path)),
  // Ex officio (Licensing Law art. 8, 69): its reviewers and deciders begin it, the decision is taken in the case.
  'licence.end': rule('outOfScope', (subject, object) => covers(subject, ['reviewer', 'decider', 'supervisor'], object.path)),
  'task.list': withRole(...caseRoles),
  'task.read': either(handles, involved, informed, inScope),
  'task.claim': handles,
  'task.complete': handles,
  'task.operate': either(handles, involved, inScope),
  'task.urge': either(handles, inScope),
  'task.lead': leads,
  'task.assign': heads,
  'consultation.list': withRole(...caseRoles),
  'consultation.answer': rule('notYours', (subject, object) => worksOnCases(subject) && object.ownerId === subject.id),
  'copy.list': withRole(...caseRoles),
  'absence.list': withRole(...caseRoles),
  'absence.write': rule('notAllowed', (subject, object) =>
    worksOnCases(subject) ? object.ownerId === subject.id || covers(subject, ['supervisor'], object.path) : false,
  ),
  'recusal.declare': both(withRole(...caseRoles), either(involved, informed, inScope)),
  'recusal.challenge': both(applicant, own),
  'recusal.list': rule('notSupervisor', escalates),
  // Nobody decides on their own: `ownerId` is whom it is about.
  'recusal.decide': both(
    rule('notAllowed', (subject, object) => object.ownerId !== subject.id),
    leads,
  ),
  'expert.read': either(involved, informed, inScope),
  // A challenge to an expert is settled by who examines and decides the case, and by who answers for them.
  'expert.replace': either(runsProcedures, supervisesHolder),
  // 专家库: kept by the supervisors of the body whose panels are drawn from it, and of those above; not by who draws (示例).
  'expert-pool.read': supervises,
  'expert-pool.write': supervises,
  'inspection.list': withRole('window', 'reviewer', 'decider'),
  'inspection.read': either(involved, informed, inScope),
  'inspection.order': runsProcedures,
  'inspection.record': inspects,
  'staff.read': staff,
  'definition.read': withRole('designer', 'supervisor'),
  'definition.write': withRole('designer'),
  'definition.publish': withRole('designer'),
  'definition.migrate': withRole('designer'),
  'document.read': either(own, involved, inScope),
  'document.retry': either(supervises, administers),
  'hearing.read': either(own, involved, informed, inScope),
  'hearing.run': runsProcedures,
  // The officer writes the record, whatever post they hold, or those who run the case.
  'hearing.record': either(
    rule('notHandlingBody', (subject, { hearingOfficerId }) => worksOnCases(subject) && hearingOfficerId === subject.id),
    runsProcedures,
  ),
  'hearing.attend': both(applicant, own),
  // 利害关系人: their own papers and acts, and nothing else of the case.
  'party.read': both(party, own),
  'party.act': both(party, own),
  'promise.hand-in': both(applicant, own),
  // Who has the case to handle, or had it: its own body works on what comes in late.
  'promise.check': either(involved, ofHolder),
  'service.read': either(own, involved, inScope),
  'service.choose': both(applicant, own),
  'service.confirm': both(applicant, own),
  'service.act': inScope,
  'template.read': withRole('designer', 'supervisor'),
  'template.write': withRole('designer'),
  'template.publish': withRole('designer'),
  'incident.read': either(supervises, administers),
  'incident.retry': either(supervises, administers),
  // What stands in a case is no administrator's to read or change (等保: 三权分立).
  'incident.inspect': supervises,
  'incident.fix': both(supervises, hasNoHandInIt),
  'incident.skip': both(supervisesHolder, hasNoHandInIt),
  'incident.move': both(supervisesHolder, hasNoHandInIt),
  'clock.read': either(involved, informed, inScope),
  'clock.procedure': runsProcedures,
  'clock.extend': extendsLimits,
  'calendar.read': signedIn,
  'calendar.change': withRole('systemAdministrator'),
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
    holderOrganisationId: organisationId,
    task: { role, organisationId, department, assigneeId: null, holderId: null },
  }));
  const lent: ObjectOfAction[] = (subject.standsFor ?? []).flatMap(({ id, posts, roles }) => [
    ...(roles.length > 0 ? roles : ['']).map((role) => ({
      task: { role, organisationId: '', department: '', assigneeId: id, holderId: null },
    })),
    ...posts.map(({ role, organisationId, department }) => ({
      task: { role, organisationId, department, assigneeId: null, holderId: null },
    })),
  ]);
  const asked: ObjectOfAction = {
    involvedIds: namesOf(subject),
    informedIds: [subject.id],
    consultedIds: [subject.id],
    hearingOfficerId: subject.id,
    inspectorIds: [subject.id],
    task: { role: '', organisationId: '', department: '', assigneeId: subject.id, holderId: null },
  };
  const together = within.map((one) => ({ ...one, joint: true }));
  const someoneElses = within.map((one) => ({ ...one, ownerId: '' }));
  return [{}, { ownerId: subject.id }, ...within, ...together, ...someoneElses, ...lent, asked].some((object) =>
    may(subject, action, object),
  );
}

/** What a case is to a person; null when it is nothing of theirs. `public` is who knows the query code. */
export type Relation = 'own' | 'handling' | 'supervising' | 'public';

export function relationTo(subject: Subject, object: ObjectOfAction): Relation | null {
  if (own(subject, object) === null) return 'own';
  if (involved(subject, object) === null || informed(subject, object) === null) return 'handling';
  if (covers(subject, ['window', 'reviewer', 'decider', 'governmentHead'], object.path)) return 'handling';
  if (supervises(subject, object) === null) return 'supervising';
  return null;
}
