import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { hearingRoutes, RecordBody } from '../../../schema/contracts/hearings.ts';
import type { Database } from '../../../schema/db/connect.ts';
import type { StandingPerson } from '../../../schema/db/hearings.ts';
import { documents, hearingPeople } from '../../../schema/db/tables/index.ts';
import { officialMoment } from '../../../schema/documents/official-date.ts';
import { closingRefusal, recordRefusal, signatureRefusal, stateNow } from '../../../schema/rules/hearing.ts';
import { Refusal } from '../../errors.ts';
import { changeHearing, requireHearing, withHearing } from './hold-case.ts';
import { officersFor } from './officers.ts';
import { issuePaper } from './papers.ts';
import { refuse } from './run.ts';
import type { Running } from './run.ts';

/**
 * Writes the record down; written anew, what was signed is void. Refuses with what `recordRefusal` knows, and `officer-refused` while a
 * challenge of the officer waits to be decided.
 */
export const writeRecord = (db: Database, running: Running, body: z.output<typeof RecordBody>): Promise<void> =>
  withHearing(db, running, async (held) => {
    const hearing = requireHearing(held);
    const { now, actor } = running;
    refuse(recordRefusal({ ...hearing, state: stateNow(hearing, now) }, now));
    const officer = (await officersFor(held.tx, held.row)).find(({ id }) => id === hearing.row.officerId);
    if (officer?.reason) throw new Refusal('officer-refused', { reason: officer.reason });
    await changeHearing(held.tx, hearing.row, { state: 'recorded', ...body, recordedAt: now, recordedBy: actor.id });
    const unsigned = { signature: null, signedName: null, signedAt: null, remark: null };
    await held.tx.update(hearingPeople).set(unsigned).where(eq(hearingPeople.hearingId, hearing.row.id));
    await held.note(hearing.state === 'recorded' ? 'hearing.recordChanged' : 'hearing.recorded');
  });

type Noting = z.output<NonNullable<(typeof hearingRoutes)['noteSignature']['body']>>;

/** Notes how somebody stands to the record who has not signed it here. Refuses with `hearing-no-record`, `hearing-signed`, `opinion-required`. */
export const noteSignature = (db: Database, running: Running, { personId, outcome, remark }: Noting): Promise<void> =>
  withHearing(db, running, async (held) => {
    const hearing = requireHearing(held);
    refuse(signatureRefusal(hearing));
    const person = hearing.people.find(({ row }) => row.id === personId);
    if (!person) throw new Refusal('not-found');
    if (person.signature === 'signed') throw new Refusal('hearing-signed');
    if (outcome === 'refused' && remark === '') throw new Refusal('opinion-required');
    const columns = { signature: outcome, signedAt: running.now, remark: remark || null };
    await held.tx.update(hearingPeople).set(columns).where(eq(hearingPeople.id, personId));
    await held.note('hearing.signatureNoted', { who: person.row.name, why: outcome, ...(remark ? { reason: remark } : {}) });
  });

const outcomes = { signed: '确认无误并签名', paper: '在纸质笔录上签字', refused: '拒绝签字', absent: '未到场' } as const;

/** As the record tells it: when, how, and what was objected to. */
function outcomeOf({ signature, row }: StandingPerson): string {
  const at = row.signedAt ? officialMoment(row.signedAt.toISOString()) : '';
  const name = signature === 'signed' && row.signedName !== null ? `（${row.signedName}）` : '';
  return `${at}${outcomes[signature!]}${name}${row.remark ? `；${row.remark}` : ''}`;
}

/** The record is whole: it is issued, and what stood still goes on. Refuses with `hearing-no-record`, `hearing-unsigned`. */
export const closeHearing = (db: Database, running: Running): Promise<void> =>
  withHearing(db, running, async (held) => {
    const hearing = requireHearing(held);
    refuse(closingRefusal(hearing));
    const { row } = hearing;
    const officer = (await officersFor(held.tx, held.row)).find(({ id }) => id === row.officerId);
    const fields = {
      heldAt: row.heldAt!.toISOString(),
      place: row.place,
      officer: officer?.name ?? row.officerId,
      recorder: row.recorder,
      participants: row.participants,
      statements: row.statements,
      signatures: hearing.people.map((one) => ({ name: one.row.name, outcome: outcomeOf(one) })),
    };
    const recordDocumentId = await issuePaper(held, running.secret, { kind: 'hearingRecord', key: `l.${row.id}`, to: null, fields });
    await changeHearing(held.tx, row, { state: 'closed', closedAt: running.now, recordDocumentId });
    const [paper] = await held.tx.select({ number: documents.number }).from(documents).where(eq(documents.id, recordDocumentId));
    await held.note('hearing.closed', { number: paper!.number });
  });
