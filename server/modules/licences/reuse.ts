import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { drafts, files, items, licences, licenceVersions } from '../../../schema/db/tables/index.ts';
import { licenceState } from '../../../schema/licences/state.ts';
import { Refusal } from '../../errors.ts';
import type { FoundLicence } from './repo.ts';
import { versionsOf } from './repo.ts';

/**
 * Hands a licence in as a material of a draft: the issuer's own data, trust level A, by the bytes of its signed PDF. Handed in twice it is there
 * once. Refuses with `licence-not-valid` (and why), `licence-document-pending`, `not-found` for a material that the item does not ask for.
 */
export async function reuseLicence(
  db: Database,
  draftId: string,
  materialCode: string,
  { licence }: FoundLicence,
  now: Date,
): Promise<void> {
  const state = licenceState(licence, now);
  if (state !== 'valid') throw new Refusal('licence-not-valid', { state });
  const [current] = await versionsOf(db, licence.number);
  const paper = current?.document;
  if (!current || paper?.sha256 == null) throw new Refusal('licence-document-pending');
  const { identifier, data } = current.version;
  await db.transaction(async (tx) => {
    const [draft] = await tx
      .select({ guide: items.guide })
      .from(drafts)
      .innerJoin(items, eq(items.id, drafts.itemId))
      .where(eq(drafts.id, draftId))
      .for('update', { of: drafts });
    if (!draft?.guide.materials.some(({ code }) => code === materialCode)) throw new Refusal('not-found');
    const same = [eq(files.draftId, draftId), eq(files.materialCode, materialCode), eq(files.licenceIdentifier, identifier)];
    const [before] = await tx
      .select({ id: files.id })
      .from(files)
      .where(and(...same, isNull(files.removedAt)));
    if (before) return;
    await tx.insert(files).values({
      id: nanoid(),
      ownerId: licence.holderId,
      draftId,
      materialCode,
      name: `${data.licenceName.zh}_${licence.number}.pdf`,
      type: 'application/pdf',
      size: paper.size!,
      sha256: paper.sha256!,
      scan: 'clean',
      uploadedAt: now,
      trust: 'A',
      licenceIdentifier: identifier,
    });
  });
}

/** At the submission every licence among the materials must be in force, in its latest version. Refuses with `licence-not-valid`, naming them. */
export async function requireGoodLicences(tx: Transaction, draftId: string, now: Date): Promise<void> {
  const used = await tx
    .select({ code: files.materialCode, identifier: files.licenceIdentifier })
    .from(files)
    .where(and(eq(files.draftId, draftId), isNull(files.removedAt), isNotNull(files.licenceIdentifier)));
  if (used.length === 0) return;
  const rows = await tx
    .select({ licence: licences, version: licenceVersions })
    .from(licenceVersions)
    .innerJoin(licences, eq(licences.number, licenceVersions.number))
    .where(
      inArray(
        licenceVersions.identifier,
        used.map(({ identifier }) => identifier!),
      ),
    );
  const unfit = rows.find(({ licence, version }) => licenceState(licence, now) !== 'valid' || version.version < licence.version);
  if (!unfit) return;
  const state = licenceState(unfit.licence, now);
  const bad = used.filter(({ identifier }) => identifier === unfit.version.identifier);
  throw new Refusal(
    'licence-not-valid',
    { state: state === 'valid' ? 'changed' : state },
    bad.map(({ code }) => ({ path: code, code: 'required' })),
  );
}
