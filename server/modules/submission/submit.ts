import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { drafts, files, items, offices, organisations, users } from '../../../schema/db/tables/index.ts';
import type { Receipt } from '../../../schema/contracts/drafts.ts';
import type { z } from 'zod';
import { Refusal } from '../../errors.ts';
import { definitionInForce } from '../../../schema/db/definition-in-force.ts';
import { takeChoice } from '../service/choice.ts';
import { subjectFree } from '../licences/begin.ts';
import { requireGoodLicences } from '../licences/reuse.ts';
import { promisedCodes } from '../promises/repo.ts';
import { takePromises } from '../promises/sign.ts';
import { checkAnswers, checkMaterials } from './checks.ts';
import { openCase } from '../../../schema/db/open-case.ts';

export interface Submission {
  draftId: string;
  userId: string;
  revision: number;
  now: Date;
  secret: string;
  publicUrl: string;
}

/**
 * Turns a draft into a case, in one transaction: everything is checked, a case number taken, the case and its first
 * ledger entry stored, and the outbox job that starts the workflow. A crash anywhere loses nothing and starts nothing twice.
 * Refuses with `draft-submitted`, `draft-expired`, `stale-revision`, `form-changed`, `invalid-fields`, `materials-missing`, `licence-not-valid`,
 * `licence-in-case`, `promise-expired`.
 */
export async function submitDraft(db: Database | Transaction, submission: Submission): Promise<z.infer<typeof Receipt>> {
  return db.transaction(async (tx) => {
    const { draft, item, office, organisation, applicant } = await lockDraft(tx, submission);
    if (draft.submittedAs) throw new Refusal('draft-submitted', { caseNumber: draft.submittedAs });
    if (draft.expiresAt < submission.now) throw new Refusal('draft-expired');
    if (draft.revision !== submission.revision) throw new Refusal('stale-revision');
    if (draft.formVersion !== item.formVersion) throw new Refusal('form-changed');
    const answers = checkAnswers(item.form, draft.answers);
    const promised = await promisedCodes(tx, { draftId: draft.id });
    const handedIn = await checkMaterials(tx, eq(files.draftId, draft.id), item.guide, promised);
    const definition = await definitionInForce(tx, item.id, submission.now);
    if (draft.subjectLicence) await subjectFree(tx, draft.subjectLicence, item.guide.licence.effect, submission.now);
    await requireGoodLicences(tx, draft.id, submission.now);
    const applicantName = typeof answers.applicantName === 'string' ? answers.applicantName : applicant.name;
    const { number, queryCode } = await openCase(tx, {
      implementationCode: office.implementationCode,
      values: {
        itemId: item.id,
        definitionId: definition.id,
        organisationId: organisation.id,
        applicantId: applicant.id,
        applicantName,
        applicant: { kind: applicant.subjectKind, name: applicantName },
        answers,
        formVersion: item.formVersion,
        subjectLicence: draft.subjectLicence,
      },
      entry: {
        type: 'case.submitted',
        actorId: applicant.id,
        actorName: applicant.name,
        organisationId: null,
        data: { itemId: item.id, organisationId: organisation.id, definitionVersion: definition.version },
      },
      now: submission.now,
      secret: submission.secret,
    });
    await tx.update(files).set({ caseNumber: number }).where(eq(files.draftId, draft.id));
    await takeChoice(tx, draft.id, number);
    const actor = { id: applicant.id, name: applicant.name, organisationId: null };
    await takePromises(tx, { draftId: draft.id, caseNumber: number, guide: item.guide, handedIn, actor, now: submission.now });
    await tx.update(drafts).set({ submittedAs: number }).where(eq(drafts.id, draft.id));
    return {
      caseNumber: number,
      queryCode,
      submittedAt: submission.now.toISOString(),
      itemName: item.guide.name,
      organisationName: organisation.name,
      trackingUrl: `${submission.publicUrl}/track?c=${number}&q=${queryCode}`,
    };
  });
}

async function lockDraft(tx: Transaction, { draftId, userId }: Submission) {
  const [found] = await tx
    .select({ draft: drafts, item: items, office: offices, organisation: organisations, applicant: users })
    .from(drafts)
    .innerJoin(items, eq(items.id, drafts.itemId))
    .innerJoin(offices, and(eq(offices.itemId, drafts.itemId), eq(offices.organisationId, drafts.organisationId)))
    .innerJoin(organisations, eq(organisations.id, drafts.organisationId))
    .innerJoin(users, eq(users.id, drafts.userId))
    .where(and(eq(drafts.id, draftId), eq(drafts.userId, userId)))
    .for('update', { of: drafts });
  if (!found) throw new Refusal('not-found');
  return found;
}
