import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { kindOf } from '../documents/kinds.ts';
import { dayOf } from '../documents/official-date.ts';
import type { ChosenChannel } from '../rules/service.ts';
import { isDecision, mustBeServed, serviceBasis, serviceWay } from '../rules/service.ts';
import { announce } from './announce.ts';
import type { Database, Transaction } from './connect.ts';
import { createDocument } from './documents.ts';
import { appendLedger } from './ledger.ts';
import type { LedgerEntry } from './ledger.ts';
import { caseParties, cases, documents, incidents, serviceChoices, services } from './tables/index.ts';
import type { ServiceReceipt } from './tables/service.ts';

type CaseRow = typeof cases.$inferSelect;
type DocumentRow = typeof documents.$inferSelect;
type ServiceRow = typeof services.$inferSelect;

/** Who did it; null for the system. */
export interface ServiceActor {
  id: string;
  name: string;
  organisationId: string | null;
}

export interface Choice {
  channels: ChosenChannel[];
  electronic: boolean;
  email: string | null;
  phone: string | null;
  postalAddress: string | null;
}

/** Until an applicant has said how to be reached: the portal, where they confirm each receipt themselves. */
const unsaid: Choice = { channels: ['portal'], electronic: false, email: null, phone: null, postalAddress: null };

/** How the applicant of a case wants to be reached. */
export async function choiceOfCase(tx: Database | Transaction, caseNumber: string): Promise<Choice> {
  const [found] = await tx.select().from(serviceChoices).where(eq(serviceChoices.caseNumber, caseNumber));
  return found ?? unsaid;
}

