import { z } from 'zod';
import { HearingAnswer, HearingBasis, HearingState, RecordSignature } from '../rules/hearing.ts';
import { route } from './route.ts';
import { CaseNumber, Instant, page, PageQuery, Text } from './values.ts';

const words = (most: number) => z.string().trim().min(1).max(most);

/** What can be done now, and what not and why: an error's code, or a key under `reasons`. */
const offerOf = <const N extends readonly [string, ...string[]]>(names: N) =>
  z.object({ name: z.enum(names), enabled: z.boolean(), reason: z.string().nullable() });
export const HearingOffer = offerOf([
  'nameParty',
  'tell',
  'call',
  'schedule',
  'replaceOfficer',
  'record',
  'close',
  'request',
  'waive',
  'sign',
]);
export type HearingOffer = z.infer<typeof HearingOffer>;

/** Somebody told of the hearing. Outside, one reads of oneself only. */
export const HearingPersonView = z.object({
  id: z.string(),
  isApplicant: z.boolean(),
  name: z.string(),
  servedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  answer: HearingAnswer.nullable(),
  answerReason: z.string().nullable(),
  answeredAt: Instant.nullable(),
  noticeServedAt: Instant.nullable(),
  signature: RecordSignature.nullable(),
  signedName: z.string().nullable(),
  signedAt: Instant.nullable(),
  remark: z.string().nullable(),
});
export type HearingPersonView = z.infer<typeof HearingPersonView>;

export const RecordBody = z.object({
  recorder: words(60),
  participants: z
    .array(z.object({ name: words(100), role: words(60) }))
    .min(1)
    .max(100),
  statements: z
    .array(z.object({ speaker: words(100), words: words(10_000) }))
    .min(1)
    .max(300),
});

export const HearingView = z.object({
  id: z.string(),
  basis: HearingBasis,
  state: HearingState,
  proposal: z.string(),
  reasons: z.string(),
  toldAt: Instant,
  requestedAt: Instant.nullable(),
  /** Until when it has to be held, and whether that was or will be missed (art. 47). */
  mustHoldBy: Instant.nullable(),
  late: z.boolean(),
  heldAt: Instant.nullable(),
  place: z.string().nullable(),
  officer: z.string().nullable(),
  record: RecordBody.extend({ at: Instant, number: z.string().nullable() }).nullable(),
  closedAt: Instant.nullable(),
  /** The decision's limit stands still for it. */
  stopsLimit: z.boolean(),
  people: z.array(HearingPersonView),
});
export type HearingView = z.infer<typeof HearingView>;

export const PartyStatement = z.object({ words: z.string(), at: Instant });

/** An interested third party, as the authority sees it. */
export const PartyRow = z.object({
  id: z.string(),
  name: z.string(),
  interest: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  addedAt: Instant,
  servedAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  heardAt: Instant.nullable(),
  statements: z.array(PartyStatement),
});
export type PartyRow = z.infer<typeof PartyRow>;

/** What the decision waits for: a code of errors.ts, and until when. */
const Hold = z.object({ code: z.string(), until: Instant.nullable() });

export const CaseHearing = z.object({
  hearing: HearingView.nullable(),
  /** Empty outside the authority. */
  parties: z.array(PartyRow),
  hold: Hold.nullable(),
  /** The first day for which notice can still be given, `YYYY-MM-DD`. */
  earliestDay: z.iso.date(),
  offers: z.array(HearingOffer),
});
export type CaseHearing = z.infer<typeof CaseHearing>;

/** A paper addressed to a third party, and whether they have confirmed it. */
const PartyPaper = z.object({
  documentId: z.string(),
  name: Text,
  number: z.string(),
  issuedOn: z.iso.date(),
  served: z.boolean(),
  /** Where its PDF opens, for ten minutes; null until it is issued. */
  link: z.string().nullable(),
});

/** All that a third party reads of a case: nothing of the application but what it is for and whose. */
export const PartyView = z.object({
  caseNumber: CaseNumber,
  itemName: Text,
  agency: Text,
  applicantName: z.string(),
  name: z.string(),
  interest: z.string(),
  dueAt: Instant.nullable(),
  heardAt: Instant.nullable(),
  statements: z.array(PartyStatement),
  papers: z.array(PartyPaper),
  hearing: HearingView.nullable(),
  offers: z.array(offerOf(['state', 'request', 'waive', 'sign', 'challenge'])),
  /** The decision has been made, or the case has ended. */
  isOver: z.boolean(),
});
export type PartyView = z.infer<typeof PartyView>;

/** A hearing to come, as it is announced: public, and it names nobody. */
const ComingHearing = z.object({
  id: z.string(),
  itemName: Text,
  agency: Text,
  basis: HearingBasis,
  /** What one held ex officio is about (art. 46); null: a hearing on request. */
  matter: z.string().nullable(),
  heldAt: Instant,
  place: z.string(),
});

const CodeBody = z.object({ caseNumber: z.string().max(90), code: z.string().max(20) });

/** What a third party does on their page. */
export const PartyAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('receipt'), documentId: z.string().max(200) }),
  /** Empty words: there is nothing to state. */
  z.object({ kind: z.literal('state'), words: z.string().trim().max(5000) }),
  z.object({ kind: z.literal('request'), reason: z.string().trim().max(1000) }),
  z.object({ kind: z.literal('waive'), reason: z.string().trim().max(1000) }),
  z.object({ kind: z.literal('sign'), name: words(60), remark: z.string().trim().max(1000) }),
  z.object({ kind: z.literal('challenge'), reason: words(1000) }),
]);

