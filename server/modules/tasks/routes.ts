import type { FastifyInstance } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import { lawOf } from '../../../schema/rules/avoidance.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import type { Cases } from '../cases/service.ts';
import { holdRefusal } from '../hearings/hold.ts';
import { bodyOf } from '../session/signed-in.ts';
import { askedAgain } from './beside.ts';
import { checkNamed } from './candidates.ts';
import { claimTask, releaseTask } from './claim.ts';
import { completeTask } from './complete.ts';
import { markRead } from './copies.ts';
import { readDone } from './done.ts';
import { Desks } from './desk.ts';
import { issueMany } from './issue-many.ts';
import { grants, operationReason, settles } from './offers.ts';
import type { Desk } from './offers.ts';
import { operateTask } from './operate.ts';
import { saveTaskDraft } from './task-draft.ts';
import { countWorklists, readWorklist } from './worklists.ts';

/** Reasons that are about who asks; every other one the operation itself refuses with its own words. */
const personal = new Set(['notHandler', 'notYours', 'notSupervisor', 'notHead', 'notAllowed', 'drawnPanel']);

function actorOf({ user, task, object, inNameOf }: Desk): Actor {
  const onBehalfOf = inNameOf && { onBehalfOf: { id: inNameOf.id, name: inNameOf.name } };
  return { id: user.id, name: user.name, organisationId: bodyOf(user, task.organisationId, object.path ?? ''), ...onBehalfOf };
}

/** A recall is in the name in which the task was done. */
function recaller({ user, task }: Desk): Actor {
  const away = task.closedFor === user.id ? undefined : user.standsFor.find(({ id }) => id === task.closedFor);
  return {
    id: user.id,
    name: user.name,
    organisationId: task.organisationId,
    ...(away ? { onBehalfOf: { id: away.id, name: away.name } } : {}),
  };
}

/** Worklists, and everything a handler does with a task. */
export function taskModule(app: FastifyInstance, services: Services, cases: Cases): void {
  const { now, cases: gateway } = services;
  const { db } = services.database;
  const desks = new Desks(services, cases);

  serve(app, services, routes.tasks.list, async ({ user, query: { scope, cursor, limit, ...filter }, language }) =>
    readWorklist(db, scope, filter, { cursor, limit }, { user, reference: cases.reference, language, now: now() }),
  );
  serve(app, services, routes.tasks.done, async ({ user, query, language }) =>
    readDone(db, query, { user, reference: cases.reference, language, now: now() }),
  );
  serve(app, services, routes.tasks.counts, async ({ user }) => countWorklists(db, user, now()));
  serve(app, services, routes.tasks.get, async ({ user, params, language }) => desks.view(user, params.taskId, language));
  serve(app, services, routes.tasks.colleagues, async ({ user, params, query, language }) =>
    desks.colleagues(user, params.taskId, query, language),
  );

  serve(app, services, routes.tasks.claim, async ({ user, params: { taskId }, language }) => {
    const desk = await desks.take(user, taskId, 'task.claim');
    await claimTask(db, { taskId, actor: actorOf(desk), now: now() });
    return desks.row(user, taskId, language);
  });
  serve(app, services, routes.tasks.release, async ({ user, params: { taskId }, language }) => {
    const desk = await desks.open(user, taskId, 'task.claim');
    await releaseTask(db, { taskId, actor: actorOf(desk), now: now() });
    return desks.row(user, taskId, language);
  });
  serve(app, services, routes.tasks.saveDraft, async ({ user, params: { taskId }, body }) => {
    const { name } = await desks.open(user, taskId, 'task.complete');
    await saveTaskDraft(db, taskId, name, body);
    return body;
  });

  serve(app, services, routes.tasks.issueMany, async ({ user, body, key }) => ({
    results: await issueMany({ db, gateway, desks, actorOf, now }, user, body.taskIds, key),
  }));

  serve(app, services, routes.tasks.complete, async ({ user, params: { taskId }, body, key, request }) => {
    const desk = await desks.take(user, taskId, 'task.complete');
    const option = desk.node.decisions?.options.find(({ value }) => value === body.decision);
    if (desk.task.open && desk.grantBlock && option && grants(desk.node, option.tone)) {
      throw new Refusal('promise-holds-grant', { reason: desk.grantBlock });
    }
    // A vote of several is part of the decision: none of it is before everybody has been heard and every inspection is over.
    const isSettling = option ? settles(desk.node, option.tone) : desk.node.stage === 'decide' && Boolean(desk.node.vote);
    if (desk.task.open && desk.hold && isSettling) throw holdRefusal(desk.hold);
    if (desk.task.open && desk.hasOpenInspection && isSettling) throw new Refusal('inspection-open');
    try {
      const askAgain = await askedAgain(db, desk);
      return await completeTask(db, gateway, { taskId, askAgain, actor: actorOf(desk), body, idempotencyKey: key, now: now() });
    } catch (error) {
      // A part that is down takes nothing away of what was typed: it stays as the task's draft.
      if (error instanceof Refusal && error.status === 503) {
        const { step: _, again: __, marksSeen: ___, furtherReason: ____, signedName: _____, ...typed } = body;
        await saveTaskDraft(db, taskId, desk.name, typed).catch((failure: unknown) => request.log.warn({ err: failure }, 'draft not kept'));
      }
      throw error;
    }
  });

  serve(app, services, routes.tasks.operate, async ({ user, params: { taskId }, body, key }) => {
    const desk = await desks.open(user, taskId, 'task.operate');
    const reason = operationReason(desk, body.operation);
    if (reason !== null && reason === desk.avoidance) throw new Refusal('must-avoid', { reason, law: lawOf(desk.avoidance) });
    if (reason !== null && personal.has(reason)) throw new Refusal('not-allowed', { reason });
    if (reason === 'claimFirst') throw new Refusal('task-not-claimed');
    await checkNamed(db, await desks.passing(desk), body);
    const current = { step: desk.row.step, state: desk.row.state };
    const actor = body.operation === 'recall' ? recaller(desk) : actorOf(desk);
    const isVote = desk.node.vote !== undefined;
    return operateTask(db, gateway, { taskId, actor, body, idempotencyKey: key, now: now(), isVote, current });
  });
  serve(app, services, routes.tasks.read, async ({ user, params: { taskId } }) => {
    const { task, found } = await desks.open(user, taskId, 'task.read');
    const actor = { id: user.id, name: user.name, organisationId: bodyOf(user, task.organisationId, found.path) };
    return { read: await markRead(db, { taskId, actor, now: now() }) };
  });
}
