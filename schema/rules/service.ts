import { z } from 'zod';
import type { Text } from '../contracts/values.ts';
import type { DocumentKindId } from '../documents/kind-ids.ts';

/** 送达方式. `leaving` is 留置送达, `notice` 公告送达: what is left when somebody refuses, or can't be reached at all. */
export const ServiceChannel = z.enum(['portal', 'email', 'sms', 'post', 'window', 'leaving', 'notice']);
export type ServiceChannel = z.infer<typeof ServiceChannel>;

/** What an applicant can ask to be reached by. */
export const ChosenChannel = ServiceChannel.extract(['portal', 'email', 'sms', 'post', 'window']);
export type ChosenChannel = z.infer<typeof ChosenChannel>;

/**
 * `planned`: to be done, by the system or by staff; `sent`: on its way or lying ready, receipt not known; `delivered`: served, on that day;
 * `failed`: could not be served so; `refused`: the recipient would not take it.
 */
export const ServiceState = z.enum(['planned', 'sent', 'delivered', 'failed', 'refused']);
export type ServiceState = z.infer<typeof ServiceState>;

export const RecipientKind = z.enum(['applicant', 'agent', 'thirdParty']);
export type RecipientKind = z.infer<typeof RecipientKind>;

/** Who took a paper, to whom it was addressed (Civil Procedure Law art. 88). */
export const Taker = z.enum(['self', 'legalRepresentative', 'family', 'agent', 'mailroom']);
export type Taker = z.infer<typeof Taker>;

/** Papers that have to be served, since a period or a right begins with them. */
const served: readonly DocumentKindId[] = [
  'correctionNotice',
  'acceptanceNotice',
  'refusalNotice',
  'extensionNotice',
  'specialProcedureNotice',
  'partyNotice',
  'hearingRightsNotice',
  'hearingNotice',
  'grantDecision',
  'denialDecision',
  'revocationDecision',
  'cancellationDecision',
];
export const mustBeServed = (kind: DocumentKindId): boolean => served.includes(kind);

/** The decision itself also goes by the way that the result is asked for in the form. */
export const isDecision = (kind: DocumentKindId): boolean => kind === 'grantDecision' || kind === 'denialDecision';

/**
 * The Licensing Law asks for service (art. 44) and leaves the manner to the Civil Procedure Law, part 1 chapter 7 section 2, here by its
 * numbers of 2023; electronic service also rests on State Council order 716 art. 10.
 */
export const serviceBasis: Record<ServiceChannel, Text> = {
  portal: { zh: '《民事诉讼法》第九十条（电子送达）', en: 'Civil Procedure Law art. 90 (electronic service)' },
  email: { zh: '《民事诉讼法》第九十条（电子送达）', en: 'Civil Procedure Law art. 90 (electronic service)' },
  sms: { zh: '短信提示，不单独构成送达', en: 'A reminder by text message; not service by itself' },
  post: { zh: '《民事诉讼法》第九十一条（邮寄送达）', en: 'Civil Procedure Law art. 91 (service by post)' },
  window: { zh: '《民事诉讼法》第八十八条（直接送达）', en: 'Civil Procedure Law art. 88 (direct service)' },
  leaving: { zh: '《民事诉讼法》第八十九条（留置送达）', en: 'Civil Procedure Law art. 89 (service by leaving)' },
  notice: { zh: '《民事诉讼法》第九十五条（公告送达）', en: 'Civil Procedure Law art. 95 (service by public notice)' },
};

/** How a channel is called in the proof of delivery. */
export const serviceWay: Record<ServiceChannel, Text> = {
  portal: { zh: '电子送达（政务服务网站）', en: 'Electronic service (this website)' },
  email: { zh: '电子送达（电子邮件）', en: 'Electronic service (e-mail)' },
  sms: { zh: '短信提示', en: 'Text message' },
  post: { zh: '邮寄送达', en: 'By post' },
  window: { zh: '直接送达（窗口）', en: 'At the window' },
  leaving: { zh: '留置送达', en: 'By leaving' },
  notice: { zh: '公告送达', en: 'By public notice' },
};

/** Days after a public notice appears until the paper counts as served (Civil Procedure Law art. 95). */
export const noticeDays = 30;

/** What staff can write down of a service. */
export const ServiceActName = z.enum(['posted', 'received', 'refused', 'failed', 'retry']);
export type ServiceActName = z.infer<typeof ServiceActName>;

const acts: Record<ServiceChannel, Partial<Record<ServiceState, readonly ServiceActName[]>>> = {
  portal: {},
  // A bounce comes after the receiving server has said yes.
  email: { planned: ['retry', 'failed'], sent: ['failed'], delivered: ['failed'], failed: ['retry'] },
  sms: { planned: ['retry', 'failed'], sent: ['failed'], failed: ['retry'] },
  post: { planned: ['posted', 'failed'], sent: ['received', 'refused', 'failed'] },
  window: { planned: ['received', 'refused', 'failed'] },
  leaving: {},
  notice: {},
};

/** What can be written down of a service as it stands. */
export const actsOn = (channel: ServiceChannel, state: ServiceState): readonly ServiceActName[] => acts[channel][state] ?? [];

/** Why a channel can't be taken: a key under `service.why` in the pages' words. */
export type ChannelProblem = 'notSetUp' | 'notRefused' | 'notExhausted' | 'portalIsAlways';

/** What of the environment the channels need. */
export interface ServiceSettings {
  SMTP_URL?: string | undefined;
  SMS_GATEWAY_URL?: string | undefined;
}

/** Null when the system can send so at all. */
export function channelProblem(channel: ServiceChannel, settings: ServiceSettings): ChannelProblem | null {
  if (channel === 'email') return settings.SMTP_URL === undefined ? 'notSetUp' : null;
  if (channel === 'sms') return settings.SMS_GATEWAY_URL === undefined ? 'notSetUp' : null;
  return null;
}

/**
 * Null when a paper may go to a recipient by a further channel. Leaving it needs a refusal before (art. 89), a public notice
 * that other ways have been tried and did not work (art. 95).
 */
export function furtherProblem(
  channel: ServiceChannel,
  before: readonly { state: ServiceState }[],
  settings: ServiceSettings,
): ChannelProblem | null {
  if (channel === 'portal') return 'portalIsAlways';
  if (channel === 'leaving' && !before.some(({ state }) => state === 'refused')) return 'notRefused';
  if (channel === 'notice' && !before.some(({ state }) => state === 'failed')) return 'notExhausted';
  return channelProblem(channel, settings);
}