/** Asks the worker to go on with a service; asked for again, it is still one job. */
export async function queueService(tx: Pick<Transaction, 'execute'>, id: string, runAt: Date | null = null): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job('sendService', ${JSON.stringify({ serviceId: id })}::json,
    job_key => ${`service:${id}`}, max_attempts => 25, run_at => ${runAt?.toISOString() ?? null}::timestamptz)`);
}

/** What the ledger says of a service: no address, and nobody's name but the actor's. */
function entryOf(
  type: string,
  document: Pick<DocumentRow, 'kind' | 'number' | 'organisationId'>,
  data: Record<string, unknown>,
  actor: ServiceActor | null = null,
): LedgerEntry {
  return {
    type,
    actorId: actor?.id ?? null,
    actorName: actor?.name ?? null,
    organisationId: actor?.organisationId ?? document.organisationId,
    element: null,
    elementName: null,
    data: { kind: document.kind, number: document.number, ...data },
  };
}

/**
 * Plans how an issued paper reaches its applicant, in the transaction that issues it: one service a channel, with the jobs of those
 * that the system sends. Gives the ledger's entries, to be appended by the caller. Done twice, it is planned once.
 */
export async function planService(tx: Transaction, row: CaseRow, document: DocumentRow, now: Date): Promise<LedgerEntry[]> {
  if (!mustBeServed(document.kind)) return [];
  if (document.partyId !== null) return planForParty(tx, document, document.partyId, now);
  const choice = await choiceOfCase(tx, row.caseNumber);
  // The portal always shows the paper; what was chosen comes to it, and for a decision the way that the form asks for.
  const way = isDecision(document.kind) ? wayInForm(row) : null;
  const channels = [...new Set<ChosenChannel>(['portal', ...choice.channels, ...(way ? [way] : [])])];
  const addresses: Partial<Record<ChosenChannel, string | null>> = {
    email: choice.email,
    sms: choice.phone,
    post: choice.postalAddress ?? addressInForm(row),
  };
  const planned = channels.map((channel): typeof services.$inferInsert => {
    const bySystem = channel === 'email' || channel === 'sms';
    return {
      id: `${document.id}.${channel}`,
      documentId: document.id,
      caseNumber: row.caseNumber,
      recipientKind: 'applicant',
      recipientName: row.applicantName,
      channel,
      address: addresses[channel] ?? null,
      electronic: choice.electronic,
      // What stands in the portal lies ready there: it is served once it is opened.
      state: channel === 'portal' ? 'sent' : 'planned',
      sentAt: channel === 'portal' ? now : null,
      createdAt: now,
      retryAt: bySystem ? now : null,
    };
  });
  return plan(tx, document, planned, {});
}

/** Once planned, what the system sends itself is on its way. */
async function plan(
  tx: Transaction,
  document: DocumentRow,
  planned: (typeof services.$inferInsert)[],
  data: Record<string, unknown>,
): Promise<LedgerEntry[]> {
  const made = await tx.insert(services).values(planned).onConflictDoNothing().returning({ id: services.id, retryAt: services.retryAt });
  for (const { id, retryAt } of made) if (retryAt !== null) await queueService(tx, id);
  const channels = planned.map(({ channel }) => channel);
  return made.length === 0 ? [] : [entryOf('delivery.planned', document, { channels, ...data })];
}

/**
 * A third party has not chosen how to be reached: their paper is sent to what addresses are known and handed over or posted by staff, and
 * counts as served from a receipt only. With the code in it they confirm it on their own page.
 */
async function planForParty(tx: Transaction, document: DocumentRow, partyId: string, now: Date): Promise<LedgerEntry[]> {
  const [party] = await tx.select().from(caseParties).where(eq(caseParties.id, partyId));
  if (!party) throw new Error(`no party ${partyId}`);
  const { name, email, phone } = party;
  const ways = [
    { channel: 'portal', address: null, state: 'sent', sentAt: now },
    // The address was given by the authority, not chosen by its owner: the mail carries the paper, and is no service by itself.
    ...(email === null ? [] : [{ channel: 'email', address: email, state: 'planned', retryAt: now } as const]),
    ...(phone === null ? [] : [{ channel: 'sms', address: phone, state: 'planned', retryAt: now } as const]),
    { channel: 'window', address: null, state: 'planned' },
  ] as const;
  const common = { documentId: document.id, caseNumber: document.caseNumber, recipientKind: 'thirdParty', recipientName: name } as const;
  const planned = ways.map((way) => ({ ...common, ...way, id: `${document.id}.${way.channel}`, electronic: false, createdAt: now }));
  return plan(tx, document, planned, { recipientKind: 'thirdParty' });
}

function wayInForm({ answers }: CaseRow): 'window' | 'post' | null {
  const { deliveryWay } = answers;
  return deliveryWay === 'window' || deliveryWay === 'post' ? deliveryWay : null;
}

function addressInForm({ answers }: CaseRow): string | null {
  const given = answers.postAddress;
  if (typeof given !== 'object' || given === null) return null;
  const { province, city, district, detail } = given as Record<string, unknown>;
  const parts = [province, city, district, detail].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : parts.join('');
}

export interface Held {
  row: CaseRow;
  service: ServiceRow;
  document: DocumentRow;
}

/**
 * Runs `work` with a service, its paper and its case held, the case first, as a step's record does, so that nobody waits in a circle.
 * Null when there is no such service.
 */
export const withService = <T>(db: Database, serviceId: string, work: (tx: Transaction, held: Held) => Promise<T>): Promise<T | null> =>
  db.transaction(async (tx) => {
    const [known] = await tx.select({ caseNumber: services.caseNumber }).from(services).where(eq(services.id, serviceId));
    if (!known) return null;
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, known.caseNumber)).for('update');
    const [service] = await tx.select().from(services).where(eq(services.id, serviceId)).for('update');
    const [document] = await tx.select().from(documents).where(eq(documents.id, service!.documentId));
    return work(tx, { row: row!, service: service!, document: document! });
  });

export interface Noted {
  type: string;
  columns: Partial<ServiceRow>;
  actor: ServiceActor | null;
  now: Date;
  /** What the ledger tells besides paper, channel and recipient. */
  data?: Record<string, unknown>;
}

/** Writes down what became of a service: its columns, and an entry in the case's ledger. Open pages are told. */
export async function noteService(tx: Transaction, { service, document }: Held, { type, columns, actor, now, data }: Noted): Promise<void> {
  if (Object.keys(columns).length > 0) await tx.update(services).set(columns).where(eq(services.id, service.id));
  const { channel, recipientKind } = service;
  await appendToCase(tx, service.caseNumber, entryOf(type, document, { channel, recipientKind, ...data }, actor), now);
}

async function appendToCase(tx: Transaction, caseNumber: string, entry: LedgerEntry, now: Date): Promise<void> {
  const [end] = await tx
    .select({ ledgerSeq: cases.ledgerSeq, ledgerHash: cases.ledgerHash, step: cases.step })
    .from(cases)
    .where(eq(cases.caseNumber, caseNumber));
  const chain = await appendLedger(tx, { caseNumber, ...end! }, [entry], { step: null, at: now.toISOString() });
  await tx.update(cases).set(chain).where(eq(cases.caseNumber, caseNumber));
  await announce(tx, caseNumber, end!.step);
}

export interface Delivery {
  /** When the paper counts as served; a day is its noon. */
  at: Date;
  receipt: ServiceReceipt;
  signature?: string | null;
  actor: ServiceActor | null;
  now: Date;
}

/**
 * A paper is served: the service's receipt, the ledger's entry, and the proof of delivery (送达回证), numbered now and issued by the worker.
 * A recipient who got the same paper before needs no second proof. What had failed with it is settled.
 */
export async function recordDelivered(tx: Transaction, held: Held, { at, receipt, signature, actor, now }: Delivery): Promise<void> {
  const { service, document, row } = held;
  const before = await tx
    .select({ id: services.id })
    .from(services)
    .where(and(eq(services.documentId, document.id), eq(services.recipientName, service.recipientName), eq(services.state, 'delivered')));
  const columns = { state: 'delivered', deliveredAt: at, sentAt: service.sentAt ?? at, retryAt: null } as const;
  const told = { receipt, signature: signature ?? null, recordedBy: actor?.id ?? null, failureCode: null, failure: null };
  await noteService(tx, held, { type: 'delivery.received', columns: { ...columns, ...told }, actor, now, data: { on: dayOf(at) } });
  await settleFailures(tx, document.id, now);
  if (isDecision(document.kind)) await queueFinish(tx, row.caseNumber);
  if (before.length > 0) return;
  const { channel, recipientName, trackingNumber, carrier } = service;
  await createDocument(tx, {
    // An e-mail that bounced and was taken later has a proof of its own.
    id: `${document.id}.r${service.id.slice(document.id.length + 1)}-${service.attempts}`,
    kind: 'deliveryReceipt',
    caseNumber: row.caseNumber,
    ...(document.partyId === null ? {} : { partyId: document.partyId }),
    itemId: row.itemId,
    organisationId: document.organisationId,
    element: null,
    at: now.toISOString(),
    fields: {
      addressee: recipientName,
      itemName: document.fields.itemName,
      receivedOn: document.fields.receivedOn,
      documents: [{ name: kindOf(document.kind).name.zh, number: document.number }],
      way: serviceWay[channel].zh,
      deliveredOn: dayOf(at),
      serviceBasis: serviceBasis[channel].zh,
      takenBy: takenBy(receipt),
      tracking: trackingNumber === null ? undefined : [carrier, trackingNumber].filter(Boolean).join(' '),
      witnesses: receipt.witnesses?.map(({ name, unit }) => `${name}（${unit}）`).join('、'),
      remark: remarkOf(receipt),
    },
  });
}

/** Asks the worker to see whether the step of delivery is done with this. */
async function queueFinish(tx: Transaction, caseNumber: string): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job('finishDelivery', ${JSON.stringify({ caseNumber })}::json,
    job_key => ${`served:${caseNumber}`}, max_attempts => 100)`);
}

