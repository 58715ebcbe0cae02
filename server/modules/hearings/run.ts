import { eq } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import type { z } from 'zod';
import type { hearingRoutes } from '../../../schema/contracts/hearings.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { queueHearingClock } from '../../../schema/db/hearings.ts';
import type { HearingRow } from '../../../schema/db/hearings.ts';
import { caseParties, hearingPeople, hearings } from '../../../schema/db/tables/index.ts';
import { earliestDay, isHearingOpen, officerRefusal, scheduleRefusal, stateNow } from '../../../schema/rules/hearing.ts';
import type { HearingRefusal } from '../../../schema/rules/hearing.ts';
import { dayOf } from '../../../schema/documents/official-date.ts';
import { limitText } from '../../../schema/documents/limit-text.ts';
import { ownLimit } from '../../../schema/rules/procedures.ts';
import { Refusal } from '../../errors.ts';
import { canHear, changeHearing, requireHearing, withHearing } from './hold-case.ts';
import type { Acting, HeldCase } from './hold-case.ts';
import { requireOfficer } from './officers.ts';
import { issuePaper } from './papers.ts';
import type { Addressee } from './papers.ts';

type Body<N extends 'nameParty' | 'tell' | 'schedule'> = z.output<NonNullable<(typeof hearingRoutes)[N]['body']>>;

/** What those who run a hearing need besides the case. */
export interface Running extends Acting {
  /** Keys the codes of third parties. */
  secret: string;
}

export function refuse(code: HearingRefusal | null, params: Record<string, unknown> = {}): void {
  if (code !== null) throw new Refusal(code, params);
}

const requireNow = ({ row }: HeldCase): void => {
  if (!canHear(row)) throw new Refusal('hearing-not-now');
};

/**
 * A third party is named and told, once by each name (art. 36); of a hearing that is under way they are told with it. Refuses with
 * `hearing-not-now`, `party-named`, `hearing-without-officer`, and `hearing-open` once the hearing has been held.
 */
export const nameParty = (db: Database, running: Running, body: Body<'nameParty'>): Promise<void> =>
  withHearing(db, running, async (held) => {
    requireNow(held);
    const { tx, row, standing, note } = held;
    if (standing.parties.some((one) => one.row.name === body.name)) throw new Refusal('party-named');
    const { hearing } = standing;
    const current = hearing && isHearingOpen({ state: stateNow(hearing, running.now) }) ? hearing.row : null;
    if (current?.state === 'recorded') throw new Refusal('hearing-open');
    const party = { id: nanoid(12), name: body.name };
    const limit = ownLimit('hearingRequest', running.found.guide);
    const fields = { interest: body.interest, replyDays: limit.n, replyPeriod: limitText(limit) };
    const documentId = await issuePaper(held, running.secret, { kind: 'partyNotice', key: 'p', to: party, fields });
    const contact = { email: body.email || null, phone: body.phone || null };
    const told = { documentId, addedBy: running.actor.id, addedAt: running.now };
    await tx.insert(caseParties).values({ ...party, ...contact, ...told, caseNumber: row.caseNumber, interest: body.interest });
    await note('party.named', { who: body.name, interest: body.interest });
    if (!current) return;
    await addPerson(held, running, current, party);
    if (current.state !== 'scheduled') return;
    if (current.officerId === null) throw new Refusal('hearing-without-officer');
    const officer = await requireOfficer(tx, row, current.officerId);
    await notify(held, running, { hearing: current, officer, isFirst: true }, party);
  });

/** Somebody takes part in a hearing; of one that depends on requests they are told of their right. */
async function addPerson(held: HeldCase, { secret, found }: Running, hearing: HearingRow, to: Addressee): Promise<void> {
  const { id, basis, proposal, reasons } = hearing;
  const limit = ownLimit('hearingRequest', found.guide);
  const fields = { proposal, reasons, requestDays: limit.n, requestPeriod: limitText(limit) };
  const rightsDocumentId =
    basis === 'request' ? await issuePaper(held, secret, { kind: 'hearingRightsNotice', key: `r.${id}`, to, fields }) : null;
  const name = to?.name ?? held.row.applicantName;
  await held.tx
    .insert(hearingPeople)
    .values({ id: `${id}.${to?.id ?? 'applicant'}`, hearingId: id, partyId: to?.id ?? null, name, rightsDocumentId });
}

