import type { FastifyInstance } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import { trackLimit } from '../../plugins/limits.ts';
import { serve, servePublic } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { knownDocuments } from '../documents/case-documents.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { answerCorrection } from '../submission/correct.ts';
import { withdrawCase } from '../submission/withdraw.ts';
import { requireCase } from './access.ts';
import { beginReview } from './objection.ts';
import { ownCases, searchCases } from './lists.ts';
import type { Cases } from './service.ts';
import type { Tracking } from './track.ts';

const actorOf = (user: SignedIn) => ({ id: user.id, name: user.name, organisationId: null });

/** Cases as their applicant, staff and the public read them, and what an applicant may do in one. */
export function caseModule(app: FastifyInstance, services: Services, cases: Cases, tracking: Tracking): void {
  const { now, cases: gateway } = services;
  const { db } = services.database;

  serve(app, services, routes.cases.mine, async ({ user, query }) => ownCases(db, user, query, await cases.reference.now(), now()));

  serve(app, services, routes.cases.search, async ({ user, query: { cursor, limit, ...filter }, language }) =>
    searchCases(db, user, filter, { cursor, limit }, { slow: await cases.reference.now(), language, now: now() }),
  );

  serve(app, services, routes.cases.get, async ({ user, params, language }) => cases.view(user, params.caseNumber, language));
  serve(app, services, routes.cases.map, async ({ user, params, language }) => cases.map(user, params.caseNumber, language));

  serve(app, services, routes.cases.correct, async ({ user, params: { caseNumber }, body, key, language }) => {
    await requireCase(db, user, caseNumber, 'case.correct');
    await answerCorrection(db, gateway, { caseNumber, actor: actorOf(user), ...body, idempotencyKey: key });
    return cases.view(user, caseNumber, language);
  });

  serve(app, services, routes.cases.object, async ({ user, params: { caseNumber }, body, settle }) => {
    await requireCase(db, user, caseNumber, 'case.object');
    const asked = { caseNumber, user, reason: body.reason, now: now(), secret: services.env.SESSION_SECRET };
    return db.transaction(async (tx) => {
      const answer = { caseNumber: await beginReview(tx, asked) };
      await settle(tx, answer);
      return answer;
    });
  });

  serve(app, services, routes.cases.withdraw, async ({ user, params: { caseNumber }, body, key, language }) => {
    await requireCase(db, user, caseNumber, 'case.withdraw');
    await withdrawCase(db, gateway, { caseNumber, actor: actorOf(user), reason: body.reason, idempotencyKey: key });
    return cases.view(user, caseNumber, language);
  });

  servePublic(
    app,
    routes.cases.track,
    async ({ body, language, reply }) => {
      const found = await tracking.find(body);
      void reply.header('cache-control', 'no-store');
      const [view, map, documents] = await Promise.all([
        cases.viewOf(found, 'public', language, null),
        cases.mapOf(found, 'public', language),
        knownDocuments(db, found.row.caseNumber),
      ]);
      return { case: view, map, documents };
    },
    { config: { rateLimit: trackLimit } },
  );
}