const takers = {
  self: '本人',
  legalRepresentative: '法定代表人',
  family: '同住成年家属',
  agent: '委托代理人',
  mailroom: '负责收件的人',
} as const;
const takenBy = ({ signedBy, taker }: ServiceReceipt): string | undefined =>
  signedBy === undefined ? undefined : taker === undefined ? signedBy : `${signedBy}（${takers[taker]}）`;

function remarkOf({ reason, place, published, accepted }: ServiceReceipt): string | undefined {
  if (published) return `${published.on}在${published.where}公告`;
  if (place !== undefined) return `拒收事由：${reason ?? ''}；留置于${place}`;
  return accepted === undefined ? undefined : `收件服务器回执：${accepted.slice(0, 200)}`;
}

/** The incident of a service that did not work. */
const incidentOf = (documentId: string): string => `service:${documentId}`;

/** A paper could not be served by a channel: who looks after cases is told, and offered other ways on the case's page. */
export async function recordFailed(
  tx: Transaction,
  held: Held,
  failure: { code: string; message: string; actor: ServiceActor | null; now: Date; columns?: Partial<ServiceRow> },
): Promise<void> {
  const { code, message, actor, now } = failure;
  const { service, document } = held;
  const columns = { ...failure.columns, state: 'failed', retryAt: null, deliveredAt: null, failureCode: code, failure: message } as const;
  await noteService(tx, held, { type: 'delivery.failed', columns, actor, now, data: { why: code } });
  // A paper that has come by another way needs nobody.
  if (await isServed(tx, document.id)) return;
  const row = { id: incidentOf(document.id), caseNumber: service.caseNumber, number: 0, element: null };
  const told = { code: 'delivery-failed' as const, message: `${document.number} ${serviceWay[service.channel].zh}: ${message}`, at: now };
  await tx
    .insert(incidents)
    .values({ ...row, ...told })
    .onConflictDoUpdate({ target: incidents.id, set: { ...told, resolvedAt: null } });
}

async function isServed(tx: Transaction, documentId: string): Promise<boolean> {
  const ofDocument = and(eq(services.documentId, documentId), eq(services.state, 'delivered'));
  const [found] = await tx.select({ id: services.id }).from(services).where(ofDocument).limit(1);
  return found !== undefined;
}

async function settleFailures(tx: Transaction, documentId: string, now: Date): Promise<void> {
  await tx
    .update(incidents)
    .set({ resolvedAt: now })
    .where(and(eq(incidents.id, incidentOf(documentId)), isNull(incidents.resolvedAt)));
}

/** Whom a paper counts as served on for the applicant's periods. */
const applicants = ['applicant', 'agent'] as const;

/** The first valid service of a case's decision on the applicant; null when there is none yet. */
export async function decisionServed(tx: Database | Transaction, caseNumber: string): Promise<ServiceRow | null> {
  const [found] = await tx
    .select({ service: services })
    .from(services)
    .innerJoin(documents, eq(documents.id, services.documentId))
    .where(
      and(
        eq(services.caseNumber, caseNumber),
        eq(services.state, 'delivered'),
        inArray(services.recipientKind, applicants),
        inArray(documents.kind, ['grantDecision', 'denialDecision']),
      ),
    )
    .orderBy(asc(services.deliveredAt))
    .limit(1);
  return found?.service ?? null;
}
