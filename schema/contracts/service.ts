import { z } from 'zod';
import { DocumentKindName } from '../documents/kind-ids.ts';
import { ChosenChannel, RecipientKind, ServiceActName, ServiceChannel, ServiceState, Taker } from '../rules/service.ts';
import { route } from './route.ts';
import { CaseNumber, Instant, Text } from './values.ts';

const Name = z.string().trim().min(1).max(100);

/** 送达地址与方式确认: how an applicant wants to be reached, and whether electronic service is agreed to. */
export const ServiceChoice = z.object({
  channels: z.array(ChosenChannel).min(1).max(5),
  /** Consent to electronic service: papers count as served when they are opened here, or when the e-mail with them arrives. */
  electronic: z.boolean(),
  email: z.string().max(200).nullable(),
  phone: z.string().max(40).nullable(),
  postalAddress: z.string().max(300).nullable(),
});
export type ServiceChoice = z.infer<typeof ServiceChoice>;

/** A channel, and why it can't be taken where it can't: `service.why.<key>`. */
export const ChannelOffer = z.object({ channel: ServiceChannel, problem: z.string().nullable() });
export type ChannelOffer = z.infer<typeof ChannelOffer>;

/** `said` is false while the applicant has not chosen; the choice is then what the system goes by. */
export const ChoiceView = z.object({ choice: ServiceChoice, said: z.boolean(), offers: z.array(ChannelOffer) });
export type ChoiceView = z.infer<typeof ChoiceView>;

export const ServiceView = z.object({
  id: z.string(),
  channel: ServiceChannel,
  state: ServiceState,
  recipient: z.object({ kind: RecipientKind, name: z.string() }),
  basis: Text,
  /** For staff, like attempts and failure. */
  address: z.string().nullable(),
  attempts: z.number().int(),
  triedAt: Instant.nullable(),
  retryAt: Instant.nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  receipt: z
    .object({
      signedBy: z.string().optional(),
      taker: Taker.optional(),
      reason: z.string().optional(),
      place: z.string().optional(),
      witnesses: z.array(z.object({ name: z.string(), unit: z.string() })).optional(),
      published: z.object({ where: z.string(), on: z.iso.date() }).optional(),
    })
    .nullable(),
  /** Whether a drawn signature is kept: GET /api/services/:serviceId/signature. */
  isDrawn: z.boolean(),
  /** What may be written down of it now. */
  acts: z.array(ServiceActName),
});
export type ServiceView = z.infer<typeof ServiceView>;

/** A remedy with its last day: counted from the first valid service on the applicant. */
export const RemedyView = z.object({
  kind: z.enum(['reconsideration', 'litigation']),
  until: z.iso.date(),
  /** The last day fell on a day off and went on to this one. */
  moved: z.boolean(),
  /** The State Council has not published the calendar of that year yet. */
  provisional: z.boolean(),
  body: z.string(),
  isOver: z.boolean(),
});
export type RemedyView = z.infer<typeof RemedyView>;

export const ServedPaper = z.object({
  documentId: z.string(),
  kind: DocumentKindName,
  name: Text,
  number: z.string(),
  /** The day of the first valid service on the applicant, and by which way. */
  served: z.object({ on: z.iso.date(), channel: ServiceChannel }).nullable(),
  remedies: z.array(RemedyView),
  services: z.array(ServiceView),
  /** The reader may confirm that they have got it. */
  mayConfirm: z.boolean(),
  /** By which further ways staff may send it. */
  offers: z.array(ChannelOffer),
});
export type ServedPaper = z.infer<typeof ServedPaper>;

export const CaseService = ChoiceView.extend({ papers: z.array(ServedPaper), mayAct: z.boolean() });
export type CaseService = z.infer<typeof CaseService>;

const witnesses = z.array(z.object({ name: Name, unit: Name })).length(2);

