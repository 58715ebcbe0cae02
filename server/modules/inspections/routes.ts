import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CaseInspections, InspectionView } from '../../../schema/contracts/inspections.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { ContentStore } from '../../../schema/files/content-store.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import { lawOf } from '../../../schema/rules/avoidance.ts';
import { may, permission } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import { inLanguage } from '../../language.ts';
import { pageOf, readCursor } from '../../plugins/cursor.ts';
import { requirePerson } from '../../plugins/guard.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { objectOf, requireCase } from '../cases/access.ts';
import { namesOf } from '../cases/repo.ts';
import type { FoundCase } from '../cases/repo.ts';
import { sendContent } from '../files/send-content.ts';
import type { Reference } from '../reference.ts';
import { bodyOf } from '../session/signed-in.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { closenessTo } from '../tasks/duty.ts';
import { assignBy } from './assign-by.ts';
import { findInspectors, orderInspection } from './order.ts';
import { cancelInspection, removePhoto, signRecord, writeRecord } from './record.ts';
import { getInspection, getPhoto, inspectionsFor, inspectionsOf } from './repo.ts';
import type { Inspection } from './repo.ts';
import { inspectionView } from './view.ts';

const Cursor = z.tuple([z.iso.datetime(), z.string()]);

/** 实地核查 and 检验检测: ordered, recorded on the spot, signed by each inspector. */
export function inspectionModule(app: FastifyInstance, services: Services, reference: Reference): void {
  const { now } = services;
  const { db } = services.database;
  const contents = new ContentStore(services.env.DATA_DIR);
  const at = routes.inspections;

  /** A case with its inspectors, as the permission table sees it. */
  const objectWith = (inspection: Inspection | null) => (found: FoundCase) => ({
    ...objectOf(found),
    inspectorIds: inspection?.officers.map(({ id }) => id) ?? [],
  });

  const show = async (user: SignedIn, found: FoundCase, all: Inspection[]): Promise<InspectionView[]> => {
    const mayOrder = may(user, 'inspection.order', objectOf(found));
    const names = await namesOf(db, [...new Set(all.map(({ row }) => row.orderedBy))]);
    return all.map((one) => inspectionView(one, { userId: user.id, mayOrder, names }));
  };

  /** An inspection that the person may do `action` to; whoever must stay away changes nothing. */
  const open = async (user: SignedIn, inspectionId: string, action: Action) => {
    const inspection = await getInspection(db, inspectionId);
    const { caseNumber } = inspection.row;
    const { found } = await requireCase(db, user, caseNumber, action, objectWith(inspection));
    if (action !== 'inspection.read') await keepAway(user, caseNumber);
    const actor = { id: user.id, name: user.name, organisationId: bodyOf(user, found.row.holderOrganisationId, found.path) };
    const view = async (): Promise<InspectionView> => (await show(user, found, [await getInspection(db, inspectionId)]))[0]!;
    return { found, by: { actor, now: now() }, view };
  };
  const keepAway = async (user: SignedIn, caseNumber: string): Promise<void> => {
    const avoidance = await closenessTo(db, user, caseNumber);
    if (avoidance) throw new Refusal('must-avoid', { reason: avoidance, law: lawOf(avoidance) });
  };

  const ofCase = async (user: SignedIn, found: FoundCase): Promise<CaseInspections> => {
    const [all, { calendar }] = await Promise.all([inspectionsOf(db, found.row.caseNumber), reference.now()]);
    const permitted = permission(user, 'inspection.order', objectOf(found));
    const avoidance = permitted.allowed ? await closenessTo(db, user, found.row.caseNumber) : null;
    const why = !permitted.allowed ? permitted.reason : found.row.endedAt ? 'ended' : found.row.acceptedAt ? avoidance : 'notAccepted';
    return {
      inspections: await show(user, found, all),
      orderReason: why,
      assignBy: assignBy(found, calendar, now())?.toISOString() ?? null,
    };
  };

  serve(app, services, at.mine, async ({ user, query: { open: isOpen, cursor, limit } }) => {
    const found = await inspectionsFor(db, user.id, { open: isOpen === 'true', after: readCursor(Cursor, cursor), limit });
    const names = await namesOf(db, [...new Set(found.map(({ row }) => row.orderedBy))]);
    const view = (one: Inspection) => inspectionView(one, { userId: user.id, mayOrder: false, names });
    return pageOf(found, limit, view, ({ row }) => [row.orderedAt.toISOString(), row.id]);
  });
  serve(app, services, at.ofCase, async ({ user, params: { caseNumber } }) => {
    const { found } = await requireCase(db, user, caseNumber, 'inspection.read');
    return ofCase(user, found);
  });
  serve(app, services, at.people, async ({ user, params: { caseNumber }, language }) => {
    const { found } = await requireCase(db, user, caseNumber, 'inspection.order');
    const people = await findInspectors(db, found, now());
    return people.map((one) => ({ ...one, organisationName: inLanguage(one.organisationName, language) }));
  });
  serve(app, services, at.order, async ({ user, params: { caseNumber }, body }) => {
    const { found } = await requireCase(db, user, caseNumber, 'inspection.order');
    await keepAway(user, caseNumber);
    const actor = { id: user.id, name: user.name, organisationId: bodyOf(user, found.row.holderOrganisationId, found.path) };
    const { calendar } = await reference.now();
    await orderInspection(db, { found, body, assignBy: assignBy(found, calendar, now()), actor, now: now() });
    return ofCase(user, found);
  });
  serve(app, services, at.get, async ({ user, params: { inspectionId } }) => (await open(user, inspectionId, 'inspection.read')).view());
  serve(app, services, at.record, async ({ user, params: { inspectionId }, body }) => {
    const { by, view } = await open(user, inspectionId, 'inspection.record');
    await writeRecord(db, inspectionId, body, by);
    return view();
  });
  serve(app, services, at.removePhoto, async ({ user, params: { photoId } }) => {
    const { photo } = await getPhoto(db, photoId);
    const { by, view } = await open(user, photo.inspectionId, 'inspection.record');
    await removePhoto(db, photo.inspectionId, photoId, by);
    return view();
  });
  serve(app, services, at.sign, async ({ user, params: { inspectionId }, body: { revision, signedName } }) => {
    const { by, view } = await open(user, inspectionId, 'inspection.record');
    if (signedName !== user.name) throw new Refusal('signature-wrong', { name: user.name });
    await signRecord(db, inspectionId, revision, by);
    return view();
  });
  serve(app, services, at.cancel, async ({ user, params: { inspectionId }, body: { reason } }) => {
    const { by, view } = await open(user, inspectionId, 'inspection.order');
    await cancelInspection(db, inspectionId, reason, by);
    return view();
  });

  const stream = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const user = requirePerson(request, 'inspection.read');
    const { photo, caseNumber } = await getPhoto(db, (request.params as { photoId: string }).photoId);
    await requireCase(db, user, caseNumber, 'inspection.read', objectWith(await getInspection(db, photo.inspectionId)));
    return sendContent(request, reply, contents, photo);
  };
  app.get(
    '/api/inspection-photos/:photoId',
    { schema: { summary: 'The bytes of a photo', tags: ['inspections'] }, compress: false },
    stream,
  );
}
