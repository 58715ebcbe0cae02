import type { z } from 'zod';
import type { taskRoutes } from '../../../schema/contracts/tasks.ts';
import type { Database } from '../../../schema/db/connect.ts';
import type { Operation } from '../../../workflows/engine/types.ts';
import type { Act, Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { CaseGateway } from '../../temporal/case-gateway.ts';
import { assignTask, urgeTask } from './claim.ts';
import { consult } from './consult.ts';
import { copyTask } from './copies.ts';
import { closedRefusal, getTask } from './open-task.ts';
import type { TaskRecord } from './open-task.ts';

type Body = z.infer<NonNullable<typeof taskRoutes.operate.body>>;
type Answer = z.infer<typeof taskRoutes.operate.response>;

export interface Operating {
  taskId: string;
  actor: Actor;
  body: Body;
  idempotencyKey: string;
  now: Date;
  isVote: boolean;
  /** The state the case is in now, for operations that move nothing. */
  current: { step: number; state: Answer['state'] };
}

/**
 * An operation of the approval algebra on a task. What moves no token (urging, copying, asking, giving a group's task to
 * one of it) is written down at once; the others are acts in the case. Refuses with `operation-refused` and the algebra's reason, `task-not-open`, and what the gateway refuses with.
 */
export async function operateTask(db: Database, gateway: CaseGateway, operating: Operating): Promise<Answer> {
  const { actor, body, now } = operating;
  const { task } = await getTask(db, operating.taskId);
  const note = body.reason ?? null;
  const atOnce = { taskId: task.id, actor, now };
  // A vote, and what the engine itself has given somebody, only the engine can give to another.
  const inPlace: Partial<Record<Body['operation'], () => Promise<unknown>>> = {
    urge: () => urgeTask(db, atOnce, note),
    copy: () => copyTask(db, atOnce, usersOf(body), note),
    consult: () => consult(db, atOnce, usersOf(body), note ?? ''),
    ...(task.assigneeId === null && !operating.isVote ? { assign: () => assignTask(db, atOnce, usersOf(body)[0]!, note) } : {}),
  };
  const write = inPlace[body.operation];
  if (write) {
    await write();
    return { caseNumber: task.caseNumber, ...operating.current };
  }
  if (!task.open && body.operation !== 'recall') throw await closedRefusal(db, task);
  const act: Act = { kind: 'operate', ...target(body, task), actor, operation: operationOf(body), reason: body.reason ?? null };
  const done = await gateway.act(task.caseNumber, act, operating.idempotencyKey);
  return { caseNumber: task.caseNumber, step: done.step, state: done.state as Answer['state'] };
}

/** The whole case is suspended, resumed or terminated; a recall names its element, since its task is closed. */
function target({ operation }: Body, task: TaskRecord): { task: number | null; element?: string } {
  if (operation === 'recall') return { task: null, element: task.element };
  const isOfCase = operation === 'suspend' || operation === 'resume' || operation === 'terminate';
  return { task: isOfCase ? null : task.number };
}

function usersOf(body: Body): string[] {
  const users = body.users ?? (body.to ? [body.to] : []);
  if (users.length === 0) throw new Refusal('operation-refused', { reason: 'no-users' });
  return users;
}

function operationOf(body: Body): Operation {
  const to = body.to ?? '';
  switch (body.operation) {
    case 'transfer':
    case 'delegate':
      return { name: body.operation, to };
    case 'assign':
      return { name: 'assign', to: usersOf(body)[0]! };
    case 'addSigner':
      return { name: 'addSigner', users: usersOf(body), position: body.position ?? 'parallel' };
    case 'removeSigner':
      return { name: 'removeSigner', users: usersOf(body) };
    case 'return':
      return { name: 'return', to, ...(body.resubmit ? { resubmit: body.resubmit } : {}) };
    case 'recall':
      return { name: 'recall' };
    case 'terminate':
      return { name: 'terminate', reason: body.reason };
    case 'suspend':
    case 'resume':
      return { name: body.operation };
    case 'urge':
    case 'copy':
    case 'consult':
      throw new Error(`${body.operation} moves no token`);
  }
}
