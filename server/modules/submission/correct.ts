import { and, eq } from 'drizzle-orm';
import type { Answers } from '../../../schema/forms/form.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { cases, files, items, tasks } from '../../../schema/db/tables/index.ts';
import type { Act, ActResult, Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { CaseGateway } from '../../temporal/case-gateway.ts';
import { promisedCodes } from '../promises/repo.ts';
import { checkAnswers, checkMaterials } from './checks.ts';

export interface Correction {
  caseNumber: string;
  actor: Actor;
  /** The case's step that the applicant saw. */
  step: number;
  answers: Answers;
  idempotencyKey: string;
}

/**
 * Answers a correction notice: the whole form again, files were uploaded before. Refuses with `case-not-found`,
 * `not-in-correction`, `stale-revision`, `invalid-fields`, `materials-missing`, and what the gateway refuses with.
 */
export async function answerCorrection(db: Database, gateway: CaseGateway, correction: Correction): Promise<ActResult> {
  const { caseNumber, actor } = correction;
  const [found] = await db
    .select({ row: cases, item: items })
    .from(cases)
    .innerJoin(items, eq(items.id, cases.itemId))
    .where(eq(cases.caseNumber, caseNumber));
  if (!found || found.row.applicantId !== actor.id) throw new Refusal('case-not-found');
  const [task] = await db
    .select()
    .from(tasks)
    .where(and(eq(tasks.caseNumber, caseNumber), eq(tasks.role, 'applicant'), eq(tasks.open, true)));
  if (!task) throw new Refusal('not-in-correction');
  if (found.row.step !== correction.step) throw new Refusal('stale-revision');
  const answers = checkAnswers(found.item.form, correction.answers);
  await checkMaterials(db, eq(files.caseNumber, caseNumber), found.item.guide, await promisedCodes(db, { caseNumber }));
  const particulars = { decision: null, opinion: '', marks: [], agency: null, experts: [], answers };
  const act: Act = { kind: 'complete', task: task.number, actor, variables: { form: answers }, particulars };
  return gateway.act(caseNumber, act, correction.idempotencyKey);
}
