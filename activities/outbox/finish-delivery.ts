import type { Client } from '@temporalio/client';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { decisionServed } from '../../schema/db/service.ts';
import { cases, definitions, services, tasks } from '../../schema/db/tables/index.ts';
import { userTaskOf } from '../../schema/process/program.ts';
import { systemActor } from '../../schema/rules/system-actor.ts';
import type { Act } from '../../workflows/messages.ts';
import { askCase } from './ask-case.ts';

/** Somebody was faster, or the case is over: nothing is left to do. */
const over = new Set(['task-not-open', 'case-ended', 'ended', 'not-found']);

/**
 * The step 送达 is done when the decision has been served by the way that the applicant asked for its result: what the records prove,
 * nobody has to say again. Only a step that leaves nothing to decide. Throws when Temporal is away: the job is tried again.
 */
export async function finishDelivery(client: Client, db: Database, caseNumber: string): Promise<'finished' | 'nothing'> {
  const served = await decisionServed(db, caseNumber);
  const [found] = await db
    .select({ answers: cases.answers, program: definitions.program })
    .from(cases)
    .innerJoin(definitions, eq(definitions.id, cases.definitionId))
    .where(eq(cases.caseNumber, caseNumber));
  if (!served || !found || !isHandedOver(served, found.answers.deliveryWay)) return 'nothing';
  const open = await db
    .select()
    .from(tasks)
    .where(and(eq(tasks.caseNumber, caseNumber), eq(tasks.open, true), eq(tasks.stage, 'deliver')));
  const [task] = open;
  const decisions = task && open.length === 1 ? userTaskOf(found.program, task.element)?.decisions : undefined;
  const [option, ...others] = decisions?.options ?? [];
  if (!task || !decisions || !option || others.length > 0 || option.requires !== 'none') return 'nothing';
  const act: Act = {
    kind: 'complete',
    task: task.number,
    actor: { ...systemActor, organisationId: task.organisationId },
    variables: { [decisions.variable]: option.value },
    particulars: { decision: option.value, opinion: '', marks: [], agency: null, experts: [] },
  };
  const refused = await askCase(client, caseNumber, act, `served:${task.id}`, over);
  return refused === null ? 'finished' : 'nothing';
}

/** A result that is fetched or posted is not handed over by a look at the decision on the website. */
function isHandedOver({ channel }: typeof services.$inferSelect, asked: unknown): boolean {
  const isOnPaper = asked === 'window' || asked === 'post';
  return !isOnPaper || channel === 'window' || channel === 'post' || channel === 'leaving';
}
