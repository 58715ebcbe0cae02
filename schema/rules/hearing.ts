import { z } from 'zod';
import { dayOf } from '../documents/official-date.ts';

/**
 * 听证: `told` of the right to one, `requested` (or called by the authority itself), `scheduled`, `recorded` once held, `closed` when the record
 * is signed; `waived` when nobody asks for it.
 */
export const HearingState = z.enum(['told', 'requested', 'scheduled', 'recorded', 'closed', 'waived']);
export type HearingState = z.infer<typeof HearingState>;

/** `request`: those concerned ask for it (Licensing Law art. 47). `public`: held ex officio, where rules or the public interest want it (art. 46). */
export const HearingBasis = z.enum(['request', 'public']);
export type HearingBasis = z.infer<typeof HearingBasis>;

/** What somebody who was told of the right has made of it; `expired`: said nothing in time, which waives it. */
export const HearingAnswer = z.enum(['requested', 'waived', 'expired']);
export type HearingAnswer = z.infer<typeof HearingAnswer>;

/** How somebody stands to the record: signed it here or on paper, would not (refusals are noted), or was not there. */
export const RecordSignature = z.enum(['signed', 'paper', 'refused', 'absent']);
export type RecordSignature = z.infer<typeof RecordSignature>;

/** Days before the hearing by which everybody concerned has its notice: calendar days, since the article counts none of the authority's (art. 48). */
export const noticeDays = 7;

/** By which article a hearing stops the decision's limit, as the notice of the special procedure names it. */
export const hearingLaw = '《行政许可法》第四十五条、第四十八条';

/** Somebody who takes part: the applicant or an interested third party. */
export interface HearingPerson {
  /** When the notice of the right was served on them, and until when they can ask; null: not served yet. */
  servedAt: Date | null;
  dueAt: Date | null;
  answer: HearingAnswer | null;
  /** When the notice of time and place was served on them. */
  noticeServedAt: Date | null;
  signature: RecordSignature | null;
}

export interface HearingFacts {
  state: HearingState;
  basis: HearingBasis;
  heldAt: Date | null;
  /** The end of the days in which it has to be held (art. 47). */
  mustHoldBy: Date | null;
  hasOfficer: boolean;
  people: readonly HearingPerson[];
}

/** A third party that was told of the case (art. 36): `heardAt` once they have stated their opinion, or that they have none. */
export interface ToldParty {
  servedAt: Date | null;
  dueAt: Date | null;
  heardAt: Date | null;
}

/** Why an act is not possible: an error's code. */
export type HearingRefusal =
  | 'hearing-open'
  | 'hearing-not-asked'
  | 'hearing-request-late'
  | 'hearing-not-requested'
  | 'hearing-not-scheduled'
  | 'hearing-notice-short'
  | 'hearing-notice-late'
  | 'hearing-not-yet'
  | 'hearing-without-officer'
  | 'hearing-no-record'
  | 'hearing-signed'
  | 'hearing-unsigned';

export const isHearingOpen = ({ state }: Pick<HearingFacts, 'state'>): boolean => state !== 'closed' && state !== 'waived';

/** A hearing keeps the decision's limit stopped from the request until the record is signed. */
export const stopsLimit = (state: HearingState): boolean => state === 'requested' || state === 'scheduled' || state === 'recorded';

