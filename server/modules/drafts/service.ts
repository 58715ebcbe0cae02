import { nanoid } from 'nanoid';
import type { Draft, Receipt } from '../../../schema/contracts/drafts.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import type { Answers } from '../../../schema/forms/form.ts';
import { may } from '../../../schema/rules/permissions.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import type { z } from 'zod';
import { Refusal } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { definitionInForce } from '../../../schema/db/definition-in-force.ts';
import { fileInfo } from '../files/file-info.ts';
import type { FileRow } from '../files/file-info.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { submitDraft } from '../submission/submit.ts';
import { findDraft, findDraftsOf, findFilesOf, findOffice, insertDraft, removeDraft, saveDraft } from './repo.ts';
import type { DraftRow } from './repo.ts';

/** How long a draft is kept after the last save, in ms. */
export const keptMs = 90 * 24 * 60 * 60_000;

function view(row: DraftRow, files: FileRow[]): Draft {
  const { draft, guide } = row;
  return {
    id: draft.id,
    itemId: draft.itemId,
    itemName: guide.name,
    organisationId: draft.organisationId,
    organisationName: row.organisationName,
    answers: draft.answers,
    files: files.filter((file) => file.draftId === draft.id).map(fileInfo),
    revision: draft.revision,
    formVersion: draft.formVersion,
    definitionVersion: draft.definitionVersion,
    changed: draft.formVersion !== row.currentForm || draft.definitionVersion !== row.currentDefinition,
    updatedAt: draft.updatedAt.toISOString(),
    expiresAt: draft.expiresAt.toISOString(),
    submittedAs: draft.submittedAs,
    subjectLicence: draft.subjectLicence,
  };
}

/** A draft that `user` may do `action` to. Somebody else's is `not-found`, as if it were not there. */
async function ownDraft(db: Database, user: SignedIn, action: Action, draftId: string, now: Date): Promise<DraftRow> {
  const row = await findDraft(db, draftId, now);
  if (!row || !may(user, action, { ownerId: row.draft.userId })) throw new Refusal('not-found');
  return row;
}

/** Refuses with what stands against working on a draft: `draft-submitted`, `draft-expired`. */
function requireOpen({ draft }: DraftRow, now: Date): void {
  if (draft.submittedAs) throw new Refusal('draft-submitted', { caseNumber: draft.submittedAs });
  if (draft.expiresAt <= now) throw new Refusal('draft-expired', { expiresAt: draft.expiresAt.toISOString() });
}

export class Drafts {
  private readonly db: Database;

  constructor(private readonly services: Services) {
    this.db = services.database.db;
  }

  async create(user: SignedIn, itemId: string, organisationId: string): Promise<Draft> {
    const now = this.services.now();
    const office = await findOffice(this.db, itemId, organisationId);
    if (!office) throw new Refusal('not-found');
    // What is about a licence begins at the licence.
    if (office.guide.licence.effect !== 'issue' || office.guide.licence.startedBy !== 'applicant')
      throw new Refusal('item-not-for-licence');
    const definition = await definitionInForce(this.db, itemId, now);
    const id = nanoid();
    await insertDraft(this.db, {
      id,
      userId: user.id,
      itemId,
      organisationId,
      answers: {},
      formVersion: office.formVersion,
      definitionVersion: definition.version,
      createdAt: now,
      updatedAt: now,
      expiresAt: new Date(now.getTime() + keptMs),
    });
    return this.read(user, id);
  }

  async list(user: SignedIn): Promise<Draft[]> {
    const rows = await findDraftsOf(this.db, user.id, this.services.now());
    const files = await findFilesOf(
      this.db,
      rows.map((row) => row.draft.id),
    );
    return rows.map((row) => view(row, files));
  }

  async read(user: SignedIn, draftId: string): Promise<Draft> {
    const now = this.services.now();
    const row = await ownDraft(this.db, user, 'draft.read', draftId, now);
    if (!row.draft.submittedAs) requireOpen(row, now);
    return view(row, await findFilesOf(this.db, [draftId]));
  }

  /** Refuses with `not-found`, `draft-submitted`, `draft-expired`. */
  async requireOwnOpen(user: SignedIn, draftId: string): Promise<void> {
    const now = this.services.now();
    requireOpen(await ownDraft(this.db, user, 'draft.write', draftId, now), now);
  }

  /** Refuses with `stale-revision` when another device has saved since; nothing of either is lost. */
  async save(user: SignedIn, draftId: string, typed: { revision: number; answers: Answers; acceptChanges?: boolean }): Promise<Draft> {
    const now = this.services.now();
    const row = await ownDraft(this.db, user, 'draft.write', draftId, now);
    requireOpen(row, now);
    const saved = await saveDraft(this.db, draftId, {
      revision: typed.revision,
      answers: typed.answers,
      now,
      expiresAt: new Date(now.getTime() + keptMs),
      versions: typed.acceptChanges ? { formVersion: row.currentForm, definitionVersion: row.currentDefinition } : null,
    });
    if (!saved) {
      const { draft } = await ownDraft(this.db, user, 'draft.write', draftId, now);
      throw new Refusal('stale-revision', { revision: draft.revision, updatedAt: draft.updatedAt.toISOString() });
    }
    return this.read(user, draftId);
  }

  async remove(user: SignedIn, draftId: string): Promise<void> {
    const row = await ownDraft(this.db, user, 'draft.write', draftId, this.services.now());
    const isGone = await removeDraft(this.db, draftId);
    if (!isGone) throw new Refusal('draft-submitted', { caseNumber: row.draft.submittedAs });
  }

  /** Submits in one transaction that also keeps the answer for a repeated request: the query code is told only in it. */
  async submit(
    user: SignedIn,
    draftId: string,
    revision: number,
    settle: (tx: Transaction, answer: unknown) => Promise<void>,
  ): Promise<z.infer<typeof Receipt>> {
    const now = this.services.now();
    const row = await ownDraft(this.db, user, 'draft.submit', draftId, now);
    requireOpen(row, now);
    if (row.draft.formVersion === row.currentForm && row.draft.definitionVersion !== row.currentDefinition)
      throw new Refusal('definition-changed');
    const { SESSION_SECRET: secret, PUBLIC_URL } = this.services.env;
    const publicUrl = PUBLIC_URL.replace(/\/$/, '');
    return this.db.transaction(async (tx) => {
      const receipt = await submitDraft(tx, { draftId, userId: user.id, revision, now, secret, publicUrl });
      await settle(tx, receipt);
      return receipt;
    });
  }
}
