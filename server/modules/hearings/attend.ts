import { eq } from 'drizzle-orm';
import type { Database } from '../../../schema/db/connect.ts';
import type { StandingHearing, StandingPerson } from '../../../schema/db/hearings.ts';
import { hearingPeople } from '../../../schema/db/tables/index.ts';
import { answerOf, requestRefusal, signatureRefusal, stateAfterAnswers, waiverRefusal } from '../../../schema/rules/hearing.ts';
import { Refusal } from '../../errors.ts';
import { changeHearing, requireHearing, withHearing } from './hold-case.ts';
import type { Acting, HeldCase } from './hold-case.ts';
import { refuse } from './run.ts';

/** The applicant (`null`) or a third party, as somebody who takes part in the hearing. */
export function personOf(hearing: StandingHearing, partyId: string | null): StandingPerson {
  const found = hearing.people.find(({ row }) => row.partyId === partyId);
  if (!found) throw new Refusal('hearing-not-asked');
  return found;
}

const setPerson = ({ tx }: HeldCase, { row }: StandingPerson, columns: Partial<typeof hearingPeople.$inferInsert>): Promise<unknown> =>
  tx.update(hearingPeople).set(columns).where(eq(hearingPeople.id, row.id));

/** Somebody asks for the hearing, or waives it; said twice it is said once. The limit stops with the first request (art. 45, 47). */
export const answerHearing = (
  db: Database,
  acting: Acting,
  partyId: string | null,
  { answer, reason }: { answer: 'request' | 'waive'; reason: string },
): Promise<void> =>
  withHearing(db, acting, async (held) => {
    const { now, days } = acting;
    const hearing = requireHearing(held);
    const person = personOf(hearing, partyId);
    refuse(answer === 'request' ? requestRefusal(hearing, person, now) : waiverRefusal(hearing));
    const said = answer === 'request' ? ('requested' as const) : ('waived' as const);
    if (person.answer === said) return;
    const wasAsked = person.answer === 'requested';
    await setPerson(held, person, { answer: said, answerReason: reason || null, answeredAt: now });
    await held.note(`hearing.${said === 'requested' ? 'requested' : wasAsked ? 'withdrawn' : 'waived'}`, reason ? { reason } : {});
    const people = hearing.people.map((one) => (one === person ? { ...one, answer: said } : one));
    const state = stateAfterAnswers({ ...hearing, people }, now);
    if (state === hearing.state) return;
    await changeHearing(held.tx, hearing.row, {
      state,
      ...(state === 'requested' ? { requestedAt: now, mustHoldBy: days.hearingDue(now) } : {}),
      ...(state === 'told' ? { requestedAt: null, mustHoldBy: null, heldAt: null, place: null, officerId: null } : {}),
      ...(state === 'waived' ? { closedAt: now } : {}),
    });
    if (state === 'waived') await held.note('hearing.dropped');
  });

/** Somebody confirms the record with their name and what they object to in it; done again, the first stands. Refuses with `hearing-no-record`. */
export const signRecord = (
  db: Database,
  acting: Acting,
  partyId: string | null,
  { name, remark }: { name: string; remark: string },
): Promise<void> =>
  withHearing(db, acting, async (held) => {
    const hearing = requireHearing(held);
    const person = personOf(hearing, partyId);
    refuse(signatureRefusal(hearing));
    if (person.signature === 'signed') return;
    await setPerson(held, person, { signature: 'signed', signedName: name, signedAt: acting.now, remark: remark || null });
    await held.note('hearing.signed', {});
  });

/** What somebody has answered so far, silence included. */
export const answerNow = (person: StandingPerson, now: Date) => (person.row.rightsDocumentId === null ? null : answerOf(person, now));