const dayMs = 24 * 60 * 60_000;
/** Whole calendar days from one moment's day to another's, both in Asia/Shanghai. */
const daysBetween = (from: Date, to: Date): number => (Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / dayMs;

/** The last day on which the notice of a hearing can be served, `YYYY-MM-DD`. */
export const noticeBy = (heldAt: Date): string => dayOf(new Date(heldAt.getTime() - noticeDays * dayMs));

/** The first day on which a hearing can be held that is noticed today, `YYYY-MM-DD`. */
export const earliestDay = (now: Date): string => dayOf(new Date(now.getTime() + noticeDays * dayMs));

/** A person's answer as it stands: silence waives the right when its days are over. */
export const answerOf = ({ answer, dueAt }: HearingPerson, now: Date): HearingAnswer | null =>
  answer ?? (dueAt !== null && now > dueAt ? 'expired' : null);

/** What becomes of a hearing that depends on requests, by what everybody has answered so far. A date once set stands while anybody wants it. */
export function stateAfterAnswers({ state, basis, people }: Pick<HearingFacts, 'state' | 'basis' | 'people'>, now: Date): HearingState {
  if (basis === 'public' || !['told', 'requested', 'scheduled'].includes(state)) return state;
  const answers = people.map((one) => answerOf(one, now));
  if (answers.includes('requested')) return state === 'told' ? 'requested' : state;
  return answers.every((one) => one !== null) ? 'waived' : 'told';
}

/** The state as it is now, whether or not anybody has noted yet that the days to ask are over. */
export const stateNow = (hearing: HearingFacts, now: Date): HearingState => stateAfterAnswers(hearing, now);

/** Why somebody can't ask for the hearing; asked twice it is one request. */
export function requestRefusal(hearing: HearingFacts, person: HearingPerson, now: Date): HearingRefusal | null {
  if (hearing.basis === 'public' || !isHearingOpen(hearing) || hearing.state === 'recorded') return 'hearing-not-asked';
  if (person.answer === 'requested') return null;
  return answerOf(person, now) === 'expired' || (person.dueAt !== null && now > person.dueAt) ? 'hearing-request-late' : null;
}

/** Why somebody can't waive it, or take their request back: not once it has been held. */
export function waiverRefusal(hearing: HearingFacts): HearingRefusal | null {
  const isAsked = hearing.basis === 'request' && isHearingOpen(hearing) && hearing.state !== 'recorded';
  return isAsked ? null : 'hearing-not-asked';
}

/** Why a date can't be set; set again, it is a new date with a new notice. */
export function scheduleRefusal(hearing: HearingFacts, heldAt: Date | null, now: Date): HearingRefusal | null {
  if (hearing.state !== 'requested' && hearing.state !== 'scheduled') return 'hearing-not-requested';
  return heldAt !== null && daysBetween(now, heldAt) < noticeDays ? 'hearing-notice-short' : null;
}

/** Another officer can be named only for a hearing that is to come. */
export const officerRefusal = ({ state }: HearingFacts): HearingRefusal | null => (state === 'scheduled' ? null : 'hearing-not-scheduled');

/** Why the record can't be written: it has to be held first, by an officer, with everybody noticed in time. Written anew, it is signed anew. */
export function recordRefusal(hearing: HearingFacts, now: Date): HearingRefusal | null {
  const { state, heldAt, people, hasOfficer } = hearing;
  if ((state !== 'scheduled' && state !== 'recorded') || heldAt === null) return 'hearing-not-scheduled';
  if (!hasOfficer) return 'hearing-without-officer';
  // Whoever has no notice yet may still have it in time.
  const isInTime = ({ noticeServedAt }: HearingPerson) => daysBetween(noticeServedAt ?? now, heldAt) >= noticeDays;
  if (!people.every(isInTime)) return 'hearing-notice-late';
  return now < heldAt ? 'hearing-not-yet' : null;
}

/** Why somebody can't sign the record. */
export const signatureRefusal = ({ state }: HearingFacts): HearingRefusal | null => (state === 'recorded' ? null : 'hearing-no-record');

/** Why the record can't be closed: everybody has signed it, or what kept them from it has been noted. */
export function closingRefusal({ state, people }: HearingFacts): HearingRefusal | null {
  if (state !== 'recorded') return 'hearing-no-record';
  return people.every(({ signature }) => signature !== null) ? null : 'hearing-unsigned';
}

/** It was not held within the days that the law gives, or is set for a day after them: a violation to flag (art. 47). */
export function isHearingLate({ state, heldAt, mustHoldBy }: Pick<HearingFacts, 'state' | 'heldAt' | 'mustHoldBy'>, now: Date): boolean {
  if (mustHoldBy === null || state === 'waived' || state === 'told') return false;
  const isHeld = state === 'recorded' || state === 'closed';
  return (heldAt !== null && heldAt > mustHoldBy) || (!isHeld && now > mustHoldBy);
}

/** What the decision waits for: an error's code, and until when where that is known. */
export interface DecisionHold {
  code: 'hearing-unserved' | 'hearing-running' | 'hearing-awaited' | 'party-unserved' | 'party-running';
  until: Date | null;
}

const latest = (dues: readonly (Date | null)[]): Date | null =>
  dues.reduce<Date | null>((last, one) => (one !== null && (last === null || one > last) ? one : last), null);

/**
 * Why nothing can be decided yet: those told of a right have days to use it, and the decision rests on the record (art. 36, 47, 48).
 * Null: nothing is awaited.
 */
export function decisionHold(hearing: HearingFacts | null, parties: readonly ToldParty[], now: Date): DecisionHold | null {
  if (hearing) {
    const state = stateNow(hearing, now);
    if (stopsLimit(state)) return { code: 'hearing-awaited', until: hearing.mustHoldBy };
    if (state === 'told') {
      const silent = hearing.people.filter((one) => answerOf(one, now) === null);
      if (silent.some(({ servedAt }) => servedAt === null)) return { code: 'hearing-unserved', until: null };
      return { code: 'hearing-running', until: latest(silent.map(({ dueAt }) => dueAt)) };
    }
  }
  const unheard = parties.filter(({ heardAt, dueAt }) => heardAt === null && !(dueAt !== null && now > dueAt));
  if (unheard.length === 0) return null;
  if (unheard.some(({ servedAt }) => servedAt === null)) return { code: 'party-unserved', until: null };
  return { code: 'party-running', until: latest(unheard.map(({ dueAt }) => dueAt)) };
}
