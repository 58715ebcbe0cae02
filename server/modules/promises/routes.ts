import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import type { Text } from '../../../schema/contracts/values.ts';
import { drafts, items } from '../../../schema/db/tables/index.ts';
import { lawOf } from '../../../schema/rules/avoidance.ts';
import { may } from '../../../schema/rules/permissions.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import { Refusal } from '../../errors.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { objectOf, requireCase } from '../cases/access.ts';
import type { FoundCase } from '../cases/repo.ts';
import type { Reference } from '../reference.ts';
import { bodyOf } from '../session/signed-in.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { closenessTo } from '../tasks/duty.ts';
import { checkPromise, handIn } from './follow-up.ts';
import { promisesOf, promiseView } from './repo.ts';
import { offersOf, signPromise, takeBackPromise } from './sign.ts';

const nameIn =
  ({ guide }: Pick<FoundCase, 'guide'>) =>
  (code: string): Text =>
    guide.materials.find((one) => one.code === code)?.name ?? { zh: code, en: code };

/** 容缺后补 and 告知承诺: what applicants promise, hand in later, and what becomes of it. */
export function promiseModule(app: FastifyInstance, services: Services, reference: Reference): void {
  const { now } = services;
  const { db } = services.database;
  const at = routes.promises;

  async function ofDraft(user: SignedIn, draftId: string, action: Action) {
    const [found] = await db
      .select({ ownerId: drafts.userId, guide: items.guide })
      .from(drafts)
      .innerJoin(items, eq(items.id, drafts.itemId))
      .where(eq(drafts.id, draftId));
    if (!found || !may(user, action, found)) throw new Refusal('not-found');
    const { calendar } = await reference.now();
    return {
      calendar,
      view: async () => ({
        offers: offersOf(found.guide, calendar, now()),
        promises: (await promisesOf(db, { draftId })).map((row) => promiseView(row, found.guide, now())),
      }),
    };
  }

  const viewOf = async (user: SignedIn, found: FoundCase) => ({
    promises: (await promisesOf(db, { caseNumber: found.row.caseNumber })).map((row) => promiseView(row, found.guide, now())),
    mayHandIn: may(user, 'promise.hand-in', objectOf(found)),
    mayConfirm: may(user, 'promise.check', objectOf(found)),
  });

  serve(app, services, at.ofDraft, async ({ user, params: { draftId } }) => (await ofDraft(user, draftId, 'draft.read')).view());
  serve(app, services, at.sign, async ({ user, params: { draftId, materialCode } }) => {
    const { calendar, view } = await ofDraft(user, draftId, 'draft.write');
    await signPromise(db, { draftId, materialCode, user, calendar, now: now() });
    return view();
  });
  serve(app, services, at.takeBack, async ({ user, params: { draftId, materialCode } }) => {
    const { view } = await ofDraft(user, draftId, 'draft.write');
    await takeBackPromise(db, draftId, materialCode);
    return view();
  });

  serve(app, services, at.ofCase, async ({ user, params: { caseNumber } }) => {
    const { found } = await requireCase(db, user, caseNumber);
    return viewOf(user, found);
  });
  serve(app, services, at.handIn, async ({ user, params: { caseNumber, promiseId } }) => {
    const { found } = await requireCase(db, user, caseNumber, 'promise.hand-in');
    const actor = { id: user.id, name: user.name, organisationId: null };
    await handIn(db, { caseNumber, promiseId, actor, now: now(), nameOf: nameIn(found) });
    return viewOf(user, found);
  });
  serve(app, services, at.check, async ({ user, params: { caseNumber, promiseId }, body }) => {
    const { found } = await requireCase(db, user, caseNumber, 'promise.check');
    const avoidance = await closenessTo(db, user, caseNumber);
    if (avoidance) throw new Refusal('must-avoid', { reason: avoidance, law: lawOf(avoidance) });
    const actor = { id: user.id, name: user.name, organisationId: bodyOf(user, found.row.holderOrganisationId, found.path) };
    await checkPromise(db, { caseNumber, promiseId, actor, now: now(), nameOf: nameIn(found) }, body.kept, body.remark);
    return viewOf(user, found);
  });
}
