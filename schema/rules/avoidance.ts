import type { Text } from '../contracts/values.ts';
import { apart } from './apart.ts';
import type { DutyStep } from './apart.ts';

/** A member of staff as the rules of avoidance see them. */
export interface PersonOfCase {
  id: string;
  /** Their own number, where it is known. */
  code?: string | null;
  /** Codes of organisations that they have declared ties to. */
  ties?: readonly string[];
  /** Where they hold posts; `creditCode` is the organisation's. */
  posts: readonly { organisationId: string; department: string; creditCode?: string | null }[];
}

/** 回避: somebody is, or is said to be, too close to a case. A department stands for everybody who holds a post in it. */
export interface RecusalFact {
  state: 'pending' | 'upheld' | 'rejected';
  personId: string | null;
  organisationId: string | null;
  department: string | null;
}

/** What of a case keeps people from it. */
export interface CaseOfAvoidance {
  applicantId: string;
  /** Numbers of the applicant by their account; what an application states is not believed, or stating an authority’s would keep all of it away. */
  applicantCodes: readonly string[];
  /** Who handed it in, for themselves or on behalf of the applicant. */
  submittedById: string | null;
  recusals: readonly RecusalFact[];
  /** Who has completed what, in their own name or for somebody. */
  acted: readonly (DutyStep & { userId: string })[];
  /** Who holds or held a hearing of it. */
  hearingOfficerIds?: readonly string[];
  /** Of a re-review: who handled the case that it reviews. */
  former?: readonly string[];
}

/** The task somebody would handle; absent where only the case is looked at. */
export type TaskOfAvoidance = DutyStep & { separateFrom?: readonly string[] | undefined };

/** Why somebody may not handle a task: a key under `reasons`. */
export type Avoidance =
  | 'ownApplication'
  | 'ownOrganisation'
  | 'declaredTie'
  | 'ownSubmission'
  | 'recused'
  | 'recusalPending'
  | 'formerCase'
  | 'separated'
  | 'fourEyes'
  | 'hearingOfficer';

interface AvoidanceRule {
  reason: Avoidance;
  law: Text;
  keeps: (person: PersonOfCase, of: CaseOfAvoidance, task: TaskOfAvoidance | null) => boolean;
}

/** Civil Servants Law (2018) art. 76: who has an interest of their own in a matter stays away from it (quoted from memory: 示例). */
const interest: Text = { zh: '《公务员法》第七十六条（示例）', en: 'Civil Servants Law art. 76 (sample)' };
/** Art. 77: they ask for it themselves or those concerned do, and the authority decides. */
const procedure: Text = { zh: '《公务员法》第七十七条（示例）', en: 'Civil Servants Law art. 77 (sample)' };
const hearing: Text = {
  zh: '《行政许可法》第四十八条：听证主持人由审查该申请的工作人员以外的人员担任；流程定义的职责分离',
  en: 'Licensing Law art. 48: a hearing is held by somebody other than the reviewers; separation of duties by the definition',
};
const anew: Text = { zh: '复核由未参与原审查的人员办理（示例）', en: 'A re-review is for people who had no part in the first (sample)' };
const internal: Text = { zh: '审查与决定相分离（内部制约规则，示例）', en: 'Review and decision are apart (internal rule, sample)' };

const concerns = (person: PersonOfCase, { personId, organisationId, department }: RecusalFact): boolean =>
  personId === person.id ||
  (personId === null &&
    organisationId !== null &&
    person.posts.some((post) => post.organisationId === organisationId && (department === null || post.department === department)));

/**
 * Who stays away from a case or a task of it, and by what rule; the first that holds is the one told. While a challenge is
 * pending only the person it names waits: a whole department would stop the case at the applicant's word.
 */
const avoidanceRules: readonly AvoidanceRule[] = [
  {
    reason: 'ownApplication',
    law: interest,
    keeps: (person, of) => person.id === of.applicantId || (typeof person.code === 'string' && of.applicantCodes.includes(person.code)),
  },
  {
    reason: 'ownOrganisation',
    law: interest,
    keeps: (person, of) => person.posts.some(({ creditCode }) => typeof creditCode === 'string' && of.applicantCodes.includes(creditCode)),
  },
  { reason: 'ownSubmission', law: interest, keeps: (person, of) => person.id === of.submittedById },
  {
    reason: 'declaredTie',
    law: interest,
    keeps: (person, of) => person.ties?.some((code) => of.applicantCodes.includes(code)) ?? false,
  },
  {
    reason: 'recused',
    law: procedure,
    keeps: (person, of) => of.recusals.some((one) => one.state === 'upheld' && concerns(person, one)),
  },
  {
    reason: 'recusalPending',
    law: procedure,
    keeps: (person, of) => of.recusals.some((one) => one.state === 'pending' && one.personId === person.id),
  },
  { reason: 'formerCase', law: anew, keeps: (person, of) => of.former?.includes(person.id) ?? false },
  {
    reason: 'separated',
    law: hearing,
    keeps: (person, of, task) =>
      task !== null && of.acted.some((before) => before.userId === person.id && apart(before, task) === 'separated'),
  },
  {
    reason: 'hearingOfficer',
    law: hearing,
    keeps: (person, of, task) => task?.stage === 'review' && (of.hearingOfficerIds?.includes(person.id) ?? false),
  },
  {
    reason: 'fourEyes',
    law: internal,
    keeps: (person, of, task) =>
      task !== null && of.acted.some((before) => before.userId === person.id && apart(before, task) === 'fourEyes'),
  },
];

/** Why a person may not handle a task of a case, or the case at all (`task` null); null when they may. */
export function avoidanceOf(person: PersonOfCase, of: CaseOfAvoidance, task: TaskOfAvoidance | null): Avoidance | null {
  return avoidanceRules.find((rule) => rule.keeps(person, of, task))?.reason ?? null;
}

/** The rule by which somebody stays away, as it is told. */
export const lawOf = (reason: Avoidance): Text => avoidanceRules.find((rule) => rule.reason === reason)!.law;
