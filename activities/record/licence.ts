import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../../schema/db/connect.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { cases, counters, items, licences, licenceVersions, organisations } from '../../schema/db/tables/index.ts';
import { dayOf } from '../../schema/documents/official-date.ts';
import { licenceDetails } from '../../schema/licences/data.ts';
import type { LicenceData } from '../../schema/licences/data.ts';
import type { StoredLicenceState } from '../../schema/licences/state.ts';
import { licenceIdentifier } from '../../schema/rules/codes/licence-identifier.ts';
import type { CaseFacts, CaseRow } from './case-facts.ts';
import { entry } from './entries.ts';
import type { Folded } from './fold.ts';

type Licence = typeof licences.$inferSelect;
type Cause = (typeof licenceVersions.$inferSelect)['cause'];

/** What certifying has done to a licence. `data` is that of its new version; null where it was ended, or could not be acted on. */
export interface Certified {
  number: string;
  data: LicenceData | null;
  /** Why nothing was done to it: somebody else ended it meanwhile. */
  refused: string | null;
}

const endings = { revoke: 'revoked', withdraw: 'withdrawn', cancel: 'cancelled' } as const;

/**
 * Issues, changes, renews or ends a licence as the item of the case says, inside the step's transaction: the register and the case
 * change together or not at all. The licence's row is locked until then.
 */
export async function certifyLicence(tx: Transaction, row: CaseRow, folded: Folded, facts: CaseFacts, at: string): Promise<Certified> {
  const { effect } = facts.guide.licence;
  if (effect === 'issue') return issue(tx, row, folded, facts, at);
  const [licence] = await tx
    .select()
    .from(licences)
    .where(eq(licences.number, row.subjectLicence ?? ''))
    .for('update');
  if (!licence) return { number: row.subjectLicence ?? '', data: null, refused: 'the case names no licence of the register' };
  if (licence.state !== 'inForce')
    return { number: licence.number, data: null, refused: `licence ${licence.number} is ${licence.state} already` };
  if (effect === 'revoke' || effect === 'withdraw' || effect === 'cancel') return end(tx, row, licence, endings[effect], at);
  return renew(tx, { row, folded, facts, at, licence }, effect);
}

/**
 * Takes the next licence number of the deciding agency and kind in this year, inside the step's transaction: no gap when
 * it rolls back, no double since the counter's row is locked. `<basic code>-<holder>-<year>-<6 digits>`. Items that issue the same
 * type of licence count together: the identifier names the type and not the item.
 */
async function issue(tx: Transaction, row: CaseRow, folded: Folded, facts: CaseFacts, at: string): Promise<Certified> {
  if (row.subjectCase !== null) return issue(tx, ...(await reviewedAgain(tx, row, folded, facts)), at);
  const year = at.slice(0, 4);
  const organisationId = row.holderOrganisationId;
  const key = `licence:${organisationId}:${facts.guide.result.typeCode ?? facts.guide.basicCode}:${year}`;
  const [counter] = await tx
    .insert(counters)
    .values({ key, last: 1 })
    .onConflictDoUpdate({ target: counters.key, set: { last: sql`${counters.last} + 1` } })
    .returning({ last: counters.last });
  const sequence = String(counter!.last).padStart(6, '0');
  const issuedAt = new Date(at);
  const licence: Licence = {
    number: `${facts.guide.basicCode}-${organisationId}-${year}-${sequence}`,
    caseNumber: row.caseNumber,
    itemId: row.itemId,
    organisationId,
    holderId: row.applicantId,
    holderName: row.applicantName,
    holderKind: row.applicant.kind === 'person' ? 'person' : 'legalPerson',
    typeCode: await typeCodeOf(tx, facts),
    serial: year + sequence,
    issuedAt,
    validTo: validTo(facts, issuedAt),
    state: 'inForce',
    version: 1,
    endedAt: null,
    ledgerSeq: 0,
    ledgerHash: '',
  };
  await tx.insert(licences).values(licence);
  return addVersion(tx, { row, folded, facts, at, licence }, { cause: 'issue', validFrom: issuedAt });
}

/** What a re-review grants is what was applied for: the item, the answers and the licence are those of the case that it reviews. */
async function reviewedAgain(tx: Transaction, row: CaseRow, folded: Folded, facts: CaseFacts): Promise<[CaseRow, Folded, CaseFacts]> {
  const [first] = await tx
    .select({ itemId: cases.itemId, answers: cases.answers, guide: items.guide })
    .from(cases)
    .innerJoin(items, eq(items.id, cases.itemId))
    .where(eq(cases.caseNumber, row.subjectCase!));
  if (!first) throw new Error(`case ${row.caseNumber} reviews ${row.subjectCase}, which is not there`);
  const { itemId, answers, guide } = first;
  return [
    { ...row, itemId, subjectCase: null },
    { ...folded, answers },
    { ...facts, guide },
  ];
}

