import { and, asc, eq, isNull } from 'drizzle-orm';
import type { CaseService, RemedyView, ServedPaper, ServiceView } from '../../../schema/contracts/service.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { documents, services } from '../../../schema/db/tables/index.ts';
import { kindOf } from '../../../schema/documents/kinds.ts';
import { dayOf } from '../../../schema/documents/official-date.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import { remedyPeriods } from '../../../schema/rules/remedies.ts';
import { actsOn, furtherProblem, mustBeServed, serviceBasis, ServiceChannel } from '../../../schema/rules/service.ts';
import type { ServiceSettings } from '../../../schema/rules/service.ts';
import { parseDay } from '../../../workflows/clock/day.ts';
import { workdaysOf } from '../../../workflows/clock/workdays.ts';

type DocumentRow = typeof documents.$inferSelect;
type ServiceRow = typeof services.$inferSelect;

export interface ServiceReader {
  /** `own` is the applicant. */
  isOwn: boolean;
  mayAct: boolean;
  settings: ServiceSettings;
  calendar: Calendar;
  now: Date;
}

/** The papers of a case that have to be served, oldest first, with how each was: one query for them, one for their services. */
export async function servedPapers(db: Database, caseNumber: string, reader: ServiceReader): Promise<CaseService['papers']> {
  const [papers, all] = await Promise.all([
    db
      .select()
      .from(documents)
      .where(and(eq(documents.caseNumber, caseNumber), eq(documents.state, 'issued'), reader.isOwn ? isNull(documents.partyId) : undefined))
      .orderBy(asc(documents.createdAt), asc(documents.id)),
    db.select().from(services).where(eq(services.caseNumber, caseNumber)).orderBy(asc(services.createdAt), asc(services.id)),
  ]);
  const byPaper = new Map<string, ServiceRow[]>();
  for (const one of all) byPaper.set(one.documentId, [...(byPaper.get(one.documentId) ?? []), one]);
  return papers.filter(({ kind }) => mustBeServed(kind)).map((paper) => paperView(paper, byPaper.get(paper.id) ?? [], reader));
}

/** The first valid service on whom a paper is addressed to: the applicant or who acts for them, or a third party. Periods run from it. */
export function firstService(all: readonly ServiceRow[], isToParty: boolean): ServiceRow | null {
  const valid = all.filter((one) => one.state === 'delivered' && (one.recipientKind === 'thirdParty') === isToParty);
  return valid.toSorted((a, b) => a.deliveredAt!.getTime() - b.deliveredAt!.getTime())[0] ?? null;
}

function paperView(paper: DocumentRow, all: ServiceRow[], reader: ServiceReader): ServedPaper {
  const { isOwn, mayAct, settings } = reader;
  const first = firstService(all, paper.partyId !== null);
  const served = first && { on: dayOf(first.deliveredAt!), channel: first.channel };
  const shown = isOwn ? all.filter((one) => one.recipientKind !== 'thirdParty') : all;
  const liesReady = all.some((one) => one.channel === 'portal' && one.state === 'sent');
  return {
    documentId: paper.id,
    kind: paper.kind,
    name: kindOf(paper.kind).name,
    number: paper.number,
    served,
    remedies: served ? remediesOf(paper, served.on, reader) : [],
    services: shown.map((one) => viewOf(one, reader)),
    mayConfirm: isOwn && served === null && liesReady,
    offers: mayAct ? ServiceChannel.options.map((channel) => ({ channel, problem: furtherProblem(channel, all, settings) })) : [],
  };
}

/** Only a paper that tells of remedies has them; who they go to stands in it. */
function remediesOf(paper: DocumentRow, servedOn: string, { calendar, now }: ServiceReader): RemedyView[] {
  const { reconsiderationBody, court } = paper.fields as { reconsiderationBody?: string; court?: string };
  if (reconsiderationBody === undefined || court === undefined) return [];
  const isWorkday = workdaysOf(calendar);
  const today = dayOf(now);
  return remedyPeriods(servedOn, (day) => isWorkday(parseDay(day)!)).map((period) => ({
    ...period,
    provisional: period.until > calendar.publishedThrough,
    body: period.kind === 'reconsideration' ? reconsiderationBody : court,
    isOver: period.until < today,
  }));
}

function viewOf(row: ServiceRow, { isOwn, mayAct }: ServiceReader): ServiceView {
  const { accepted: _, ...receipt } = row.receipt ?? {};
  const failure = isOwn || row.failureCode === null ? null : { code: row.failureCode, message: row.failure ?? '' };
  return {
    id: row.id,
    channel: row.channel,
    state: row.state,
    recipient: { kind: row.recipientKind, name: row.recipientName },
    basis: serviceBasis[row.channel],
    address: isOwn ? null : row.address,
    attempts: isOwn ? 0 : row.attempts,
    triedAt: isOwn ? null : (row.triedAt?.toISOString() ?? null),
    retryAt: isOwn ? null : (row.retryAt?.toISOString() ?? null),
    failure,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    carrier: row.carrier,
    trackingNumber: row.trackingNumber,
    receipt: row.receipt === null ? null : receipt,
    isDrawn: row.signature !== null,
    acts: mayAct ? [...actsOn(row.channel, row.state)] : [],
  };
}
