import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { routes } from '../../../schema/contracts/index.ts';
import { Refusal } from '../../errors.ts';
import { cursorOf, readCursor } from '../../plugins/cursor.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { requireCase } from '../cases/access.ts';
import { bodyOf } from '../session/signed-in.ts';
import { whoAvoids } from '../tasks/duty.ts';
import { answer } from '../tasks/consult.ts';
import { getTask } from '../tasks/open-task.ts';
import { copiesTo, copyRow, findQuestion, questionRow, questionsTo } from './repo.ts';

const Cursor = z.tuple([z.iso.datetime(), z.string().max(100)]);

/** What colleagues want somebody to read or say, besides the tasks that are theirs. */
export function consultationModule(app: FastifyInstance, services: Services): void {
  const { now } = services;
  const { db } = services.database;

  serve(app, services, routes.consultations.list, async ({ user, query: { cursor, limit, open } }) => {
    const found = await questionsTo(db, user.id, open === 'true', { after: readCursor(Cursor, cursor), limit });
    const last = found[limit - 1];
    const next = found.length > limit && last ? cursorOf([last.one.askedAt.toISOString(), last.one.id]) : null;
    return { rows: found.slice(0, limit).map(questionRow), next };
  });

  serve(app, services, routes.consultations.answer, async ({ user, params: { id }, body }) => {
    const asked = await findQuestion(db, id);
    if (!asked || asked.one.askedOf !== user.id) throw new Refusal('not-found');
    const { found } = await requireCase(db, user, asked.one.caseNumber);
    const { task, node } = await getTask(db, asked.one.taskId);
    const avoidance = (await whoAvoids(db, [user.id], { task, separateFrom: node.separateFrom })).get(user.id);
    // Having reviewed does not keep anybody from being asked what they think; being too close to the case does.
    if (avoidance && avoidance !== 'separated' && avoidance !== 'fourEyes') throw new Refusal('must-avoid', { reason: avoidance });
    const actor = { id: user.id, name: user.name, organisationId: bodyOf(user, task.organisationId, found.path) };
    await answer(db, id, { actor, now: now() }, body.answer);
    return questionRow((await findQuestion(db, id))!);
  });

  serve(app, services, routes.copies.list, async ({ user, query: { cursor, limit } }) => {
    const found = await copiesTo(db, user.id, { after: readCursor(Cursor, cursor), limit });
    const last = found[limit - 1];
    const next = found.length > limit && last ? cursorOf([last.one.sentAt.toISOString(), last.one.id]) : null;
    return { rows: found.slice(0, limit).map(copyRow), next };
  });
}
