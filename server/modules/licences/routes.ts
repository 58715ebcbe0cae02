import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { routes } from '../../../schema/contracts/index.ts';
import type { LicenceView } from '../../../schema/contracts/licences.ts';
import { keysPath } from '../../../schema/licences/code.ts';
import { permission } from '../../../schema/rules/permissions.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import { Refusal } from '../../errors.ts';
import type { Language } from '../../language.ts';
import { pageOf, readCursor } from '../../plugins/cursor.ts';
import { checkLimit } from '../../plugins/limits.ts';
import { serve, servePublic } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { visibleOrganisations } from '../cases/scope.ts';
import { Drafts, keptMs } from '../drafts/service.ts';
import type { Reference } from '../reference.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { beginDraft, beginExOfficio } from './begin.ts';
import { checkLicence, publishedKeys } from './check.ts';
import { findLicence, findOwnLicences, searchLicences } from './repo.ts';
import type { FoundLicence, ListedLicence } from './repo.ts';
import { reprintLicence } from './reprint.ts';
import { reuseLicence } from './reuse.ts';
import { licenceView, summaryOf } from './view.ts';

const Cursor = z.tuple([z.iso.datetime(), z.string().max(80)]);
const keyOf = ({ licence }: ListedLicence): unknown[] => [licence.issuedAt.toISOString(), licence.number];

/** Licences: their holder's wallet, the register for staff, and verification for everybody. */
export function licenceModule(app: FastifyInstance, services: Services, reference: Reference): void {
  const { now, env } = services;
  const { db } = services.database;
  const { licences: at, licenceChecks } = routes;
  const drafts = new Drafts(services);

  /** One that is not theirs to see is `not-found`, like one that is not there; one they may not act on so is `not-allowed`. */
  const require = async (user: SignedIn, number: string, action: Action): Promise<FoundLicence> => {
    const found = await findLicence(db, number);
    const object = found && { ownerId: found.licence.holderId, path: found.path };
    if (!object || !permission(user, 'licence.read', object).allowed) throw new Refusal('not-found');
    const permitted = permission(user, action, object);
    if (!permitted.allowed) throw new Refusal('not-allowed', { reason: permitted.reason });
    return found;
  };
  const view = async (user: SignedIn, found: FoundLicence, language: Language): Promise<LicenceView> => {
    const relation = found.licence.holderId === user.id ? 'own' : 'staff';
    const reader = { relation, language, slow: await reference.now(), publicUrl: env.PUBLIC_URL, now: now() } as const;
    const made = await licenceView(db, found, reader);
    if (!made) throw new Refusal('not-found');
    return made;
  };

  serve(app, services, at.mine, async ({ user, query: { cursor, limit } }) => {
    const rows = await findOwnLicences(db, user.id, { after: readCursor(Cursor, cursor), limit });
    return pageOf(rows, limit, (row) => summaryOf(row, now()), keyOf);
  });
  serve(app, services, at.search, async ({ user, query: { cursor, limit, ...filter } }) => {
    const within = visibleOrganisations(user, await reference.now());
    const rows = await searchLicences(db, within, filter, { after: readCursor(Cursor, cursor), limit }, now());
    return pageOf(rows, limit, (row) => summaryOf(row, now()), keyOf);
  });
  serve(app, services, at.get, async ({ user, params, language }) =>
    view(user, await require(user, params.number, 'licence.read'), language),
  );
  serve(app, services, at.apply, async ({ user, params, body }) => {
    const found = await require(user, params.number, 'licence.apply');
    const id = await db.transaction((tx) => beginDraft(tx, { found, user, itemId: body.itemId, now: now() }, keptMs));
    return drafts.read(user, id);
  });
  serve(app, services, at.end, async ({ user, params, body, settle }) => {
    const found = await require(user, params.number, 'licence.end');
    const beginning = { found, user, itemId: body.itemId, now: now() };
    return db.transaction(async (tx) => {
      const answer = { caseNumber: await beginExOfficio(tx, beginning, body.reason, env.SESSION_SECRET) };
      await settle(tx, answer);
      return answer;
    });
  });
  serve(app, services, at.reprint, async ({ user, params, body, language }) => {
    await require(user, params.number, 'licence.reprint');
    await reprintLicence(db, params.number, user, body.reason, now());
    return view(user, await require(user, params.number, 'licence.read'), language);
  });
  serve(app, services, at.reuse, async ({ user, params: { draftId }, body }) => {
    await drafts.requireOwnOpen(user, draftId);
    const found = await findLicence(db, body.number);
    if (!found || found.licence.holderId !== user.id) throw new Refusal('not-found');
    await reuseLicence(db, draftId, body.materialCode, found, now());
    return drafts.read(user, draftId);
  });

  servePublic(
    app,
    licenceChecks.check,
    async ({ body, reply }) => {
      void reply.header('cache-control', 'no-store');
      return checkLicence(db, body, now());
    },
    { config: { rateLimit: checkLimit } },
  );
  const summary = 'The public keys of licences’ QR codes (JWKS, RFC 7517): for who verifies without us';
  app.get(keysPath, { schema: { summary, tags: ['licence-checks'] } }, async (_, reply) => {
    void reply.headers({ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' });
    return { keys: await publishedKeys(db) };
  });
}
