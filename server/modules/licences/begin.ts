import { and, eq, gt, isNull } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { LicenceEffect } from '../../../schema/catalog/item.ts';
import type { Transaction } from '../../../schema/db/connect.ts';
import { cases, drafts, items, licenceVersions, offices } from '../../../schema/db/tables/index.ts';
import type { Answers, Form } from '../../../schema/forms/form.ts';
import { licenceState } from '../../../schema/licences/state.ts';
import { Refusal } from '../../errors.ts';
import { definitionInForce } from '../../../schema/db/definition-in-force.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { openCase } from '../../../schema/db/open-case.ts';
import { mayStillBe, noteInLicence, requireFree } from './free.ts';
import { itemsAbout, openCaseOf } from './repo.ts';
import type { FoundLicence, LicenceRow } from './repo.ts';

/** The item that is about this licence and begun by that side. Refuses with `item-not-for-licence`. */
async function itemFor(tx: Transaction, licence: LicenceRow, itemId: string, startedBy: 'applicant' | 'agency') {
  const item = (await itemsAbout(tx, licence.itemId)).find(({ id }) => id === itemId);
  if (item?.guide.licence.startedBy !== startedBy) throw new Refusal('item-not-for-licence');
  return item;
}

/** Where the item is applied for: the body that received the application for the licence. Refuses with `item-not-for-licence`. */
async function officeFor(tx: Transaction, itemId: string, organisationId: string) {
  const [found] = await tx
    .select({ office: offices, formVersion: items.formVersion })
    .from(offices)
    .innerJoin(items, eq(items.id, offices.itemId))
    .where(and(eq(offices.itemId, itemId), eq(offices.organisationId, organisationId)));
  if (!found) throw new Refusal('item-not-for-licence');
  return found;
}

export interface Beginning {
  found: FoundLicence;
  user: SignedIn;
  itemId: string;
  now: Date;
}

/**
 * A draft about a licence, filled in with what was answered for its last version; one that is there already is gone on with. Gives its id.
 * Refuses with `licence-not-valid`, `licence-in-case`, `item-not-for-licence`.
 */
export async function beginDraft(tx: Transaction, { found, user, itemId, now }: Beginning, keptMs: number): Promise<string> {
  const { licence, receivedIn } = found;
  const { guide, form } = await itemFor(tx, licence, itemId, 'applicant');
  const state = licenceState(licence, now);
  if (!mayStillBe(guide.licence.effect, state)) throw new Refusal('licence-not-valid', { state });
  const openNumber = await openCaseOf(tx, licence.number);
  if (openNumber) throw new Refusal('licence-in-case', { caseNumber: openNumber });
  const [before] = await tx
    .select({ id: drafts.id })
    .from(drafts)
    .where(
      and(
        eq(drafts.userId, user.id),
        eq(drafts.itemId, itemId),
        eq(drafts.subjectLicence, licence.number),
        isNull(drafts.submittedAs),
        gt(drafts.expiresAt, now),
      ),
    );
  if (before) return before.id;
  const { formVersion } = await officeFor(tx, itemId, receivedIn);
  const definition = await definitionInForce(tx, itemId, now);
  const id = nanoid();
  await tx.insert(drafts).values({
    id,
    userId: user.id,
    itemId,
    organisationId: receivedIn,
    answers: await answersFor(tx, licence, form),
    formVersion,
    definitionVersion: definition.version,
    createdAt: now,
    updatedAt: now,
    expiresAt: new Date(now.getTime() + keptMs),
    subjectLicence: licence.number,
  });
  return id;
}

/** What the form asks for and was answered already, and the licence itself. */
async function answersFor(tx: Transaction, licence: LicenceRow, form: Form): Promise<Answers> {
  const [last] = await tx
    .select({ answers: cases.answers, identifier: licenceVersions.identifier })
    .from(licenceVersions)
    .innerJoin(cases, eq(cases.caseNumber, licenceVersions.caseNumber))
    .where(and(eq(licenceVersions.number, licence.number), eq(licenceVersions.version, licence.version)));
  const known: Answers = { ...last?.answers, licenceNumber: licence.number };
  const names = new Set(form.sections.flatMap(({ fields }) => fields).map(({ name }) => name));
  return Object.fromEntries(Object.entries(known).filter(([name]) => names.has(name)));
}

const begun = (caseNumber: string, effect: LicenceEffect) => ({ type: 'licence.caseBegun', data: { case: caseNumber, licence: effect } });

/** At the submission of such a draft: the licence is locked, and must still be free. */
export const subjectFree = requireFree;

/**
 * A case that an authority begins by itself (撤销, 撤回: Licensing Law art. 69, 8), about a licence that it has issued; its holder is the party,
 * and reads it among their own cases. Refuses with `licence-not-valid`, `licence-in-case`, `item-not-for-licence`.
 */
export async function beginExOfficio(
  tx: Transaction,
  { found, user, itemId, now }: Beginning,
  reason: string,
  secret: string,
): Promise<string> {
  const item = await itemFor(tx, found.licence, itemId, 'agency');
  const { effect } = item.guide.licence;
  const licence = await requireFree(tx, found.licence.number, effect, now);
  const { organisationId, holderId, holderName, holderKind, number: licenceNumber } = licence;
  const { office, formVersion } = await officeFor(tx, itemId, organisationId);
  const definition = await definitionInForce(tx, itemId, now);
  const { number } = await openCase(tx, {
    implementationCode: office.implementationCode,
    values: {
      itemId,
      definitionId: definition.id,
      organisationId,
      applicantId: holderId,
      applicantName: holderName,
      applicant: { kind: holderKind, name: holderName },
      answers: { applicantName: holderName, licenceNumber, reason },
      formVersion,
      subjectLicence: licenceNumber,
    },
    entry: {
      type: 'case.begun',
      actorId: user.id,
      actorName: user.name,
      organisationId,
      data: { itemId, organisationId, definitionVersion: definition.version, reason, licenceNumber },
    },
    now,
    secret,
  });
  const by = { actorId: user.id, actorName: user.name, organisationId };
  await noteInLicence(tx, licence, { ...begun(number, effect), ...by }, now);
  return number;
}
