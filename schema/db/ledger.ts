import { createHash } from 'node:crypto';
import { ledger } from './tables/index.ts';
import type { Transaction } from './connect.ts';

/** A ledger entry before it is numbered and chained. */
export interface LedgerEntry {
  type: string;
  actorId: string | null;
  actorName: string | null;
  organisationId: string | null;
  element: string | null;
  elementName: string | null;
  data: Record<string, unknown>;
}

export interface ChainEnd {
  ledgerSeq: number;
  ledgerHash: string;
}

type Row = typeof ledger.$inferInsert;

/** JSON with sorted keys, so that the hash does not depend on how Postgres orders a jsonb. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (value && typeof value === 'object') {
    const pairs = Object.entries(value).filter(([, one]) => one !== undefined);
    pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256 over an entry and the hash before it. */
export function hashOf(row: Omit<Row, 'hash'>): string {
  const { caseNumber, seq, step, at, type, actorId, organisationId, element, data, previousHash } = row;
  const content = canonical({ caseNumber, seq, step: step ?? null, at: at.toISOString(), type, actorId, organisationId, element, data });
  return createHash('sha256').update(previousHash).update(content).digest('hex');
}

/** Appends entries to a case's ledger; the caller holds the case's row and writes the returned end of the chain into it. */
export async function appendLedger(
  tx: Transaction,
  row: { caseNumber: string } & ChainEnd,
  entries: LedgerEntry[],
  context: { step: number | null; at: string },
): Promise<ChainEnd> {
  let { ledgerSeq, ledgerHash } = row;
  const at = new Date(context.at);
  const rows: Row[] = entries.map((entry) => {
    const unhashed = { caseNumber: row.caseNumber, seq: ++ledgerSeq, step: context.step, at, ...entry, previousHash: ledgerHash };
    ledgerHash = hashOf(unhashed);
    return { ...unhashed, hash: ledgerHash };
  });
  if (rows.length > 0) await tx.insert(ledger).values(rows);
  return { ledgerSeq, ledgerHash };
}

/** Walks a chain from its beginning; the number of the first entry that does not fit, or null when all do. */
export function firstBreak(rows: Row[]): number | null {
  let previous = '';
  let seq = 0;
  for (const row of rows) {
    seq++;
    if (row.seq !== seq || row.previousHash !== previous || row.hash !== hashOf(row)) return row.seq;
    previous = row.hash;
  }
  return null;
}
