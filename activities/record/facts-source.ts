import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '../../schema/db/connect.ts';
import { readNumberedCalendar } from '../../schema/db/calendar.ts';
import { definitions, items, organisations } from '../../schema/db/tables/index.ts';
import type { CaseFacts, CaseRow } from './case-facts.ts';

/** Reads run in the caller's transaction, so that a step never waits for a second connection while it holds one. */
type Reader = Database | Transaction;

/** How long the calendar may be read from memory, in ms; definitions and organisations do not change under a case. */
const calendarAge = 60_000;

/** Reads what steps are folded with, and keeps it: programs by hash, guides by item, organisations by path. */
export class FactsSource {
  private readonly programs = new Map<string, CaseFacts['program']>();
  private readonly guides = new Map<string, CaseFacts['guide']>();
  private readonly chains = new Map<string, CaseFacts['chain']>();
  private calendar: { value: CaseFacts['calendar']; revision: number; readAt: number } | null = null;

  /** `calendarRevision`: the calendar is that one or a later one. */
  async factsOf(db: Reader, row: CaseRow, programHash: string, calendarRevision = 0): Promise<CaseFacts> {
    const [program, guide, chain, calendar] = await Promise.all([
      this.programOf(db, programHash),
      this.guideOf(db, row.itemId),
      this.chainOf(db, row.organisationId),
      this.calendarNow(db, calendarRevision),
    ]);
    return { program, guide, chain, calendar };
  }

  /** As `factsOf`, for a caller that does not know the program's hash. */
  async factsOfCase(db: Reader, row: CaseRow): Promise<CaseFacts> {
    const [found] = await db.select({ hash: definitions.hash }).from(definitions).where(eq(definitions.id, row.definitionId));
    if (!found) throw new Error(`no definition ${row.definitionId}`);
    return this.factsOf(db, row, found.hash);
  }

  /** A published program. Throws when there is none of that hash. */
  async programOf(db: Reader, hash: string): Promise<CaseFacts['program']> {
    const known = this.programs.get(hash);
    if (known) return known;
    const [found] = await db.select({ program: definitions.program }).from(definitions).where(eq(definitions.hash, hash)).limit(1);
    if (!found) throw new Error(`no definition with hash ${hash}`);
    this.programs.set(hash, found.program);
    return found.program;
  }

  private async guideOf(db: Reader, itemId: string): Promise<CaseFacts['guide']> {
    const known = this.guides.get(itemId);
    if (known) return known;
    const [found] = await db.select({ guide: items.guide }).from(items).where(eq(items.id, itemId));
    if (!found) throw new Error(`no item ${itemId}`);
    this.guides.set(itemId, found.guide);
    return found.guide;
  }

  /** From the organisation itself up to the national body. */
  private async chainOf(db: Reader, organisationId: string): Promise<CaseFacts['chain']> {
    const known = this.chains.get(organisationId);
    if (known) return known;
    const all = await db.select({ id: organisations.id, parentId: organisations.parentId, level: organisations.level }).from(organisations);
    const byId = new Map(all.map((one) => [one.id, one]));
    const chain: CaseFacts['chain'] = [];
    for (let at = byId.get(organisationId); at; at = at.parentId ? byId.get(at.parentId) : undefined)
      chain.push({ id: at.id, level: at.level });
    if (chain.length === 0) throw new Error(`no organisation ${organisationId}`);
    this.chains.set(organisationId, chain);
    return chain;
  }

  private async calendarNow(db: Reader, atLeast: number): Promise<CaseFacts['calendar']> {
    const { calendar: known } = this;
    if (known && known.revision >= atLeast && Date.now() - known.readAt < calendarAge) return known.value;
    const { calendar, revision } = await readNumberedCalendar(db);
    this.calendar = { value: calendar, revision, readAt: Date.now() };
    return calendar;
  }
}
