import type { Sql } from 'postgres';

interface Entry {
  seq: number;
  step: number | null;
  type: string;
  element: string | null;
  previous_hash: string;
  hash: string;
}

/** What the ledger says against "every case finished exactly once, no step lost or doubled"; empty when all is well. */
export async function examine(sql: Sql, numbers: string[]): Promise<string[]> {
  const findings: string[] = [];
  const [double] = await sql`select count(*)::int as n from (select number from licences group by number having count(*) > 1) d`;
  if (double?.n > 0) findings.push(`${double!.n} licence numbers stand twice`);
  const [gap] = await sql`
    select max(right(number, 6)::int) - count(*)::int as n from licences where number like '000139014000-%'`;
  if (gap?.n !== 0) findings.push(`${gap?.n} licence numbers are missing in the sequence`);
  for (const number of numbers) {
    const entries = await sql<
      Entry[]
    >`select seq, step, type, element, previous_hash, hash from ledger where case_number = ${number} order by seq`;
    const [row] = await sql`select state, step, ended_at from cases where case_number = ${number}`;
    findings.push(...examineCase(number, entries, row as { state: string; step: number; ended_at: Date | null } | undefined));
  }
  return findings;
}

function examineCase(number: string, entries: Entry[], row: { state: string; step: number; ended_at: Date | null } | undefined): string[] {
  const findings: string[] = [];
  const say = (what: string) => findings.push(`${number}: ${what}`);
  if (row?.state !== 'DELIVERED' || !row.ended_at) say(`is ${row?.state}`);
  entries.forEach((entry, index) => {
    if (entry.seq !== index + 1) say(`entry ${index + 1} is missing`);
    if (entry.previous_hash !== (index === 0 ? '' : entries[index - 1]!.hash)) say(`entry ${entry.seq} is not chained to the one before`);
  });
  const steps = [...new Set(entries.map((entry) => entry.step).filter((step) => step !== null))];
  if (steps.some((step, index) => step !== index + 1) || steps.length !== row?.step) say(`its steps are ${steps.join(', ')}`);
  const completed = entries.filter((entry) => entry.type === 'task.completed').map((entry) => entry.element);
  if (completed.join() !== 'Receive,Review,Decide,Deliver') say(`completed ${completed.join(', ')}`);
  for (const once of ['case.submitted', 'effect.accept', 'effect.grant', 'effect.certify', 'effect.deliver', 'case.ended']) {
    const times = entries.filter((entry) => entry.type === once).length;
    if (times !== 1) say(`${once} stands ${times} times`);
  }
  return findings;
}
