import type { FurtherService, ServiceChoice } from '../../../schema/contracts/service.ts';
import { FurtherService as Shape } from '../../../schema/contracts/service.ts';
import type { RecipientKind, ServiceChannel } from '../../../schema/rules/service.ts';

/** What a person has typed about one more way for a paper, whatever it is. */
export interface FurtherDraft {
  channel: ServiceChannel;
  kind: RecipientKind;
  name: string;
  address: string;
  on: string;
  place: string;
  reason: string;
  where: string;
  witnesses: [{ name: string; unit: string }, { name: string; unit: string }];
}

/** The address that the applicant has named for a channel; empty where there is none. */
export const addressIn = (choice: ServiceChoice, channel: ServiceChannel): string =>
  (channel === 'email' ? choice.email : channel === 'sms' ? choice.phone : channel === 'post' ? choice.postalAddress : null) ?? '';

/** The request, once it is whole; null before. */
export function furtherOf(draft: FurtherDraft): FurtherService | null {
  const { channel, kind, name, address, on, place, reason, where, witnesses } = draft;
  const ways: Record<string, unknown> = {
    email: { channel, address },
    sms: { channel, address },
    post: { channel, address },
    window: { channel },
    leaving: { channel, on, place, reason, witnesses },
    notice: { channel, on, where },
  };
  const parsed = Shape.safeParse({ recipient: { kind, name }, way: ways[channel] });
  return parsed.success ? parsed.data : null;
}
