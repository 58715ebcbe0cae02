import type { IssueResult } from '../../../schema/contracts/tasks.ts';
import type { Database } from '../../../schema/db/connect.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { CaseGateway } from '../../temporal/case-gateway.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { claimTask } from './claim.ts';
import { completeTask } from './complete.ts';
import type { Desks } from './desk.ts';
import type { Desk } from './offers.ts';

interface Office {
  db: Database;
  gateway: CaseGateway;
  desks: Desks;
  actorOf: (desk: Desk) => Actor;
  now: () => Date;
}

/** Stages in which what was decided is only handed out: nothing is left to judge, so many may go at once. */
const handingOut = new Set(['certify', 'deliver']);

/**
 * 批量颁证: certifies or delivers many cases at once, each claimed and completed as if alone. One that is refused keeps none of the others back:
 * each has its own answer. Sent again with the same key, what was done is not done twice.
 */
export async function issueMany(office: Office, user: SignedIn, taskIds: string[], key: string): Promise<IssueResult[]> {
  const results: IssueResult[] = [];
  for (const taskId of new Set(taskIds)) results.push(await issueOne(office, user, taskId, `${key}.${taskId}`));
  return results;
}

async function issueOne({ db, gateway, desks, actorOf, now }: Office, user: SignedIn, taskId: string, key: string): Promise<IssueResult> {
  try {
    const desk = await desks.take(user, taskId, 'task.complete');
    const { stage, decisions } = desk.node;
    const option = decisions?.options.find(({ tone, requires }) => tone === 'primary' && requires === 'none');
    if (!option || stage === undefined || !handingOut.has(stage)) throw new Refusal('decision-unknown', { decision: stage ?? '' });
    const actor = actorOf(desk);
    if (desk.task.open) await claimTask(db, { taskId, actor, now: now() });
    const body = { decision: option.value, opinion: '', marks: [], agency: null, step: desk.row.step };
    const done = await completeTask(db, gateway, { taskId, askAgain: false, actor, body, idempotencyKey: key, now: now() });
    return { taskId, caseNumber: done.caseNumber, refusal: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { taskId, caseNumber: null, refusal: error.code };
  }
}
