import { and, eq } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import type { PromiseOffer } from '../../../schema/contracts/promises.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { cases, drafts, items, promises } from '../../../schema/db/tables/index.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import { addWorkdays } from '../../../workflows/clock/workdays.ts';
import { dayOf } from '../../../schema/documents/official-date.ts';
import { Refusal } from '../../errors.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { noteOnCase } from '../tasks/act.ts';
import { promisesOf } from './repo.ts';

/** What of an item's materials may be promised, with the day that follows if it were signed now; that is a number of working days (Licensing Law art. 82). */
export const offersOf = ({ materials }: ItemGuide, calendar: Calendar, now: Date): PromiseOffer[] =>
  materials.flatMap(({ code, promise }) =>
    promise
      ? [
          {
            materialCode: code,
            kind: promise.kind,
            statement: promise.text,
            dueOn: dayOf(addWorkdays(calendar, now.toISOString(), promise.days)),
          },
        ]
      : [],
  );

interface Signing {
  draftId: string;
  materialCode: string;
  user: SignedIn;
  calendar: Calendar;
  now: Date;
}

async function openDraft(tx: Transaction, draftId: string): Promise<ItemGuide> {
  const [found] = await tx
    .select({ submittedAs: drafts.submittedAs, guide: items.guide })
    .from(drafts)
    .innerJoin(items, eq(items.id, drafts.itemId))
    .where(eq(drafts.id, draftId))
    .for('update', { of: drafts });
  if (!found) throw new Refusal('not-found');
  if (found.submittedAs) throw new Refusal('draft-submitted', { caseNumber: found.submittedAs });
  return found.guide;
}

/** Keeps a promise in the words that were shown, with who signed it and when. Refuses with `promise-not-offered`, `draft-submitted`. */
export const signPromise = (db: Database, { draftId, materialCode, user, calendar, now }: Signing): Promise<void> =>
  db.transaction(async (tx) => {
    const guide = await openDraft(tx, draftId);
    const offer = offersOf(guide, calendar, now).find((one) => one.materialCode === materialCode);
    const onOverdue = guide.materials.find(({ code }) => code === materialCode)?.promise?.onOverdue;
    if (!offer || !onOverdue) throw new Refusal('promise-not-offered');
    const { kind, statement, dueOn } = offer;
    const dueAt = new Date(`${dueOn}T23:59:59+08:00`);
    const signed = { kind, statement, dueOn, dueAt, onOverdue, signedBy: user.id, signedName: user.name, signedAt: now };
    await tx
      .insert(promises)
      .values({ id: nanoid(), draftId, materialCode, ...signed })
      .onConflictDoUpdate({ target: [promises.draftId, promises.materialCode], set: signed });
  });

/** The material will be handed in after all. */
export const takeBackPromise = (db: Database, draftId: string, materialCode: string): Promise<void> =>
  db.transaction(async (tx) => {
    await openDraft(tx, draftId);
    await tx.delete(promises).where(and(eq(promises.draftId, draftId), eq(promises.materialCode, materialCode)));
  });

/**
 * The promises of a draft go with the case that it becomes, each with its ledger entry; those whose material has been handed in
 * after all do not. Refuses with `promise-expired` where the day of one has passed before the application was handed in.
 */
export async function takePromises(
  tx: Transaction,
  {
    draftId,
    caseNumber,
    guide,
    handedIn,
    actor,
    now,
  }: {
    draftId: string;
    caseNumber: string;
    guide: ItemGuide;
    handedIn: readonly string[];
    actor: { id: string; name: string; organisationId: null };
    now: Date;
  },
): Promise<void> {
  const signed = await promisesOf(tx, { draftId });
  if (signed.length === 0) return;
  const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber));
  for (const { id, materialCode, kind, dueOn, dueAt, statement } of signed) {
    if (handedIn.includes(materialCode)) {
      await tx.delete(promises).where(eq(promises.id, id));
      continue;
    }
    if (dueAt < now) throw new Refusal('promise-expired', { materialCode });
    await tx.update(promises).set({ caseNumber }).where(eq(promises.id, id));
    const subject = guide.materials.find(({ code }) => code === materialCode)?.name ?? { zh: materialCode, en: materialCode };
    await noteOnCase(tx, row!, { actor, now }, `promise.signed`, { subject, dueOn, promise: kind, statement });
  }
}
