import { eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routes } from '../../../schema/contracts/index.ts';
import type { CaseService } from '../../../schema/contracts/service.ts';
import { drafts, services as serviceTable, users } from '../../../schema/db/tables/index.ts';
import { ContentStore } from '../../../schema/files/content-store.ts';
import { may, permission } from '../../../schema/rules/permissions.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import { Refusal } from '../../errors.ts';
import { requirePerson } from '../../plugins/guard.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { objectOf, requireCase } from '../cases/access.ts';
import type { FoundCase } from '../cases/repo.ts';
import { findDocument } from '../documents/case-documents.ts';
import { sendContent } from '../files/send-content.ts';
import type { Reference } from '../reference.ts';
import { bodyOf } from '../session/signed-in.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { actOnService } from './act.ts';
import { servedPapers } from './case-service.ts';
import { choiceView, saveChoice, saveDraftChoice } from './choice.ts';
import { serveFurther } from './further.ts';
import { confirmReceipt } from './receive.ts';
import { storeSignature } from './signature.ts';

/** 送达: how papers reach people, what proves that they did, and until when remedies run. */
export function serviceModule(app: FastifyInstance, services: Services, reference: Reference): void {
  const { now, env: settings } = services;
  const { db } = services.database;
  const { service: at } = routes;
  const contents = new ContentStore(settings.DATA_DIR);

  /** The e-mail address and telephone number of an account, offered before anything has been chosen. */
  const known = async (userId: string): Promise<{ email: string | null; phone: string | null }> => {
    const [found] = await db.select({ email: users.email, phone: users.phone }).from(users).where(eq(users.id, userId));
    return found ?? { email: null, phone: null };
  };

  const ownDraft = async (user: SignedIn, draftId: string, action: Action): Promise<void> => {
    const [draft] = await db.select({ ownerId: drafts.userId }).from(drafts).where(eq(drafts.id, draftId));
    if (!draft || !may(user, action, draft)) throw new Refusal('not-found');
  };

  const viewOf = async (user: SignedIn, found: FoundCase, isOwn: boolean): Promise<CaseService> => {
    const { caseNumber, applicantId } = found.row;
    const mayAct = permission(user, 'service.act', objectOf(found)).allowed;
    const { calendar } = await reference.now();
    const reader = { isOwn, mayAct, settings, calendar, now: now() };
    const [choice, papers] = await Promise.all([
      choiceView(db, { caseNumber }, await known(applicantId), settings),
      servedPapers(db, caseNumber, reader),
    ]);
    return { ...choice, papers, mayAct };
  };

  /** A paper's case, once the person may do `action` to it. */
  const caseOfPaper = async (user: SignedIn, documentId: string, action: Action) => {
    const paper = await findDocument(db, documentId, user.id);
    if (!paper || !may(user, 'service.read', paper.object)) throw new Refusal('not-found');
    return { paper, ...(await requireCase(db, user, paper.row.caseNumber, action)) };
  };

  const actorOf = (user: SignedIn, organisationId: string, path: string | null | undefined) => ({
    id: user.id,
    name: user.name,
    organisationId: bodyOf(user, organisationId, path ?? ''),
  });

  serve(app, services, at.choiceOfDraft, async ({ user, params: { draftId } }) => {
    await ownDraft(user, draftId, 'draft.read');
    return choiceView(db, { draftId }, await known(user.id), settings);
  });
  serve(app, services, at.chooseForDraft, async ({ user, params: { draftId }, body }) => {
    await ownDraft(user, draftId, 'draft.write');
    await saveDraftChoice(db, draftId, body, settings, now());
    return choiceView(db, { draftId }, await known(user.id), settings);
  });
  serve(app, services, at.choose, async ({ user, params: { caseNumber }, body }) => {
    await requireCase(db, user, caseNumber, 'service.choose');
    await db.transaction((tx) => saveChoice(tx, { caseNumber }, body, settings, now()));
    return choiceView(db, { caseNumber }, await known(user.id), settings);
  });

  serve(app, services, at.ofCase, async ({ user, params }) => {
    const { found, relation } = await requireCase(db, user, params.caseNumber, 'service.read');
    return viewOf(user, found, relation === 'own');
  });

  serve(app, services, at.confirm, async ({ user, params: { documentId } }) => {
    const { paper, found } = await caseOfPaper(user, documentId, 'service.confirm');
    if (paper.row.state !== 'issued') throw new Refusal('document-not-issued');
    await confirmReceipt(db, documentId, { id: user.id, name: user.name, organisationId: null }, now());
    return viewOf(user, found, true);
  });

  serve(app, services, at.further, async ({ user, params: { documentId }, body, key }) => {
    const { paper, found } = await caseOfPaper(user, documentId, 'service.act');
    const actor = actorOf(user, paper.row.organisationId, found.path);
    await serveFurther(db, { documentId, asked: body, actor, settings, key, now: now() });
    return viewOf(user, found, false);
  });

  serve(app, services, at.act, async ({ user, params: { serviceId }, body }) => {
    const [service] = await db.select().from(serviceTable).where(eq(serviceTable.id, serviceId));
    if (!service) throw new Refusal('not-found');
    const { paper, found } = await caseOfPaper(user, service.documentId, 'service.act');
    const drawn = body.act === 'received' ? body.signature : null;
    const signature = drawn === null ? null : await storeSignature(contents, drawn);
    const actor = actorOf(user, paper.row.organisationId, found.path);
    await actOnService(db, { serviceId, asked: body, signature, actor, now: now() });
    return viewOf(user, found, false);
  });

  const signature = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const user = requirePerson(request, 'service.read');
    const { serviceId } = request.params as { serviceId: string };
    const [found] = await db.select().from(serviceTable).where(eq(serviceTable.id, serviceId));
    const paper = found && (await findDocument(db, found.documentId, user.id));
    // A signature is a mark of a person: for who handles the case.
    if (!paper || !may(user, 'service.read', paper.object) || paper.object.ownerId === user.id) throw new Refusal('not-found');
    if (found.signature === null) throw new Refusal('not-found');
    const size = await contents.sizeOf(found.signature);
    return sendContent(request, reply, contents, { sha256: found.signature, size, name: 'signature.png', type: 'image/png' });
  };
  const schema = { summary: 'The drawn signature of a receipt', tags: ['services'] };
  app.get('/api/services/:serviceId/signature', { schema, compress: false }, signature);
}
