import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RecusalRow } from '../../../schema/contracts/colleagues.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import type { Language } from '../../language.ts';
import { cursorOf, readCursor } from '../../plugins/cursor.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { requireCase } from '../cases/access.ts';
import { visibleOrganisations } from '../cases/scope.ts';
import { departmentName, organisationName } from '../reference.ts';
import type { Reference, SlowData } from '../reference.ts';
import { bodyOf } from '../session/signed-in.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { askRecusal } from './ask.ts';
import { decideRecusal, unitsOf } from './decide.ts';
import { findRecusal, pendingOf, recusalsOf, staffOnPath } from './repo.ts';
import type { FoundRecusal } from './repo.ts';

const Cursor = z.tuple([z.iso.datetime(), z.string().max(100)]);

/** A body, or a department of it, as people call it. */
function unitName(slow: SlowData, organisationId: string, department: string | null, language: Language): string {
  const part = department === null ? null : departmentName(slow, organisationId, department, language);
  return [organisationName(slow, organisationId, language), part].filter(Boolean).join(' ');
}

/** An applicant reads what they asked and what was decided, not who at the authority it is about or who decided. */
function rowOf(
  { one, personName, askedBy, itemName }: FoundRecusal,
  inside: boolean,
  slow: SlowData,
  language: Language,
): z.infer<typeof RecusalRow> {
  return {
    id: one.id,
    caseNumber: one.caseNumber,
    itemName,
    kind: one.kind,
    state: one.state,
    person: inside && one.personId !== null ? { id: one.personId, name: personName ?? one.personId } : null,
    named: one.named,
    unit: one.personId === null && one.named === null ? unitName(slow, one.organisationId, one.department, language) : null,
    reason: one.reason,
    askedBy,
    askedAt: one.askedAt.toISOString(),
    decidedAt: one.decidedAt?.toISOString() ?? null,
    decision: one.decision,
  };
}

/** Nobody decides about themselves or their own department, nor on what they asked for. */
const isAbout = (user: SignedIn, { one }: FoundRecusal): boolean =>
  one.personId === user.id ||
  one.askedBy === user.id ||
  (one.personId === null &&
    one.named === null &&
    user.posts.some(
      (post) => post.organisationId === one.organisationId && (one.department === null || post.department === one.department),
    ));

/** 回避: who asks that somebody stay away from a case, and who decides on it. */
export function recusalModule(app: FastifyInstance, services: Services, reference: Reference): void {
  const { now } = services;
  const { db } = services.database;
  const mayDecide = (user: SignedIn, found: FoundRecusal): boolean =>
    !isAbout(user, found) && may(user, 'recusal.decide', { path: found.path, ownerId: found.one.personId ?? found.one.askedBy ?? '' });

  serve(app, services, routes.recusals.list, async ({ user, query: { cursor, limit }, language }) => {
    const slow = await reference.now();
    const bodies = visibleOrganisations(user, slow, ['supervisor', 'decider']);
    const ids = bodies === 'all' ? [...slow.organisations.keys()] : bodies;
    const found = await pendingOf(db, ids, { after: readCursor(Cursor, cursor), limit });
    const last = found[limit - 1];
    const rows = await Promise.all(
      found.slice(0, limit).map(async (one) => ({
        ...rowOf(one, true, slow, language),
        mayDecide: mayDecide(user, one),
        candidates:
          one.one.named !== null && one.one.personId === null
            ? (await staffOnPath(db, one.casePath)).map(({ id, name }) => ({ id, name }))
            : [],
      })),
    );
    return { rows, next: found.length > limit && last ? cursorOf([last.one.askedAt.toISOString(), last.one.id]) : null };
  });

  serve(app, services, routes.recusals.ofCase, async ({ user, params: { caseNumber }, language }) => {
    const { found, relation } = await requireCase(db, user, caseNumber);
    const slow = await reference.now();
    const inside = relation !== 'own';
    const rows = (await recusalsOf(db, caseNumber)).filter(({ one }) => inside || (one.kind === 'challenged' && one.partyId === null));
    const units = inside ? [] : await unitsOf(db, caseNumber);
    return {
      rows: rows.map((one) => rowOf(one, inside, slow, language)),
      units: units.map(({ organisationId, department }) => ({
        organisationId,
        department,
        name: unitName(slow, organisationId, department, language),
      })),
      mayAsk: found.row.endedAt === null && (inside ? user.kind === 'staff' && relation === 'handling' : true),
    };
  });

  serve(app, services, routes.recusals.declare, async ({ user, params: { caseNumber }, body, language }) => {
    const { found } = await requireCase(db, user, caseNumber, 'recusal.declare');
    const organisationId = bodyOf(user, found.row.holderOrganisationId, found.path);
    const actor = { id: user.id, name: user.name, organisationId };
    const about = { personId: user.id, named: null, organisationId, department: null };
    const id = await askRecusal(db, { caseNumber, kind: 'declared', reason: body.reason, actor, now: now(), ...about });
    return rowOf((await findRecusal(db, id))!, true, await reference.now(), language);
  });

  serve(app, services, routes.recusals.challenge, async ({ user, params: { caseNumber }, body, language }) => {
    const { found } = await requireCase(db, user, caseNumber, 'recusal.challenge');
    const actor = { id: user.id, name: user.name, organisationId: null };
    const about = await concerned(found.path, found.row.holderOrganisationId, caseNumber, body);
    const id = await askRecusal(db, { caseNumber, kind: 'challenged', reason: body.reason, actor, now: now(), ...about });
    return rowOf((await findRecusal(db, id))!, false, await reference.now(), language);
  });

  serve(app, services, routes.recusals.decide, async ({ user, params: { id }, body, language }) => {
    const found = await findRecusal(db, id);
    if (!found || !may(user, 'recusal.decide', { path: found.path, ownerId: '' })) throw new Refusal('not-found');
    if (isAbout(user, found) || body.personId === user.id) throw new Refusal('not-allowed');
    const meant = await staffOnPath(db, found.casePath);
    if (body.uphold && body.personId !== undefined && !meant.some((one) => one.id === body.personId)) throw new Refusal('person-required');
    const actor = { id: user.id, name: user.name, organisationId: bodyOf(user, found.one.organisationId, found.casePath) };
    await decideRecusal(db, { id, uphold: body.uphold, personId: body.personId ?? null, reason: body.reason, actor, now: now() });
    return rowOf((await findRecusal(db, id))!, true, await reference.now(), language);
  });

  /** Whom an applicant means. A name that one person on the case's path has is theirs; any other is kept for the head to say. */
  async function concerned(
    path: string,
    holder: string,
    caseNumber: string,
    { officer, unit }: { officer?: string | undefined; unit?: { organisationId: string; department: string | null } | undefined },
  ) {
    if (officer) {
      const [only, ...others] = await staffOnPath(db, path, officer);
      const single = only && others.length === 0 ? only : null;
      return { personId: single?.id ?? null, named: officer, organisationId: single?.organisationId ?? holder, department: null };
    }
    const known =
      unit &&
      (await unitsOf(db, caseNumber)).some(
        (one) => one.organisationId === unit.organisationId && one.department === (unit.department ?? ''),
      );
    if (!unit || !known) throw new Refusal('challenge-names-nobody');
    return { personId: null, named: null, organisationId: unit.organisationId, department: unit.department ?? '' };
  }
}