/** One more way for a paper; leaving and public notice are told when they have been done. */
export const FurtherService = z.object({
  recipient: z.object({ kind: RecipientKind, name: Name }),
  way: z.discriminatedUnion('channel', [
    z.object({ channel: z.literal('email'), address: z.email().max(200) }),
    z.object({ channel: z.literal('sms'), address: z.string().regex(/^\+?[0-9]{5,20}$/) }),
    z.object({ channel: z.literal('post'), address: z.string().trim().min(1).max(300) }),
    z.object({ channel: z.literal('window') }),
    z.object({ channel: z.literal('leaving'), on: z.iso.date(), place: Name, reason: z.string().trim().min(1).max(500), witnesses }),
    z.object({ channel: z.literal('notice'), on: z.iso.date(), where: z.string().trim().min(1).max(200) }),
  ]),
});
export type FurtherService = z.infer<typeof FurtherService>;

/** A PNG as a data URL, about 100 kB at most: what a canvas gives. */
const Signature = z
  .string()
  .max(200_000)
  .regex(/^data:image\/png;base64,[A-Za-z0-9+/=]+$/);

/** What has become of a service. */
export const ServiceAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('posted'), carrier: Name, trackingNumber: z.string().regex(/^[0-9A-Za-z-]{6,40}$/) }),
  z.object({
    act: z.literal('received'),
    /** The day on the receipt; at the window it is today's. */
    on: z.iso.date(),
    signedBy: Name,
    taker: Taker,
    /** Drawn on a screen; null: the name was typed, and confirmed by the person who received it. */
    signature: Signature.nullable(),
    confirmed: z.literal(true),
  }),
  z.object({ act: z.literal('refused'), reason: z.string().trim().min(1).max(500) }),
  z.object({ act: z.literal('failed'), reason: z.string().trim().min(1).max(500) }),
  z.object({ act: z.literal('retry') }),
]);
export type ServiceAct = z.infer<typeof ServiceAct>;

const DraftParams = z.object({ draftId: z.string().max(40) });
const CaseParams = z.object({ caseNumber: CaseNumber });
const DocumentParams = z.object({ documentId: z.string().max(100) });

export const serviceRoutes = {
  choiceOfDraft: route({
    method: 'GET',
    path: '/api/drafts/:draftId/service-choice',
    summary: 'How the applicant of a draft wants to be reached, and which ways there are',
    action: 'draft.read',
    params: DraftParams,
    response: ChoiceView,
  }),
  chooseForDraft: route({
    method: 'PUT',
    path: '/api/drafts/:draftId/service-choice',
    summary: 'Choose how to be reached; it goes with the application when it is submitted',
    action: 'draft.write',
    params: DraftParams,
    body: ServiceChoice,
    response: ChoiceView,
    errors: ['invalid-fields', 'service-channel-off', 'draft-submitted'],
  }),
  choose: route({
    method: 'PUT',
    path: '/api/cases/:caseNumber/service-choice',
    summary: 'Change how to be reached; papers issued from now on go that way',
    action: 'service.choose',
    params: CaseParams,
    body: ServiceChoice,
    response: ChoiceView,
    errors: ['invalid-fields', 'service-channel-off'],
  }),
  ofCase: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/service',
    summary: 'How the papers of a case were served, and until when the remedies against them run',
    action: 'service.read',
    params: CaseParams,
    response: CaseService,
  }),
  confirm: route({
    method: 'POST',
    path: '/api/documents/:documentId/receipt',
    summary: 'The applicant confirms that a paper has been received',
    action: 'service.confirm',
    params: DocumentParams,
    response: CaseService,
    errors: ['document-not-issued'],
  }),
  further: route({
    method: 'POST',
    path: '/api/documents/:documentId/services',
    summary: 'Serve a paper by one more way, or on another person',
    action: 'service.act',
    params: DocumentParams,
    body: FurtherService,
    response: CaseService,
    errors: ['document-not-issued', 'service-channel-off', 'service-not-refused', 'service-not-exhausted', 'service-date-wrong'],
  }),
  act: route({
    method: 'POST',
    path: '/api/services/:serviceId/acts',
    summary: 'Write down what became of a service: posted, received, refused, failed; or have it tried at once',
    action: 'service.act',
    params: z.object({ serviceId: z.string().max(140) }),
    body: ServiceAct,
    response: CaseService,
    errors: ['service-act-refused', 'service-date-wrong', 'signature-unreadable'],
  }),
  /** GET /api/services/:serviceId/signature streams the drawn signature (action service.read), for staff. */
};
