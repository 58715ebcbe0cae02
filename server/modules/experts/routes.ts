import type { FastifyInstance } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import type { ExpertReview } from '../../../schema/contracts/experts.ts';
import { lawOf } from '../../../schema/rules/avoidance.ts';
import { Refusal } from '../../errors.ts';
import type { Language } from '../../language.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { requireCase } from '../cases/access.ts';
import type { Cases } from '../cases/service.ts';
import { bodyOf } from '../session/signed-in.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { Desks } from '../tasks/desk.ts';
import { closenessTo } from '../tasks/duty.ts';
import { closedRefusal } from '../tasks/open-task.ts';
import { drawPanel } from './draw.ts';
import { readExperts } from './read.ts';
import { replaceExpert } from './replace.ts';

/** 专家评审: panels drawn at random, replacements, and signed opinions. */
export function expertModule(app: FastifyInstance, services: Services, cases: Cases): void {
  const { now, cases: gateway } = services;
  const { db } = services.database;
  const desks = new Desks(services, cases);

  const read = async (user: SignedIn, caseNumber: string, language: Language): Promise<ExpertReview> => {
    const { found } = await requireCase(db, user, caseNumber, 'expert.read');
    const { program } = await cases.reference.definition(found.row.definitionId);
    return readExperts(db, { user, found, program, language });
  };

  serve(app, services, routes.experts.ofCase, async ({ user, params: { caseNumber }, language }) => read(user, caseNumber, language));

  serve(app, services, routes.experts.draw, async ({ user, params: { taskId }, body: { count }, language }) => {
    const desk = await desks.take(user, taskId, 'task.complete');
    const actor = { id: user.id, name: user.name, organisationId: bodyOf(user, desk.task.organisationId, desk.found.path) };
    await drawPanel(db, desk, { count, actor });
    return read(user, desk.task.caseNumber, language);
  });

  serve(app, services, routes.experts.decline, async ({ user, params: { taskId }, body: { reason }, key }) => {
    // Who must stay away declines too.
    const { task, found } = await desks.open(user, taskId, 'task.complete');
    if (task.role !== 'expert' || task.assigneeId !== user.id) throw new Refusal('no-expert-review');
    if (!task.open) throw await closedRefusal(db, task);
    const actor = { id: user.id, name: user.name, organisationId: task.organisationId };
    await replaceExpert(db, gateway, { found, expertId: user.id, why: 'declined', reason, actor, idempotencyKey: key, now: now() });
    return { caseNumber: task.caseNumber };
  });

  serve(app, services, routes.experts.replace, async ({ user, params: { caseNumber }, body, key, language }) => {
    const { found } = await requireCase(db, user, caseNumber, 'expert.replace');
    const avoidance = await closenessTo(db, user, caseNumber);
    if (avoidance) throw new Refusal('must-avoid', { reason: avoidance, law: lawOf(avoidance) });
    const actor = { id: user.id, name: user.name, organisationId: bodyOf(user, found.row.holderOrganisationId, found.path) };
    await replaceExpert(db, gateway, { found, ...body, actor, idempotencyKey: key, now: now() });
    return read(user, caseNumber, language);
  });
}