interface Change {
  row: CaseRow;
  folded: Folded;
  facts: CaseFacts;
  at: string;
  licence: Licence;
}

/** 变更 keeps the term (Licensing Law art. 49); 延续 goes on where it ends, or from today when it has ended (art. 50). */
async function renew(tx: Transaction, change: Change, cause: 'change' | 'renew'): Promise<Certified> {
  const { licence, facts, at, row } = change;
  const now = new Date(at);
  const from = cause === 'renew' && licence.validTo !== null && licence.validTo >= now ? new Date(licence.validTo.getTime() + 1) : now;
  const next: Licence = {
    ...licence,
    holderName: row.applicantName,
    version: licence.version + 1,
    validTo: cause === 'renew' ? validTo(facts, from) : licence.validTo,
  };
  const { holderName, version, validTo: end } = next;
  await tx.update(licences).set({ holderName, version, validTo: end }).where(eq(licences.number, licence.number));
  return addVersion(tx, { ...change, licence: next }, { cause, validFrom: now });
}

async function end(
  tx: Transaction,
  row: CaseRow,
  licence: Licence,
  state: Exclude<StoredLicenceState, 'inForce'>,
  at: string,
): Promise<Certified> {
  await tx
    .update(licences)
    .set({ state, endedAt: new Date(at) })
    .where(eq(licences.number, licence.number));
  await note(tx, licence, `licence.${state}`, row, at, {});
  return { number: licence.number, data: null, refused: null };
}

async function addVersion(
  tx: Transaction,
  { row, folded, facts, at, licence }: Change,
  { cause, validFrom }: { cause: Cause; validFrom: Date },
): Promise<Certified> {
  const { number, version, typeCode, serial, organisationId } = licence;
  const [found] = await tx
    .select({ form: items.form, authority: organisations.name, creditCode: organisations.creditCode })
    .from(items)
    .innerJoin(organisations, eq(organisations.id, organisationId))
    .where(eq(items.id, row.itemId));
  if (!found) throw new Error(`no item ${row.itemId} or organisation ${organisationId}`);
  const identifier = licenceIdentifier({ type: typeCode, issuer: found.creditCode, serial, version });
  const { creditCode } = folded.answers;
  const data: LicenceData = {
    schema: 1,
    licenceName: facts.guide.result.name,
    number,
    identifier,
    version,
    holder: { name: row.applicantName, kind: licence.holderKind, code: typeof creditCode === 'string' ? creditCode : null },
    authority: { name: found.authority, code: found.creditCode },
    validFrom: dayOf(validFrom),
    validTo: licence.validTo ? dayOf(licence.validTo) : null,
    details: licenceDetails(found.form, folded.answers),
  };
  const values = { identifier, number, version, caseNumber: row.caseNumber, cause, data, issuedAt: new Date(at) };
  await tx.insert(licenceVersions).values(values);
  const type = { issue: 'licence.issued', change: 'licence.changed', renew: 'licence.renewed' }[cause];
  await note(tx, licence, type, row, at, { identifier, version, validTo: data.validTo });
  return { number, data, refused: null };
}

/** Says in the licence's own ledger what a case has done to it. */
async function note(
  tx: Transaction,
  licence: Licence,
  type: string,
  row: CaseRow,
  at: string,
  data: Record<string, unknown>,
): Promise<void> {
  const { number, ledgerSeq, ledgerHash } = licence;
  const made = { ...entry(type, { ...data, case: row.caseNumber }), organisationId: row.holderOrganisationId };
  const chain = await appendLedger(tx, { caseNumber: number, ledgerSeq, ledgerHash }, [made], { step: null, at });
  await tx.update(licences).set(chain).where(eq(licences.number, number));
}

/** Who defines the types of licences is the national body (GB/T 36904: its credit code, and three places). */
async function typeCodeOf(tx: Transaction, { guide }: CaseFacts): Promise<string> {
  const [body] = await tx.select({ code: organisations.creditCode }).from(organisations).where(eq(organisations.level, 'national'));
  if (!body) throw new Error('no national body');
  return body.code + (guide.result.typeCode ?? '000');
}

const shanghai = 8 * 60 * 60_000;

/**
 * Until when a licence is valid that begins at a moment: the last moment of the day before that day comes round after the item's years.
 * Null when its item sets no term. Days are those of Asia/Shanghai.
 */
export function validTo({ guide }: CaseFacts, from: Date): Date | null {
  const years = guide.result.validYears;
  if (years === null) return null;
  const local = new Date(from.getTime() + shanghai);
  // 29 February becomes 1 March in a year that has none.
  const again = Date.UTC(local.getUTCFullYear() + years, local.getUTCMonth(), local.getUTCDate());
  return new Date(again - shanghai - 1);
}
