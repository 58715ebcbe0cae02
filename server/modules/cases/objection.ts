import { and, eq } from 'drizzle-orm';
import type { Objection } from '../../../schema/catalog/item.ts';
import type { ObjectionView } from '../../../schema/contracts/cases.ts';
import { readCalendar } from '../../../schema/db/calendar.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { appendLedger } from '../../../schema/db/ledger.ts';
import { cases, documents, items, offices, services } from '../../../schema/db/tables/index.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import { begin, dueOf } from '../../../workflows/clock/case-clocks.ts';
import { Refusal } from '../../errors.ts';
import { definitionInForce } from '../../../schema/db/definition-in-force.ts';
import { firstService } from '../service/case-service.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { openCase } from '../../../schema/db/open-case.ts';

type CaseRow = typeof cases.$inferSelect;

interface Asked {
  row: Pick<CaseRow, 'caseNumber' | 'state'>;
  objection: Objection | undefined;
  calendar: Calendar;
  now: Date;
}

/**
 * Whether a denial may be objected to, and until when: the item's days run from the day after its service, and end on a working day (Civil Code art.
 * 201, 203). Null where the item allows none, or nothing was denied.
 */
export async function objectionStanding(
  db: Database | Transaction,
  { row, objection, calendar, now }: Asked,
): Promise<ObjectionView | null> {
  if (!objection || row.state !== 'DENIED') return null;
  const { days, unit, law } = objection;
  const [[begun], servedWays] = await Promise.all([
    db.select({ caseNumber: cases.caseNumber }).from(cases).where(eq(cases.subjectCase, row.caseNumber)),
    db
      .select({ service: services })
      .from(services)
      .innerJoin(documents, eq(documents.id, services.documentId))
      .where(and(eq(services.caseNumber, row.caseNumber), eq(documents.kind, 'denialDecision'))),
  ]);
  const served = firstService(
    servedWays.map(({ service }) => service),
    false,
  );
  const until = served && dueOf(begin({ n: days, unit }, served.deliveredAt!.toISOString()), { calendar }, now.toISOString());
  const isOver = until !== null && Date.parse(until) < now.getTime();
  const state = begun ? 'begun' : until === null ? 'notServed' : isOver ? 'over' : 'open';
  return { state, until: until && new Date(until).toISOString(), caseNumber: begun?.caseNumber ?? null, law };
}

const refusals = { notServed: 'objection-not-served', over: 'objection-too-late', begun: 'objection-begun' } as const;

/**
 * Begins the re-review of a denied case, as a case of the item that its guide names, at the body that received the first. Both say so in their
 * ledgers. Gives its number. Refuses with `objection-not-possible`, `objection-not-served`, `objection-too-late`, `objection-begun`.
 */
export async function beginReview(
  tx: Transaction,
  { caseNumber, user, reason, now, secret }: { caseNumber: string; user: SignedIn; reason: string; now: Date; secret: string },
): Promise<string> {
  const [found] = await tx
    .select({ row: cases, guide: items.guide })
    .from(cases)
    .innerJoin(items, eq(items.id, cases.itemId))
    .where(eq(cases.caseNumber, caseNumber))
    .for('update', { of: cases });
  const objection = found?.guide.objection;
  const standing = found && (await objectionStanding(tx, { row: found.row, objection, calendar: await readCalendar(tx), now }));
  if (!found || !objection || !standing) throw new Refusal('objection-not-possible');
  if (standing.state !== 'open') throw new Refusal(refusals[standing.state], { caseNumber: standing.caseNumber, until: standing.until });
  const { organisationId, applicantId, applicantName, applicant } = found.row;
  const itemId = objection.item;
  const [at] = await tx
    .select({ office: offices, formVersion: items.formVersion })
    .from(offices)
    .innerJoin(items, eq(items.id, offices.itemId))
    .where(and(eq(offices.itemId, itemId), eq(offices.organisationId, organisationId)));
  if (!at) throw new Error(`${itemId}, the re-review of ${found.row.itemId}, has no office at ${organisationId}`);
  const definition = await definitionInForce(tx, itemId, now);
  const by = { actorId: user.id, actorName: user.name, organisationId: null };
  const { number } = await openCase(tx, {
    implementationCode: at.office.implementationCode,
    values: {
      itemId,
      definitionId: definition.id,
      organisationId,
      applicantId,
      applicantName,
      applicant,
      answers: { applicantName, deniedCase: caseNumber, reason },
      formVersion: at.formVersion,
      subjectCase: caseNumber,
    },
    entry: { type: 'case.submitted', ...by, data: { itemId, organisationId, definitionVersion: definition.version, reviews: caseNumber } },
    now,
    secret,
  });
  const said = { type: 'objection.begun', ...by, element: null, elementName: null, data: { case: number } };
  const chain = await appendLedger(tx, found.row, [said], { step: null, at: now.toISOString() });
  await tx.update(cases).set(chain).where(eq(cases.caseNumber, caseNumber));
  return number;
}
