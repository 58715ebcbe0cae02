import type { z } from 'zod';
import type { CaseHearing, HearingOffer, HearingPersonView, HearingView, PartyRow } from '../../../schema/contracts/hearings.ts';
import type { Standing, StandingHearing, StandingParty, StandingPerson } from '../../../schema/db/hearings.ts';
import type { Avoidance } from '../../../schema/rules/avoidance.ts';
import {
  closingRefusal,
  decisionHold,
  earliestDay,
  isHearingLate,
  isHearingOpen,
  officerRefusal,
  recordRefusal,
  requestRefusal,
  scheduleRefusal,
  signatureRefusal,
  stateNow,
  waiverRefusal,
} from '../../../schema/rules/hearing.ts';
import { permission } from '../../../schema/rules/permissions.ts';
import type { ObjectOfAction, Subject } from '../../../schema/rules/permissions.ts';
import type { FoundCase } from '../cases/repo.ts';
import { answerNow } from './attend.ts';
import { canHear } from './hold-case.ts';

/** What is known besides where the hearing stands. */
export interface HearingFactsRead {
  standing: Standing;
  officer: string | null;
  recordNumber: string | null;
  now: Date;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function personView(person: StandingPerson, now: Date): HearingPersonView {
  const { row, servedAt, dueAt, noticeServedAt, signature } = person;
  return {
    id: row.id,
    isApplicant: row.partyId === null,
    name: row.name,
    servedAt: iso(servedAt),
    dueAt: iso(dueAt),
    answer: answerNow(person, now),
    answerReason: row.answerReason,
    answeredAt: iso(row.answeredAt),
    noticeServedAt: iso(noticeServedAt),
    signature,
    signedName: row.signedName,
    signedAt: iso(row.signedAt),
    remark: row.remark,
  };
}

/** A hearing for one reader: `partyId` undefined is the authority, null the applicant; outside one reads of oneself only. */
export function hearingView(
  { standing, officer, recordNumber, now }: HearingFactsRead,
  partyId: string | null | undefined,
): HearingView | null {
  const { hearing } = standing;
  if (!hearing) return null;
  const { row } = hearing;
  const people = hearing.people.filter((one) => partyId === undefined || one.row.partyId === partyId);
  const { recorder, participants, statements, recordedAt } = row;
  return {
    id: row.id,
    basis: row.basis,
    state: stateNow(hearing, now),
    proposal: row.proposal,
    reasons: row.reasons,
    toldAt: row.toldAt.toISOString(),
    requestedAt: iso(row.requestedAt),
    mustHoldBy: iso(row.mustHoldBy),
    late: isHearingLate(hearing, now),
    heldAt: iso(row.heldAt),
    place: row.place,
    officer,
    record:
      recorder !== null && participants && statements && recordedAt
        ? { recorder, participants, statements, at: recordedAt.toISOString(), number: recordNumber }
        : null,
    closedAt: iso(row.closedAt),
    stopsLimit: row.stoppedAt !== null,
    people: people.map((one) => personView(one, now)),
  };
}

const partyRow = ({ row, servedAt, dueAt, heardAt, statements }: StandingParty): PartyRow => ({
  id: row.id,
  name: row.name,
  interest: row.interest,
  email: row.email,
  phone: row.phone,
  addedAt: row.addedAt.toISOString(),
  servedAt: iso(servedAt),
  dueAt: iso(dueAt),
  heardAt: iso(heardAt),
  statements: statements.map(({ words, at }) => ({ words, at: at.toISOString() })),
});

/** Somebody before the hearing of a case. */
export interface HearingDesk extends HearingFactsRead {
  user: Subject;
  found: FoundCase;
  object: ObjectOfAction;
  avoidance: Avoidance | null;
}

const offer = <N extends string>(name: N, reason: string | null): { name: N; enabled: boolean; reason: string | null } => ({
  name,
  enabled: reason === null,
  reason,
});

const none = 'hearing-not-asked' as const;

/** What somebody who was told can do, whoever they are. */
export function attendingOffers(hearing: StandingHearing | null, person: StandingPerson | null, now: Date) {
  if (!hearing || !person) return [];
  const current = { ...hearing, state: stateNow(hearing, now) };
  const asks = hearing.basis === 'request' && isHearingOpen(current) && current.state !== 'recorded';
  return [
    ...(asks && person.answer !== 'requested' ? [offer('request', requestRefusal(current, person, now))] : []),
    ...(asks && person.answer !== 'waived' ? [offer('waive', waiverRefusal(current))] : []),
    ...(current.state === 'recorded' && person.signature === null ? [offer('sign', signatureRefusal(current))] : []),
  ];
}

/** What stands against an act of those who run the hearing. */
function actReason({ standing, found, now }: HearingDesk, name: HearingOffer['name']): string | null {
  const { hearing } = standing;
  const current = hearing && { ...hearing, state: stateNow(hearing, now) };
  if (name === 'nameParty' || name === 'tell' || name === 'call') {
    if (!canHear(found.row)) return 'hearing-not-now';
    if (!current || !isHearingOpen(current)) return null;
    return name !== 'nameParty' || current.state === 'recorded' ? 'hearing-open' : null;
  }
  if (!current) return none;
  switch (name) {
    case 'schedule':
      return scheduleRefusal(current, null, now);
    case 'replaceOfficer':
      return officerRefusal(current);
    case 'record':
      return recordRefusal(current, now);
    default:
      return closingRefusal(current);
  }
}

function staffOffers(desk: HearingDesk): HearingOffer[] {
  const names = ['nameParty', 'tell', 'call', 'schedule', 'replaceOfficer', 'record', 'close'] as const;
  return names.map((name) => {
    const action = name === 'record' || name === 'close' ? 'hearing.record' : 'hearing.run';
    const permitted = permission(desk.user, action, desk.object);
    return offer(name, permitted.allowed ? (desk.avoidance ?? actReason(desk, name)) : permitted.reason);
  });
}

/** The hearing and the third parties of a case, for staff or its applicant. */
export function caseHearing(desk: HearingDesk, isOwn: boolean): z.infer<typeof CaseHearing> {
  const { standing, now } = desk;
  const { hearing, parties } = standing;
  const hold = decisionHold(hearing, parties, now);
  const own = hearing?.people.find(({ row }) => row.partyId === null) ?? null;
  return {
    hearing: hearingView(desk, isOwn ? null : undefined),
    parties: isOwn ? [] : parties.map(partyRow),
    hold: hold && !isOwn ? { code: hold.code, until: iso(hold.until) } : null,
    earliestDay: earliestDay(now),
    offers: isOwn ? attendingOffers(hearing, own, now) : staffOffers(desk),
  };
}
