import { and, asc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { Database } from '../../schema/db/connect.ts';
import type { Seal } from '../../schema/db/sealed.ts';
import { cases, caseStates, incidents, reconciliations, sweeps } from '../../schema/db/tables/index.ts';
import type { IncidentCode } from '../../schema/rules/incident-codes.ts';
import { snapshotQueryName } from '../../workflows/messages.ts';
import type { CaseSnapshot } from '../../workflows/messages.ts';
import type { FactsSource } from '../record/facts-source.ts';
import { catchUp } from './catch-up.ts';
import { repair } from './repair.ts';

/** Cases looked at in one sweep, and at once: describing one costs the server about a millisecond, asking one wakes it. */
const lot = 400;
const atOnce = 4;
const name = 'reconcile';
/** How long after its end a case is looked at, ms: its workflow may still be about to end, and who ended it be asking again. */
const endingTime = 10 * 60_000;

export interface Reconciled {
  looked: number;
  asked: number;
  repaired: string[];
  /** Cases whose workflow had forgotten what is recorded, and has been told. */
  reminded: string[];
  /** Cases whose workflow is gone or has failed: an incident says so. */
  lost: string[];
}

/**
 * Compares the next lot of open cases with Temporal's description of them. Only a history that has grown since the last
 * look, or that is behind its projection, is asked for its step; a projection that is behind is repaired, a workflow that is behind is told,
 * one that is gone becomes an incident. Cases that have ended are looked at until their workflow has, too.
 */
export async function reconcile(db: Database, client: Client, source: FactsSource, seal: Seal, now: Date): Promise<Reconciled> {
  const [mark] = await db.select().from(sweeps).where(eq(sweeps.name, name));
  const next = await db
    .select({ caseNumber: cases.caseNumber, step: cases.step })
    .from(cases)
    .where(and(isNull(cases.endedAt), eq(cases.started, true), gt(cases.caseNumber, mark?.position ?? '')))
    .orderBy(asc(cases.caseNumber))
    .limit(lot);
  const position = next.length < lot ? '' : next.at(-1)!.caseNumber;
  const over = await db
    .select({ caseNumber: caseStates.caseNumber, step: caseStates.step, isOver: sql<boolean>`true` })
    .from(caseStates)
    .where(lt(caseStates.endedAt, new Date(now.getTime() - endingTime)))
    .orderBy(asc(caseStates.endedAt))
    .limit(lot);
  const found: Reconciled = { looked: next.length + over.length, asked: 0, repaired: [], reminded: [], lost: [] };
  const queue: Looked[] = [...next, ...over];
  const look = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) await reconcileOne(db, client, source, seal, one, now, found);
  };
  await Promise.all(Array.from({ length: atOnce }, look));
  await db.insert(sweeps).values({ name, position }).onConflictDoUpdate({ target: sweeps.name, set: { position } });
  return found;
}

/** A case, the step its projection is at, and whether it is over by that. */
interface Looked {
  caseNumber: string;
  step: number;
  isOver?: boolean;
}

async function reconcileOne(
  db: Database,
  client: Client,
  source: FactsSource,
  seal: Seal,
  { caseNumber, step, isOver }: Looked,
  now: Date,
  found: Reconciled,
): Promise<void> {
  const handle = client.workflow.getHandle(caseNumber);
  const description = await describe(() => handle.describe());
  if (isOver && description?.status.name !== 'RUNNING') return forget(db, caseNumber);
  if (description === null) return lose(db, caseNumber, 'workflow-missing', now, found);
  if (!['RUNNING', 'COMPLETED', 'CONTINUED_AS_NEW'].includes(description.status.name))
    return lose(db, caseNumber, 'workflow-failed', now, found);
  const { runId, historyLength } = description;
  const [seen] = await db.select().from(reconciliations).where(eq(reconciliations.caseNumber, caseNumber));
  if (seen?.runId === runId && seen.historyLength === historyLength && seen.step === step) return;
  found.asked++;
  const snapshot = await handle.query<CaseSnapshot>(snapshotQueryName);
  if (await repair(db, source, seal, caseNumber, snapshot, now)) found.repaired.push(caseNumber);
  else if (step > (snapshot.last?.step ?? 0) && (await catchUp(db, client, source, seal, caseNumber, snapshot)))
    found.reminded.push(caseNumber);
  const row = { caseNumber, runId, historyLength, step, checkedAt: now };
  await db.insert(reconciliations).values(row).onConflictDoUpdate({ target: reconciliations.caseNumber, set: row });
}

/** The workflow of a case that is over has ended: nothing of it can be forgotten any more. */
async function forget(db: Database, caseNumber: string): Promise<void> {
  await db.delete(caseStates).where(eq(caseStates.caseNumber, caseNumber));
  await db.delete(reconciliations).where(eq(reconciliations.caseNumber, caseNumber));
}

async function describe(ask: () => Promise<WorkflowExecutionDescription>): Promise<WorkflowExecutionDescription | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Incidents of the reconciler have no number in the engine: there is nothing there to try again. */
async function lose(db: Database, caseNumber: string, code: IncidentCode, now: Date, found: Reconciled): Promise<void> {
  found.lost.push(caseNumber);
  const message = code === 'workflow-missing' ? 'Temporal has no workflow of this open case' : 'The workflow of this open case has failed';
  await db
    .insert(incidents)
    .values({ id: `${caseNumber}.${code}`, caseNumber, number: 0, element: null, code, message, at: now })
    .onConflictDoUpdate({ target: incidents.id, set: { at: sql`${incidents.at}` } });
}