/**
 * The applicant and the third parties are told of their right to a hearing (art. 47), or one is called ex officio (art. 46). Refuses with
 * `hearing-not-now`, and `hearing-open` while there is one.
 */
export const tellRights = (db: Database, running: Running, body: Body<'tell'>): Promise<void> =>
  withHearing(db, running, async (held) => {
    requireNow(held);
    const { tx, row, standing, note } = held;
    const { actor, now, days } = running;
    const before = standing.hearing;
    if (before && isHearingOpen({ state: stateNow(before, now) })) throw new Refusal('hearing-open');
    // One whose days have run out is closed by the sweep, or here.
    if (before && isHearingOpen(before)) await changeHearing(tx, before.row, { state: 'waived', closedAt: now });
    const called = body.basis === 'public' ? { state: 'requested' as const, requestedAt: now, mustHoldBy: days.hearingDue(now) } : {};
    const values = {
      id: nanoid(12),
      caseNumber: row.caseNumber,
      ...body,
      state: 'told' as const,
      toldBy: actor.id,
      toldAt: now,
      ...called,
    };
    const [hearing] = await tx.insert(hearings).values(values).returning();
    for (const to of [null, ...standing.parties.map((one) => one.row)]) await addPerson(held, running, hearing!, to);
    await note(body.basis === 'public' ? 'hearing.called' : 'hearing.told', { reason: body.reasons });
    if (hearing!.state === 'requested') await queueHearingClock(tx, hearing!.id);
  });

/** Serves the notice of time, place and officer on somebody. A date that stands keeps its first notice. */
async function notify(
  held: HeldCase,
  { secret, now }: Running,
  { hearing, officer, isFirst }: { hearing: HearingRow; officer: string; isFirst: boolean },
  to: Addressee,
): Promise<void> {
  const fields = { heldAt: hearing.heldAt!.toISOString(), place: hearing.place, officer };
  // A second notice of the same hearing is another paper.
  const key = `n.${hearing.id}.${now.getTime()}`;
  const noticeDocumentId = await issuePaper(held, secret, { kind: 'hearingNotice', key, to, fields });
  const personId = `${hearing.id}.${to?.id ?? 'applicant'}`;
  if (isFirst) await held.tx.update(hearingPeople).set({ noticeDocumentId }).where(eq(hearingPeople.id, personId));
}

const everybody = ({ standing }: HeldCase): Addressee[] =>
  standing.hearing!.people.map(({ row }) => (row.partyId === null ? null : { id: row.partyId, name: row.name }));

/**
 * Sets the date, or another one, and serves its notice on everybody. Refuses with `hearing-not-requested`, `officer-refused`, and
 * `hearing-notice-short` for a day less than seven days off (art. 48).
 */
export const scheduleHearing = (db: Database, running: Running, body: Body<'schedule'>): Promise<void> =>
  withHearing(db, running, async (held) => {
    requireNow(held);
    const hearing = requireHearing(held);
    const { now } = running;
    const heldAt = new Date(body.heldAt);
    const current = { ...hearing, state: stateNow(hearing, now) };
    refuse(scheduleRefusal(current, heldAt, now), { earliest: earliestDay(now) });
    const officer = await requireOfficer(held.tx, held.row, body.officerId);
    const columns = { state: 'scheduled' as const, heldAt, place: body.place, officerId: body.officerId };
    await changeHearing(held.tx, hearing.row, columns);
    for (const to of everybody(held)) await notify(held, running, { hearing: { ...hearing.row, ...columns }, officer, isFirst: true }, to);
    const type = hearing.state === 'scheduled' ? 'hearing.rescheduled' : 'hearing.scheduled';
    await held.note(type, { heldAt: heldAt.toISOString(), day: dayOf(heldAt), place: body.place, officer });
  });

/** Names another officer for the same date and tells everybody. Refuses with `hearing-not-scheduled`, `officer-refused`. */
export const replaceOfficer = (db: Database, running: Running, officerId: string): Promise<void> =>
  withHearing(db, running, async (held) => {
    const hearing = requireHearing(held);
    refuse(officerRefusal({ ...hearing, state: stateNow(hearing, running.now) }));
    if (hearing.row.officerId === officerId) return;
    const officer = await requireOfficer(held.tx, held.row, officerId);
    await changeHearing(held.tx, hearing.row, { officerId });
    for (const to of everybody(held)) await notify(held, running, { hearing: { ...hearing.row, officerId }, officer, isFirst: false }, to);
    await held.note('hearing.officerNamed', { officer });
  });
