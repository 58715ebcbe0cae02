import type { ServiceChoice } from '../../../schema/contracts/service.ts';

export interface ChoiceProblem {
  /** The sentence: `service.choose.<key>`. */
  key: 'noChannel' | 'noEmail' | 'noPhone' | 'noAddress' | 'needsConsent';
  /** The id of the element that it is about. */
  target: string;
}

/** What has to be put right before a choice can be saved, in the order of the page; the server asks the same. */
export function problemsOf({ channels, electronic, email, phone, postalAddress }: ServiceChoice): ChoiceProblem[] {
  const problems: ChoiceProblem[] = [];
  if (channels.length === 0) problems.push({ key: 'noChannel', target: 'channels' });
  if (channels.includes('email') && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email?.trim() ?? ''))
    problems.push({ key: 'noEmail', target: 'email' });
  if (channels.includes('sms') && !/^\+?[0-9][0-9 -]{4,24}$/.test(phone?.trim() ?? '')) problems.push({ key: 'noPhone', target: 'phone' });
  if (channels.includes('post') && !/\S{2}/.test(postalAddress ?? '')) problems.push({ key: 'noAddress', target: 'postalAddress' });
  if (channels.includes('email') && !electronic) problems.push({ key: 'needsConsent', target: 'electronic' });
  return problems;
}
