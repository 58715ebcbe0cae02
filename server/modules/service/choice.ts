import { eq } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { ChannelOffer, ChoiceView, ServiceChoice } from '../../../schema/contracts/service.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { drafts, serviceChoices } from '../../../schema/db/tables/index.ts';
import { channelProblem, ChosenChannel } from '../../../schema/rules/service.ts';
import type { ServiceSettings } from '../../../schema/rules/service.ts';
import { Refusal } from '../../errors.ts';
import type { FieldProblem } from '../../errors.ts';

type Of = { draftId: string } | { caseNumber: string };
type Row = typeof serviceChoices.$inferSelect;

const matches = (of: Of) => ('draftId' in of ? eq(serviceChoices.draftId, of.draftId) : eq(serviceChoices.caseNumber, of.caseNumber));

/** The ways an applicant can be reached, each with what stands against it. */
export const offersTo = (settings: ServiceSettings): ChannelOffer[] =>
  ChosenChannel.options.map((channel) => ({ channel, problem: channelProblem(channel, settings) }));

/** What was chosen for a draft or a case; before that the portal, with the addresses that the account has. */
export async function choiceView(
  db: Database,
  of: Of,
  known: { email: string | null; phone: string | null },
  settings: ServiceSettings,
): Promise<ChoiceView> {
  const [row] = await db.select().from(serviceChoices).where(matches(of));
  const choice: ServiceChoice = row ? choiceOf(row) : { channels: ['portal'], electronic: false, postalAddress: null, ...known };
  return { choice, said: row !== undefined, offers: offersTo(settings) };
}

const choiceOf = ({ channels, electronic, email, phone, postalAddress }: Row): ServiceChoice => ({
  channels,
  electronic,
  email,
  phone,
  postalAddress,
});

/**
 * Stores how an applicant wants to be reached. Refuses with `invalid-fields` where a chosen way lacks its address or electronic service
 * has not been agreed to, and `service-channel-off` where the system can't send so.
 */
export async function saveChoice(tx: Transaction, of: Of, choice: ServiceChoice, settings: ServiceSettings, now: Date): Promise<void> {
  checkChoice(choice, settings);
  const [before] = await tx.select({ id: serviceChoices.id }).from(serviceChoices).where(matches(of)).for('update');
  const values = { ...choice, channels: [...new Set(choice.channels)], changedAt: now };
  if (before) await tx.update(serviceChoices).set(values).where(eq(serviceChoices.id, before.id));
  else await tx.insert(serviceChoices).values({ id: nanoid(), ...of, ...values });
}

/** As `saveChoice`, for a draft that has not been submitted; `draft-submitted` otherwise. */
export const saveDraftChoice = (
  db: Database,
  draftId: string,
  choice: ServiceChoice,
  settings: ServiceSettings,
  now: Date,
): Promise<void> =>
  db.transaction(async (tx) => {
    const [draft] = await tx.select({ submittedAs: drafts.submittedAs }).from(drafts).where(eq(drafts.id, draftId)).for('update');
    if (!draft) throw new Refusal('not-found');
    if (draft.submittedAs) throw new Refusal('draft-submitted', { caseNumber: draft.submittedAs });
    await saveChoice(tx, { draftId }, choice, settings, now);
  });

const addresses = { email: 'email', sms: 'phone', post: 'postalAddress' } as const;
const shapes = { email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, phone: /^\+?[0-9][0-9 -]{4,24}$/, postalAddress: /\S{2}/ } as const;

function checkChoice(choice: ServiceChoice, settings: ServiceSettings): void {
  const off = choice.channels.find((channel) => channelProblem(channel, settings) !== null);
  if (off) throw new Refusal('service-channel-off', { channel: off });
  const problems: FieldProblem[] = [];
  for (const [channel, field] of Object.entries(addresses) as [keyof typeof addresses, (typeof addresses)[keyof typeof addresses]][]) {
    if (!choice.channels.includes(channel)) continue;
    const given = choice[field]?.trim() ?? '';
    if (given === '') problems.push({ path: field, code: 'required' });
    else if (!shapes[field].test(given)) problems.push({ path: field, code: 'format' });
  }
  // Mail and messages need the consent that art. 90 asks for; the portal also serves who has not given it, by their own confirmation.
  if (!choice.electronic && choice.channels.includes('email')) problems.push({ path: 'electronic', code: 'required' });
  if (problems.length > 0) throw new Refusal('invalid-fields', {}, problems);
}

/** The choice of a draft goes with the case that it becomes. */
export async function takeChoice(tx: Transaction, draftId: string, caseNumber: string): Promise<void> {
  await tx.update(serviceChoices).set({ caseNumber }).where(eq(serviceChoices.draftId, draftId));
}