const params = z.object({ caseNumber: CaseNumber });
const at = '/api/cases/:caseNumber';
const optional = z.string().trim().max(200).nullable();

export const hearingRoutes = {
  ofCase: route({
    method: 'GET',
    path: `${at}/hearing`,
    summary: '听证 and 利害关系人 of a case: where it stands, what the decision waits for, what can be done',
    action: 'hearing.read',
    params,
    response: CaseHearing,
  }),
  officers: route({
    method: 'GET',
    path: `${at}/hearing/officers`,
    summary: 'Staff of the deciding body who may hold the hearing; who may not, with the reason (Licensing Law art. 48)',
    action: 'hearing.run',
    params,
    response: z.array(z.object({ id: z.string(), name: z.string(), reason: z.string().nullable() })),
  }),
  nameParty: route({
    method: 'POST',
    path: `${at}/parties`,
    summary: 'Tell a third party whose major interests are concerned; their notice bears the code of their page (art. 36)',
    action: 'hearing.run',
    params,
    body: z.object({
      name: words(100),
      interest: words(500),
      email: optional.refine((value) => value === null || z.email().safeParse(value).success),
      phone: optional,
    }),
    response: CaseHearing,
    errors: ['party-named', 'hearing-not-now', 'must-avoid'],
  }),
  tell: route({
    method: 'POST',
    path: `${at}/hearing`,
    summary: 'Tell the applicant and the third parties of their right to a hearing (art. 47), or call one ex officio (art. 46)',
    action: 'hearing.run',
    params,
    body: z.object({ basis: HearingBasis, proposal: words(1000), reasons: words(5000) }),
    response: CaseHearing,
    errors: ['hearing-open', 'hearing-not-now', 'must-avoid'],
  }),
  answer: route({
    method: 'POST',
    path: `${at}/hearing/answer`,
    summary: 'The applicant asks for the hearing within the days of art. 47, or waives it',
    action: 'hearing.attend',
    params,
    body: z.object({ answer: z.enum(['request', 'waive']), reason: z.string().trim().max(1000) }),
    response: CaseHearing,
    errors: ['hearing-not-asked', 'hearing-request-late'],
  }),
  schedule: route({
    method: 'POST',
    path: `${at}/hearing/date`,
    summary: 'Set date, place and officer, and serve the notice at least seven days before (art. 48)',
    action: 'hearing.run',
    params,
    body: z.object({ heldAt: Instant, place: words(200), officerId: z.string().max(60) }),
    response: CaseHearing,
    errors: ['hearing-not-requested', 'hearing-notice-short', 'officer-refused', 'must-avoid'],
  }),
  replaceOfficer: route({
    method: 'PUT',
    path: `${at}/hearing/officer`,
    summary: 'Name another officer for the same date; those concerned are told',
    action: 'hearing.run',
    params,
    body: z.object({ officerId: z.string().max(60) }),
    response: CaseHearing,
    errors: ['hearing-not-scheduled', 'officer-refused', 'must-avoid'],
  }),
  record: route({
    method: 'PUT',
    path: `${at}/hearing/record`,
    summary: '听证笔录: write down who was there and what was said; written anew, it is to be signed anew',
    action: 'hearing.record',
    params,
    body: RecordBody,
    response: CaseHearing,
    errors: ['hearing-not-scheduled', 'hearing-not-yet', 'hearing-notice-late', 'hearing-without-officer', 'must-avoid'],
  }),
  sign: route({
    method: 'POST',
    path: `${at}/hearing/signature`,
    summary: 'The applicant confirms the record with their name, and what they object to in it',
    action: 'hearing.attend',
    params,
    body: z.object({ name: words(60), remark: z.string().trim().max(1000) }),
    response: CaseHearing,
    errors: ['hearing-no-record'],
  }),
  noteSignature: route({
    method: 'POST',
    path: `${at}/hearing/signatures`,
    summary: 'Note that somebody has signed on paper, would not sign, or was not there',
    action: 'hearing.record',
    params,
    body: z.object({ personId: z.string().max(120), outcome: RecordSignature.exclude(['signed']), remark: z.string().trim().max(1000) }),
    response: CaseHearing,
    errors: ['hearing-no-record', 'hearing-signed', 'opinion-required', 'must-avoid'],
  }),
  close: route({
    method: 'POST',
    path: `${at}/hearing/closing`,
    summary: 'The record is whole: it is issued, and the decision’s limit goes on',
    action: 'hearing.record',
    params,
    response: CaseHearing,
    errors: ['hearing-no-record', 'hearing-unsigned', 'must-avoid'],
  }),
  coming: route({
    method: 'GET',
    path: '/api/hearings',
    summary: '听证公告: hearings to come, soonest first; they are public (art. 46, 48)',
    action: 'public',
    query: PageQuery,
    response: page(ComingHearing),
  }),
  party: route({
    method: 'POST',
    path: '/api/party',
    summary: 'What a third party may read of a case, by its number and the code of their notice',
    action: 'public',
    body: CodeBody,
    response: PartyView,
    errors: ['party-code-wrong'],
  }),
  partyAct: route({
    method: 'POST',
    path: '/api/party/acts',
    summary:
      'What a third party does: confirm a paper, state an opinion, ask for or waive the hearing, challenge its officer, sign the record',
    action: 'public',
    body: CodeBody.extend({ act: PartyAct }),
    response: PartyView,
    errors: [
      'party-code-wrong',
      'hearing-not-asked',
      'hearing-request-late',
      'hearing-no-record',
      'hearing-without-officer',
      'recusal-pending',
      'hearing-not-now',
    ],
  }),
};
