import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { firstBreak } from '../../schema/db/ledger.ts';
import { cases, ledger, tasks } from '../../schema/db/tables/index.ts';
import type { CaseFacts, CaseRow } from '../record/case-facts.ts';
import type { FactsSource } from '../record/facts-source.ts';
import { foldLedger, versionsIn } from './fold-ledger.ts';
import type { Rebuilt } from './fold-ledger.ts';

const lot = 500;

export interface Difference {
  caseNumber: string;
  /** `chain` when the ledger itself is broken: then `ledger` is the number of the first entry that does not fit. */
  column: string;
  ledger: unknown;
  projection: unknown;
}

/**
 * Folds the ledger of every case and compares it with the projection, in order of case number. With `repair` the columns
 * that follow from the ledger are set to what it says, never the other way round; a broken chain is only told.
 */
export async function* compareAll(
  db: Database,
  source: FactsSource,
  repair: boolean,
): AsyncGenerator<{ caseNumber: string; differences: Difference[] }> {
  for (let after = ''; ;) {
    const rows = await db.select().from(cases).where(gt(cases.caseNumber, after)).orderBy(asc(cases.caseNumber)).limit(lot);
    for (const { caseNumber } of rows) yield { caseNumber, differences: await compareOne(db, source, caseNumber, repair) };
    if (rows.length < lot) return;
    after = rows.at(-1)!.caseNumber;
  }
}

/** One case, read and perhaps repaired in one transaction, so that a step that comes between is not taken for a difference. */
const compareOne = (db: Database, source: FactsSource, caseNumber: string, repair: boolean): Promise<Difference[]> =>
  db.transaction(async (tx) => {
    const [row] = await tx.select().from(cases).where(eq(cases.caseNumber, caseNumber)).for('update');
    const entries = await tx.select().from(ledger).where(eq(ledger.caseNumber, caseNumber)).orderBy(asc(ledger.seq));
    const broken = firstBreak(entries);
    const end = entries.at(-1);
    if (broken !== null || (end?.hash ?? '') !== row!.ledgerHash)
      return [{ caseNumber, column: 'chain', ledger: broken ?? end?.seq ?? 0, projection: row!.ledgerSeq }];
    const open = await tx
      .select({ number: tasks.number })
      .from(tasks)
      .where(and(eq(tasks.caseNumber, caseNumber), eq(tasks.open, true)))
      .orderBy(asc(tasks.number));
    const facts = await source.factsOfCase(tx, row!);
    const programs = new Map<string, CaseFacts['program']>();
    for (const hash of versionsIn(entries)) programs.set(hash, await source.programOf(tx, hash));
    const rebuilt = foldLedger(entries, row!, facts, programs);
    const projected = projectionOf(
      row!,
      open.map(({ number }) => number),
    );
    const differing = (Object.keys(rebuilt) as (keyof Rebuilt)[]).filter((column) => !isSame(rebuilt[column], projected[column]));
    if (repair && differing.length > 0) {
      const { open: numbers, ...columns } = rebuilt;
      await tx.update(cases).set(columns).where(eq(cases.caseNumber, caseNumber));
      if (differing.includes('open'))
        for (const { number } of await tx.select({ number: tasks.number }).from(tasks).where(eq(tasks.caseNumber, caseNumber)))
          await tx
            .update(tasks)
            .set({ open: numbers.includes(number) })
            .where(and(eq(tasks.caseNumber, caseNumber), eq(tasks.number, number)));
    }
    return differing.map((column) => ({ caseNumber, column, ledger: rebuilt[column], projection: projected[column] }));
  });

const projectionOf = (row: CaseRow, open: number[]): Rebuilt => ({
  step: row.step,
  definitionId: row.definitionId,
  state: row.state,
  stage: row.stage,
  holderOrganisationId: row.holderOrganisationId,
  acceptedAt: row.acceptedAt,
  endedAt: row.endedAt,
  dueAt: row.dueAt,
  promisedDueAt: row.promisedDueAt,
  suspended: row.suspended,
  licenceNumber: row.licenceNumber,
  correction: row.correction,
  conclusion: row.conclusion,
  open,
});

/** JSON with sorted keys says whether two values are the same; times are compared as instants. */
const isSame = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
