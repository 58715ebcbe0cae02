import type { z } from 'zod';
import type { taskRoutes } from '../../../schema/contracts/tasks.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { queueExpertClock } from '../../../schema/db/experts.ts';
import { leastExperts } from '../../../schema/rules/experts.ts';
import type { NodeOf } from '../../../schema/process/program.ts';
import { nameOf } from '../../../workflows/messages.ts';
import type { Act, Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { CaseGateway } from '../../temporal/case-gateway.ts';
import { opinionHash } from '../experts/signature.ts';
import { panelFor } from '../experts/repo.ts';
import { settleNotice } from '../corrections/settle.ts';
import { refuseAvoiding } from './candidates.ts';
import { closedRefusal, getTask, takenRefusal } from './open-task.ts';
import type { TaskRecord } from './open-task.ts';

type Body = z.infer<NonNullable<typeof taskRoutes.complete.body>>;
type Answer = z.infer<typeof taskRoutes.complete.response>;

export interface Completion {
  taskId: string;
  /** The person approved at the step directly before, and the definition wants that asked. */
  askAgain: boolean;
  actor: Actor;
  body: Body;
  /** The request's, made the Update's id: sent again, it is answered as before. */
  idempotencyKey: string;
  now: Date;
}

/** A vote's own decisions; it writes no variable of the process (approval algebra). */
const votes = new Set(['approve', 'reject', 'abstain']);

/**
 * Decides a task: checks what the definition asks for, then acts in the case. Refuses with `task-not-open`, `task-taken`,
 * `decision-unknown`, `opinion-required`, `marks-required`, `marks-changed`, `further-marks-reason`, `agency-required`, `experts-required`, `signature-wrong`, `confirm-again`, `person-avoids`, and what the gateway refuses with.
 */
export async function completeTask(db: Database, gateway: CaseGateway, completion: Completion): Promise<Answer> {
  const { actor, body } = completion;
  const { task, node } = await getTask(db, completion.taskId);
  // One's own closed task may be a request sent again: the case knows the answer it gave.
  if (!task.open && task.closedBy !== actor.id) throw await closedRefusal(db, task);
  if (task.open && task.holderId !== null && task.holderId !== nameOf(actor)) throw await takenRefusal(db, task);
  const variables = decided(node, body);
  if (completion.askAgain && body.again !== true) throw new Refusal('confirm-again');
  const option = node.decisions?.options.find(({ value }) => value === body.decision);
  const experts = option?.requires === 'experts' ? await drawnPanel(db, task) : [];
  if (experts.length > 0) variables.experts = experts;
  const signature = task.role === 'expert' && node.vote ? sign(task, actor, body) : null;
  // A request sent again is answered as before, when the marks have gone out already.
  const isNotice = task.open && option?.requires === 'marks';
  const notice = isNotice ? await settleNotice(db, task.caseNumber, body) : { marks: body.marks };
  const { opinion, agency, decision } = body;
  const more = { ...(completion.askAgain ? { again: true } : {}), ...(signature ? { signature } : {}) };
  const particulars = { decision, opinion, ...notice, agency, experts, ...more };
  const act: Act = { kind: 'complete', task: task.number, actor, variables, particulars };
  // With the last opinion the procedure ends that was begun for them; promised before, so that a fall in between forgets nothing.
  if (signature) await queueExpertClock(db, task.caseNumber, false, completion.now);
  try {
    const done = await gateway.act(task.caseNumber, act, completion.idempotencyKey);
    if (signature) await queueExpertClock(db, task.caseNumber, true, completion.now);
    return { caseNumber: task.caseNumber, step: done.step, state: done.state as Answer['state'], licenceNumber: done.licenceNumber };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'task-not-open') throw error;
    throw await closedRefusal(db, (await getTask(db, completion.taskId)).task);
  }
}

/** The variables that a decision writes, once everything it requires is there. */
function decided(node: NodeOf<'userTask'>, body: Body): Record<string, unknown> {
  const { decisions } = node;
  if (!decisions) {
    if (!node.vote) return {};
    if (!votes.has(body.decision)) throw new Refusal('decision-unknown', { decision: body.decision });
    return { decision: body.decision };
  }
  const option = decisions.options.find((one) => one.value === body.decision);
  if (!option) throw new Refusal('decision-unknown', { decision: body.decision });
  const written = { [decisions.variable]: option.value };
  switch (option.requires) {
    case 'opinion':
      if (body.opinion.trim() === '') throw new Refusal('opinion-required');
      return written;
    case 'agency':
      if (!body.agency || body.agency.trim() === '') throw new Refusal('agency-required');
      return written;
    default:
      return written;
  }
}

/** Who was drawn for the task, and whom nothing keeps away meanwhile; nobody chooses them by hand. */
async function drawnPanel(db: Database, task: TaskRecord): Promise<string[]> {
  const panel = await panelFor(db, task.caseNumber, task.id);
  if (panel === null) throw new Refusal('experts-required', { least: leastExperts });
  if (task.open) await refuseAvoiding(db, panel, { task: { ...task, element: '', stage: null }, separateFrom: undefined });
  return panel;
}

/** An expert answers for an opinion of their own: it is written, and signed with their name. */
function sign(task: TaskRecord, actor: Actor, { decision, opinion, signedName }: Body): { name: string; hash: string } {
  if (opinion.trim() === '') throw new Refusal('opinion-required');
  if (signedName !== actor.name || actor.onBehalfOf) throw new Refusal('signature-wrong', { name: actor.name });
  const name = actor.name;
  return { name, hash: opinionHash({ task: task.id, expert: actor.id, name, decision, opinion }) };
}
