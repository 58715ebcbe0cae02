import type { FastifyInstance } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import { Refusal } from '../../errors.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import type { Cases } from '../cases/service.ts';
import { checkColleagues } from './check-colleagues.ts';
import { claimTask, releaseTask } from './claim.ts';
import { completeTask } from './complete.ts';
import { Desks } from './desk.ts';
import { operationReason } from './offers.ts';
import type { Desk } from './offers.ts';
import { operateTask } from './operate.ts';
import { saveTaskDraft } from './task-draft.ts';
import { countWorklists, readWorklist } from './worklists.ts';

/** Reasons that are about who asks; every other one the operation itself refuses with its own words. */
const personal = new Set(['notHandler', 'notYours', 'notSupervisor', 'notAllowed']);

const actorOf = ({ user, task }: Desk) => ({ id: user.id, name: user.name, organisationId: task.organisationId });

/** Worklists, and everything a handler does with a task. */
export function taskModule(app: FastifyInstance, services: Services, cases: Cases): void {
  const { now, cases: gateway } = services;
  const { db } = services.database;
  const desks = new Desks(services, cases);

  serve(app, services, routes.tasks.list, async ({ user, query: { scope, cursor, limit, ...filter }, language }) =>
    readWorklist(db, user, scope, filter, { cursor, limit }, { slow: await cases.reference.now(), language, now: now() }),
  );
  serve(app, services, routes.tasks.counts, async ({ user }) => countWorklists(db, user, now()));
  serve(app, services, routes.tasks.get, async ({ user, params, language }) => desks.view(user, params.taskId, language));
  serve(app, services, routes.tasks.colleagues, async ({ user, params, query, language }) =>
    desks.colleagues(user, params.taskId, query, language),
  );

  serve(app, services, routes.tasks.claim, async ({ user, params: { taskId }, language }) => {
    const desk = await desks.open(user, taskId, 'task.claim');
    await claimTask(db, { taskId, actor: actorOf(desk), now: now() });
    return desks.row(taskId, language);
  });
  serve(app, services, routes.tasks.release, async ({ user, params: { taskId }, language }) => {
    const desk = await desks.open(user, taskId, 'task.claim');
    await releaseTask(db, { taskId, actor: actorOf(desk), now: now() });
    return desks.row(taskId, language);
  });
  serve(app, services, routes.tasks.saveDraft, async ({ user, params: { taskId }, body }) => {
    await desks.open(user, taskId, 'task.complete');
    await saveTaskDraft(db, taskId, user.id, body);
    return body;
  });

  serve(app, services, routes.tasks.complete, async ({ user, params: { taskId }, body, key, request }) => {
    const desk = await desks.open(user, taskId, 'task.complete');
    try {
      return await completeTask(db, gateway, { taskId, actor: actorOf(desk), body, idempotencyKey: key });
    } catch (error) {
      // A part that is down takes nothing away of what was typed: it stays as the task's draft.
      if (error instanceof Refusal && error.status === 503) {
        const { step: _, ...typed } = body;
        await saveTaskDraft(db, taskId, user.id, typed).catch((failure: unknown) => request.log.warn({ err: failure }, 'draft not kept'));
      }
      throw error;
    }
  });

  serve(app, services, routes.tasks.operate, async ({ user, params: { taskId }, body, key }) => {
    const desk = await desks.open(user, taskId, 'task.operate');
    const reason = operationReason(desk, body.operation);
    if (reason !== null && personal.has(reason)) throw new Refusal('not-allowed', { reason });
    if (reason === 'claimFirst') throw new Refusal('task-not-claimed');
    await checkColleagues(db, desk.task.organisationId, body);
    const current = { step: desk.row.step, state: desk.row.state };
    return operateTask(db, gateway, { taskId, actor: actorOf(desk), body, idempotencyKey: key, now: now(), current });
  });
}
