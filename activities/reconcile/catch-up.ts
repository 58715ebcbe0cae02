import type { Client } from '@temporalio/client';
import type { Database } from '../../schema/db/connect.ts';
import type { Seal } from '../../schema/db/sealed.ts';
import { catchUpSignalName } from '../../workflows/messages.ts';
import type { CaseSnapshot, Earlier } from '../../workflows/messages.ts';
import type { FactsSource } from '../record/facts-source.ts';
import { outcomesFrom } from '../record/kept-state.ts';

/**
 * Tells a workflow of the steps that are recorded and that it has forgotten: they were taken in a workflow task that failed, and
 * nobody has asked again for what they were of. Gives whether there were any.
 */
export async function catchUp(
  db: Database,
  client: Client,
  source: FactsSource,
  seal: Seal,
  caseNumber: string,
  { last, state }: CaseSnapshot,
): Promise<boolean> {
  const forgotten = await outcomesFrom(db, caseNumber, (last?.step ?? 0) + 1, seal);
  const handle = client.workflow.getHandle(caseNumber);
  let program = state.program;
  for (const earlier of forgotten) {
    const other = earlier.programHash === program ? {} : { program: await source.programOf(db, earlier.programHash) };
    program = earlier.programHash;
    await handle.signal<[Earlier]>(catchUpSignalName, { earlier, ...other });
  }
  return forgotten.length > 0;
}
