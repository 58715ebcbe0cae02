import { randomInt } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { appendLedger } from '../../../schema/db/ledger.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { caseNumbers, cases, drafts, files, items, offices, organisations, users } from '../../../schema/db/tables/index.ts';
import type { Receipt } from '../../../schema/contracts/drafts.ts';
import { caseNumber as composeCaseNumber } from '../../../schema/rules/codes/item-codes.ts';
import type { z } from 'zod';
import { Refusal } from '../../errors.ts';
import { definitionInForce } from '../definitions/in-force.ts';
import { takeChoice } from '../service/choice.ts';
import { checkAnswers, checkMaterials } from './checks.ts';
import { hashQueryCode } from './query-code.ts';

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
 * Refuses with `draft-submitted`, `draft-expired`, `stale-revision`, `form-changed`, `invalid-fields`, `materials-missing`.
 */
export async function submitDraft(db: Database | Transaction, submission: Submission): Promise<z.infer<typeof Receipt>> {
  return db.transaction(async (tx) => {
    const { draft, item, office, organisation, applicant } = await lockDraft(tx, submission);
    if (draft.submittedAs) throw new Refusal('draft-submitted', { caseNumber: draft.submittedAs });
    if (draft.expiresAt < submission.now) throw new Refusal('draft-expired');
    if (draft.revision !== submission.revision) throw new Refusal('stale-revision');
    if (draft.formVersion !== item.formVersion) throw new Refusal('form-changed');
    const answers = checkAnswers(item.form, draft.answers);
    await checkMaterials(tx, eq(files.draftId, draft.id), item.guide);
    const definition = await definitionInForce(tx, item.id, submission.now);
    const number = await takeNumber(tx, office.implementationCode, submission.now);
    const queryCode = String(randomInt(0, 100_000_000)).padStart(8, '0');
    const applicantName = typeof answers.applicantName === 'string' ? answers.applicantName : applicant.name;
    const row = {
      caseNumber: number,
      itemId: item.id,
      definitionId: definition.id,
      organisationId: organisation.id,
      holderOrganisationId: organisation.id,
      applicantId: applicant.id,
      applicantName,
      applicant: { kind: applicant.subjectKind, name: applicantName },
      answers,
      formVersion: item.formVersion,
      queryCodeHash: hashQueryCode(submission.secret, number, queryCode),
      state: 'SUBMITTED' as const,
      stage: 'apply' as const,
      submittedAt: submission.now,
    };
    await tx.insert(cases).values(row);
    const entry = {
      type: 'case.submitted',
      actorId: applicant.id,
      actorName: applicant.name,
      organisationId: null,
      element: null,
      elementName: null,
      data: { itemId: item.id, organisationId: organisation.id, definitionVersion: definition.version },
    };
    const chain = await appendLedger(tx, { caseNumber: number, ledgerSeq: 0, ledgerHash: '' }, [entry], {
      step: null,
      at: submission.now.toISOString(),
    });
    await tx.update(cases).set(chain).where(eq(cases.caseNumber, number));
    await tx.update(files).set({ caseNumber: number }).where(eq(files.draftId, draft.id));
    await takeChoice(tx, draft.id, number);
    await tx.update(drafts).set({ submittedAs: number }).where(eq(drafts.id, draft.id));
    await tx.execute(
      sql`select graphile_worker.add_job('startCase', ${JSON.stringify({ caseNumber: number })}::json, job_key => ${number}, max_attempts => 1000)`,
    );
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

/** The day's next number at this implementing body; the counter's row is locked until the transaction ends. */
async function takeNumber(tx: Transaction, implementationCode: string, now: Date): Promise<string> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now).replaceAll('-', '');
  const [counter] = await tx
    .insert(caseNumbers)
    .values({ implementationCode, day, last: 1 })
    .onConflictDoUpdate({ target: [caseNumbers.implementationCode, caseNumbers.day], set: { last: sql`${caseNumbers.last} + 1` } })
    .returning({ last: caseNumbers.last });
  return composeCaseNumber(implementationCode, day, counter!.last);
}
