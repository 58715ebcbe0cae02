import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { routes } from '../../../schema/contracts/index.ts';
import { standingOf } from '../../../schema/db/hearings.ts';
import { documents, users } from '../../../schema/db/tables/index.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import { lawOf } from '../../../schema/rules/avoidance.ts';
import { Refusal } from '../../errors.ts';
import { cursorOf, readCursor } from '../../plugins/cursor.ts';
import { checkLimit } from '../../plugins/limits.ts';
import { serve, servePublic } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { objectOf, requireCase } from '../cases/access.ts';
import { findCase } from '../cases/repo.ts';
import type { FoundCase } from '../cases/repo.ts';
import type { Reference } from '../reference.ts';
import { bodyOf } from '../session/signed-in.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { closenessTo } from '../tasks/duty.ts';
import { answerHearing, signRecord } from './attend.ts';
import { comingHearings } from './coming.ts';
import { daysOf } from './hold-case.ts';
import { officersFor } from './officers.ts';
import { servePartyPage } from './party-routes.ts';
import { closeHearing, noteSignature, writeRecord } from './record.ts';
import { nameParty, replaceOfficer, scheduleHearing, tellRights } from './run.ts';
import type { Running } from './run.ts';
import { caseHearing } from './view.ts';
import type { HearingFactsRead } from './view.ts';

const Cursor = z.tuple([z.iso.datetime(), z.string().max(40)]);

/** 听证 and 利害关系人: who is told and heard before a case is decided. */
export function hearingModule(app: FastifyInstance, services: Services, reference: Reference): void {
  const { now } = services;
  const { db } = services.database;
  const at = routes.hearings;

  const daysFor = async ({ guide }: FoundCase) => daysOf(guide, (await reference.now()).calendar);

  async function read(found: FoundCase): Promise<HearingFactsRead> {
    const standing = await standingOf(db, found.row.caseNumber, (await daysFor(found)).requestDue);
    const { officerId = null, recordDocumentId = null } = standing.hearing?.row ?? {};
    const [officer] = officerId === null ? [] : await db.select({ name: users.name }).from(users).where(eq(users.id, officerId));
    const [paper] =
      recordDocumentId === null
        ? []
        : await db.select({ number: documents.number }).from(documents).where(eq(documents.id, recordDocumentId));
    return { standing, officer: officer?.name ?? null, recordNumber: paper?.number ?? null, now: now() };
  }

  const objectFor = (found: FoundCase, { standing }: HearingFactsRead) => ({
    ...objectOf(found),
    hearingOfficerId: standing.hearing?.row.officerId ?? null,
  });

  async function view(user: SignedIn, found: FoundCase) {
    const [facts, avoidance] = await Promise.all([read(found), closenessTo(db, user, found.row.caseNumber)]);
    const isOwn = found.row.applicantId === user.id;
    return caseHearing({ ...facts, user, found, object: objectFor(found, facts), avoidance }, isOwn);
  }
  /** The case as it is after an act. */
  const viewAfter = async (user: SignedIn, caseNumber: string) => view(user, (await findCase(db, caseNumber))!);

  /** Somebody who may run or record the hearing; whoever must stay away from the case is refused with `must-avoid`. */
  async function runner(user: SignedIn, caseNumber: string, action: Action): Promise<Running> {
    const { found } = await requireCase(db, user, caseNumber);
    const facts = await read(found);
    await requireCase(db, user, caseNumber, action, (one) => objectFor(one, facts));
    const avoidance = await closenessTo(db, user, caseNumber);
    if (avoidance) throw new Refusal('must-avoid', { reason: avoidance, law: lawOf(avoidance) });
    const actor = { id: user.id, name: user.name, organisationId: bodyOf(user, found.row.holderOrganisationId, found.path) };
    return { found, days: await daysFor(found), actor, now: now(), secret: services.env.SESSION_SECRET };
  }

  async function attendant(user: SignedIn, caseNumber: string) {
    const { found } = await requireCase(db, user, caseNumber, 'hearing.attend');
    return { found, days: await daysFor(found), actor: { id: user.id, name: user.name, organisationId: null }, now: now() };
  }

  serve(app, services, at.ofCase, async ({ user, params: { caseNumber } }) =>
    view(user, (await requireCase(db, user, caseNumber, 'hearing.read')).found),
  );
  serve(app, services, at.officers, async ({ user, params: { caseNumber } }) =>
    officersFor(db, (await requireCase(db, user, caseNumber, 'hearing.run')).found.row),
  );
  serve(app, services, at.nameParty, async ({ user, params: { caseNumber }, body }) => {
    await nameParty(db, await runner(user, caseNumber, 'hearing.run'), body);
    return viewAfter(user, caseNumber);
  });
  serve(app, services, at.tell, async ({ user, params: { caseNumber }, body }) => {
    await tellRights(db, await runner(user, caseNumber, 'hearing.run'), body);
    return viewAfter(user, caseNumber);
  });
  serve(app, services, at.answer, async ({ user, params: { caseNumber }, body }) => {
    await answerHearing(db, await attendant(user, caseNumber), null, body);
    return viewAfter(user, caseNumber);
  });
  serve(app, services, at.schedule, async ({ user, params: { caseNumber }, body }) => {
    await scheduleHearing(db, await runner(user, caseNumber, 'hearing.run'), body);
    return viewAfter(user, caseNumber);
  });
  serve(app, services, at.replaceOfficer, async ({ user, params: { caseNumber }, body }) => {
    await replaceOfficer(db, await runner(user, caseNumber, 'hearing.run'), body.officerId);
    return viewAfter(user, caseNumber);
  });
  serve(app, services, at.record, async ({ user, params: { caseNumber }, body }) => {
    await writeRecord(db, await runner(user, caseNumber, 'hearing.record'), body);
    return viewAfter(user, caseNumber);
  });
  serve(app, services, at.sign, async ({ user, params: { caseNumber }, body }) => {
    await signRecord(db, await attendant(user, caseNumber), null, body);
    return viewAfter(user, caseNumber);
  });
  serve(app, services, at.noteSignature, async ({ user, params: { caseNumber }, body }) => {
    await noteSignature(db, await runner(user, caseNumber, 'hearing.record'), body);
    return viewAfter(user, caseNumber);
  });
  serve(app, services, at.close, async ({ user, params: { caseNumber } }) => {
    await closeHearing(db, await runner(user, caseNumber, 'hearing.record'));
    return viewAfter(user, caseNumber);
  });

  servePublic(
    app,
    at.coming,
    async ({ query: { cursor, limit } }) => {
      const found = await comingHearings(db, { after: readCursor(Cursor, cursor), limit, now: now() });
      const last = found[limit - 1];
      return { rows: found.slice(0, limit), next: found.length > limit && last ? cursorOf([last.heldAt, last.id]) : null };
    },
    { config: { rateLimit: checkLimit } },
  );

  servePartyPage(app, services, { read, daysFor });
}
